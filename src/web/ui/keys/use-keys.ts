import { useLayoutEffect, useRef } from 'react';
import { resolveKey, type Action, type KeyScope } from './key-map.ts';

/** What each action does here; `key` tells which of its keys it was. */
export type KeyHandlers = Partial<Record<Action, (key: string) => void>>;

const sequenceMs = 1200;

/**
 * Listens for the keys of some scopes while the component is mounted. Silent while a dialog is open, unless the
 * handlers belong to it. A handler that is missing leaves the key to the browser. Works from the very moment in which the component is
 * drawn (layout effects): a key pressed on what is shown acts on what is shown, however fast the hand.
 */
export function useKeys(scopes: readonly KeyScope[], handlers: KeyHandlers, enabled = true): void {
  const latest = useRef(handlers);
  useLayoutEffect(() => {
    latest.current = handlers;
  });
  const names = scopes.join(' ');
  useLayoutEffect(() => {
    if (!enabled) return undefined;
    let pending: string | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const forget = (): void => {
      pending = null;
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const place = placeOf(event.target);
      if (place.inDialog && !event.ctrlKey && !event.metaKey) return;
      const outcome = resolveKey(event, { scopes: names.split(' ') as KeyScope[], typing: place.typing, onControl: place.onControl, pending });
      clearTimeout(timer);
      forget();
      if (outcome.kind === 'wait') {
        pending = outcome.pending;
        timer = setTimeout(forget, sequenceMs);
      }
      if (outcome.kind !== 'run') return;
      const handler = latest.current[outcome.action];
      if (handler === undefined) return;
      event.preventDefault();
      handler(outcome.key);
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      clearTimeout(timer);
    };
  }, [names, enabled]);
}

function placeOf(target: EventTarget | null): { typing: boolean; onControl: boolean; inDialog: boolean } {
  const inDialog = document.querySelector('[role="dialog"], [role="menu"]') !== null;
  if (!(target instanceof HTMLElement)) return { typing: false, onControl: false, inDialog };
  const typing =
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type));
  const onControl = target.closest('button, a, summary, [role="menuitem"]') !== null && target.closest('[data-row]') === null;
  return { typing, onControl, inDialog };
}
