/** Every single-key command of the desk. The words for it are in the locale files under `keys.<action>`. */
export const actions = [
  'next',
  'previous',
  'accept',
  'open',
  'pick',
  'search',
  'add',
  'quantity',
  'remove',
  'ask_price',
  'ask',
  'reject',
  'undo',
  'toggle_pick',
  'pick_next',
  'pick_previous',
  'accept_picked',
  'clear_picked',
  'take_picked',
  'assign_picked',
  'take',
  'assign',
  'explain',
  'snooze',
  'note',
  'next_line',
  'previous_line',
  'next_tab',
  'previous_tab',
  'go_orders',
  'go_erp',
  'go_aliases',
  'go_reading',
  'go_prices',
  'go_numbers',
  'command_bar',
  'help',
  'back',
  'amend',
  'next_alias',
  'previous_alias',
  'open_alias',
  'close_alias',
  'find_alias',
  'teach_alias',
  'remove_alias',
  'next_audit',
  'previous_audit',
  'audit_right',
  'audit_wrong',
  'go_approvals',
  'next_case',
  'previous_case',
  'acknowledge_case',
  'approve_case',
  'approve_case_until',
  'counter_case',
  'decline_case',
  'ask_case',
  'forward_case',
  'accept_case',
  'finish_case',
  'dismiss_case',
  'close_case',
  'go_connections',
  'next_letter',
  'previous_letter',
  'open_letter',
  'resend_letter',
  'show_letter',
  'fix_letter',
  'settle_letter',
  'cancel_letter',
  'undo_letter',
  'back_to_erp',
] as const;
export type Action = (typeof actions)[number];

/** Where a key works: everywhere, or on one screen. */
export type KeyScope = 'global' | 'orders' | 'order_page' | 'aliases' | 'reading' | 'approvals' | 'erp' | 'erp_command';

/** One action, where it works, and the keys that do it. */
export interface KeyBinding {
  readonly action: Action;
  readonly scope: KeyScope;
  /** Keys as typed one after another (`g o`), `mod+k` for Ctrl or ⌘; several are alternatives. */
  readonly keys: readonly string[];
}

/** The keyboard as data: the help screen, the hints in tooltips and the handler all read it. */
export const keyMap: readonly KeyBinding[] = [
  { action: 'command_bar', scope: 'global', keys: ['mod+k'] },
  { action: 'help', scope: 'global', keys: ['?'] },
  { action: 'go_orders', scope: 'global', keys: ['g o'] },
  { action: 'go_erp', scope: 'global', keys: ['g e'] },
  { action: 'go_aliases', scope: 'global', keys: ['g a'] },
  { action: 'go_reading', scope: 'global', keys: ['g r'] },
  { action: 'go_prices', scope: 'global', keys: ['g m'] },
  { action: 'go_numbers', scope: 'global', keys: ['g n'] },
  { action: 'go_approvals', scope: 'global', keys: ['g p'] },
  { action: 'go_connections', scope: 'global', keys: ['g c'] },
  { action: 'next', scope: 'orders', keys: ['j'] },
  { action: 'previous', scope: 'orders', keys: ['k'] },
  { action: 'next_tab', scope: 'orders', keys: [']'] },
  { action: 'previous_tab', scope: 'orders', keys: ['['] },
  { action: 'accept', scope: 'orders', keys: ['Enter'] },
  { action: 'open', scope: 'orders', keys: ['e'] },
  { action: 'next_line', scope: 'orders', keys: ['ArrowDown'] },
  { action: 'previous_line', scope: 'orders', keys: ['ArrowUp'] },
  { action: 'pick', scope: 'orders', keys: ['1', '2', '3', '4', '5'] },
  { action: 'search', scope: 'orders', keys: ['/'] },
  { action: 'quantity', scope: 'orders', keys: ['n'] },
  { action: 'remove', scope: 'orders', keys: ['x'] },
  { action: 'ask_price', scope: 'orders', keys: ['p'] },
  { action: 'add', scope: 'orders', keys: ['a'] },
  { action: 'ask', scope: 'orders', keys: ['q'] },
  { action: 'reject', scope: 'orders', keys: ['r'] },
  { action: 'undo', scope: 'orders', keys: ['u'] },
  { action: 'toggle_pick', scope: 'orders', keys: ['Space'] },
  { action: 'pick_next', scope: 'orders', keys: ['shift+j'] },
  { action: 'pick_previous', scope: 'orders', keys: ['shift+k'] },
  { action: 'accept_picked', scope: 'orders', keys: ['shift+Enter'] },
  { action: 'clear_picked', scope: 'orders', keys: ['shift+x'] },
  { action: 'take_picked', scope: 'orders', keys: ['shift+m'] },
  { action: 'assign_picked', scope: 'orders', keys: ['shift+w'] },
  { action: 'take', scope: 'orders', keys: ['m'] },
  { action: 'assign', scope: 'orders', keys: ['w'] },
  { action: 'explain', scope: 'orders', keys: ['y'] },
  { action: 'snooze', scope: 'orders', keys: ['z'] },
  { action: 'note', scope: 'orders', keys: ['c'] },
  { action: 'back', scope: 'order_page', keys: ['Escape'] },
  { action: 'amend', scope: 'order_page', keys: ['c'] },
  { action: 'next_alias', scope: 'aliases', keys: ['j', 'ArrowDown'] },
  { action: 'previous_alias', scope: 'aliases', keys: ['k', 'ArrowUp'] },
  { action: 'open_alias', scope: 'aliases', keys: ['Enter'] },
  { action: 'close_alias', scope: 'aliases', keys: ['Escape'] },
  { action: 'find_alias', scope: 'aliases', keys: ['/'] },
  { action: 'teach_alias', scope: 'aliases', keys: ['n'] },
  { action: 'remove_alias', scope: 'aliases', keys: ['u'] },
  { action: 'next_audit', scope: 'reading', keys: ['j', 'ArrowDown'] },
  { action: 'previous_audit', scope: 'reading', keys: ['k', 'ArrowUp'] },
  { action: 'audit_right', scope: 'reading', keys: ['r'] },
  { action: 'audit_wrong', scope: 'reading', keys: ['w'] },
  { action: 'next_case', scope: 'approvals', keys: ['j', 'ArrowDown'] },
  { action: 'previous_case', scope: 'approvals', keys: ['k', 'ArrowUp'] },
  { action: 'acknowledge_case', scope: 'approvals', keys: ['s'] },
  { action: 'approve_case', scope: 'approvals', keys: ['a'] },
  { action: 'approve_case_until', scope: 'approvals', keys: ['u'] },
  { action: 'counter_case', scope: 'approvals', keys: ['c'] },
  { action: 'decline_case', scope: 'approvals', keys: ['d'] },
  { action: 'ask_case', scope: 'approvals', keys: ['q'] },
  { action: 'forward_case', scope: 'approvals', keys: ['f'] },
  { action: 'accept_case', scope: 'approvals', keys: ['y'] },
  { action: 'finish_case', scope: 'approvals', keys: ['e'] },
  { action: 'dismiss_case', scope: 'approvals', keys: ['x'] },
  { action: 'close_case', scope: 'approvals', keys: ['Escape'] },
  { action: 'next_letter', scope: 'erp', keys: ['j', 'ArrowDown'] },
  { action: 'previous_letter', scope: 'erp', keys: ['k', 'ArrowUp'] },
  { action: 'open_letter', scope: 'erp', keys: ['Enter'] },
  { action: 'resend_letter', scope: 'erp', keys: ['r'] },
  { action: 'show_letter', scope: 'erp', keys: ['s'] },
  { action: 'fix_letter', scope: 'erp', keys: ['c'] },
  { action: 'settle_letter', scope: 'erp', keys: ['d'] },
  { action: 'cancel_letter', scope: 'erp', keys: ['x'] },
  { action: 'undo_letter', scope: 'erp', keys: ['u'] },
  { action: 'fix_letter', scope: 'erp_command', keys: ['c'] },
  { action: 'back_to_erp', scope: 'erp_command', keys: ['Escape'] },
];

/** What the handler needs of a keyboard event. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly repeat: boolean;
}

/** Where the press happened. */
export interface KeyPlace {
  readonly scopes: readonly KeyScope[];
  /** The focus is in a field that takes text: single keys belong to it. */
  readonly typing: boolean;
  /** The focus is on a button or link: Enter belongs to it. */
  readonly onControl: boolean;
  /** The first key of a sequence that is still open, else null. */
  readonly pending: string | null;
}

/** A key runs an action, opens a sequence, or means nothing here. */
export type KeyOutcome =
  { readonly kind: 'run'; readonly action: Action; readonly key: string } | { readonly kind: 'wait'; readonly pending: string } | { readonly kind: 'none' };

const none: KeyOutcome = { kind: 'none' };
const repeatable: ReadonlySet<Action> = new Set([
  'next',
  'previous',
  'next_line',
  'previous_line',
  'pick_next',
  'pick_previous',
  'next_alias',
  'previous_alias',
  'next_case',
  'previous_case',
  'next_letter',
  'previous_letter',
]);

/**
 * The key as the map names it. On a layout without Latin letters (Arabic, Devanagari) the physical key counts,
 * so that shortcuts work while the clerk types in another script.
 */
export function keyName(press: KeyPress): string {
  const latin = press.key.length !== 1 || press.key.charCodeAt(0) < 0x80;
  const key = latin ? press.key : physicalKey(press);
  const name = key.length === 1 && !press.shiftKey ? key.toLowerCase() : key;
  if (press.ctrlKey || press.metaKey) return `mod+${name.toLowerCase()}`;
  if (name === ' ') return 'Space';
  return press.shiftKey && shiftable.test(name) ? shifted(name) : name;
}

const shiftable = /^(?:Enter|[A-Z])$/;
const shifted = (name: string): string => `shift+${name === 'Enter' ? name : name.toLowerCase()}`;

const physicalSigns: Readonly<Record<string, readonly [string, string]>> = { Slash: ['/', '?'], BracketLeft: ['[', '{'], BracketRight: [']', '}'] };

function physicalKey(press: KeyPress): string {
  const letter = /^Key([A-Z])$/.exec(press.code)?.[1];
  if (letter !== undefined) return press.shiftKey ? letter : letter.toLowerCase();
  const digit = /^Digit(\d)$/.exec(press.code)?.[1];
  if (digit !== undefined) return digit;
  return physicalSigns[press.code]?.[press.shiftKey ? 1 : 0] ?? press.key;
}

const belongsToFocus = (name: string, place: KeyPlace): boolean =>
  (place.typing && !name.startsWith('mod+')) || (place.onControl && (name === 'Enter' || name === 'Space'));

/** Decides what a press means. Never anything while text is being composed, with Alt held, or in a field (but for `mod` keys). */
export function resolveKey(press: KeyPress, place: KeyPlace, map: readonly KeyBinding[] = keyMap): KeyOutcome {
  if (press.isComposing || press.altKey) return none;
  const name = keyName(press);
  if (belongsToFocus(name, place)) return none;
  const typed = place.pending === null ? name : `${place.pending} ${name}`;
  const here = map.filter((binding) => place.scopes.includes(binding.scope));
  const hit = here.find((binding) => binding.keys.includes(typed)) ?? here.find((binding) => binding.keys.includes(name));
  if (hit === undefined) return opensSequence(here, name) ? { kind: 'wait', pending: name } : none;
  return press.repeat && !repeatable.has(hit.action) ? none : { kind: 'run', action: hit.action, key: name };
}

const opensSequence = (map: readonly KeyBinding[], name: string): boolean => map.some((binding) => binding.keys.some((keys) => keys.startsWith(`${name} `)));

/** The first key of an action, for hints; empty when it has none. */
export const keyOf = (action: Action): string => keyMap.find((binding) => binding.action === action)?.keys[0] ?? '';
