import { useCallback, useState } from 'react';
import type { OrderLine, OrderPage } from '../../../modules/orders/contract.ts';
import type { OrderCommands, Outcome } from '../../data/order-commands.ts';
import { Refused } from '../../data/refused.ts';
import { isDraft } from '../../ui/order/acceptance.ts';
import { candidatesOf, isOpenLine } from '../../ui/order/candidates.ts';

/** What the clerk is in the middle of. A tool stays open, with what was typed in it, until its command has gone through. */
export type Tool =
  | { readonly kind: 'none' }
  | { readonly kind: 'search'; readonly lineId: string }
  | { readonly kind: 'quantity'; readonly lineId: string }
  | { readonly kind: 'price'; readonly lineId: string }
  | { readonly kind: 'add' }
  | { readonly kind: 'accepting'; readonly codes: readonly string[] }
  | { readonly kind: 'question' }
  | { readonly kind: 'reject' };

/** What a correction has taught: these words mean this item. */
export interface Learnt {
  readonly words: string;
  readonly sku: string;
  readonly name: string;
}

/** What happened to the last command, to be said above the lines. */
export interface Note {
  readonly error: unknown;
  /** The version that the clerk had seen and the one that there is, when somebody was faster. */
  readonly stale: boolean;
}

/** The clerk's tools and what came of the last command. */
export interface DraftDesk {
  readonly tool: Tool;
  readonly setTool: (tool: Tool) => void;
  readonly note: Note | null;
  readonly learnt: Learnt | null;
  readonly focused: OrderLine | null;
  readonly moveLine: (by: 1 | -1) => void;
  readonly pick: (place: number) => void;
  readonly choose: (line: OrderLine, sku: string, name: string) => Promise<boolean>;
  readonly remove: (line: OrderLine) => void;
  readonly undo: () => void;
  /** Shows the outcome of a command; true when it went through. A refused one leaves the tool open. */
  readonly settle: (outcome: Outcome) => boolean;
  /** The same for an acceptance: an order that came back and still waits was not accepted, and that is said. */
  readonly settleAcceptance: (outcome: Outcome) => void;
}

const idle: Tool = { kind: 'none' };

/** The state of the clerk's hands on one order. */
export function useDraft(order: OrderPage, commands: OrderCommands, focusedId: string | null, onFocus: (lineId: string | null) => void): DraftDesk {
  const [tool, setTool] = useState<Tool>(idle);
  const [note, setNote] = useState<Note | null>(null);
  const [learnt, setLearnt] = useState<Learnt | null>(null);
  const focused = order.lines.find((line) => line.lineId === focusedId) ?? order.lines.find(isOpenLine) ?? order.lines[0] ?? null;
  const settle = useCallback((outcome: Outcome): boolean => {
    if (outcome.ok) {
      setNote(null);
      setLearnt(null);
      setTool(idle);
      return true;
    }
    if (outcome.error !== null) setNote({ error: outcome.error, stale: outcome.error instanceof Refused && outcome.error.code === 'stale_version' });
    return false;
  }, []);
  const settleAcceptance = (outcome: Outcome): void => {
    settle(outcome);
    if (outcome.ok && outcome.order !== null && isDraft(outcome.order.state)) setNote({ error: new Refused(outcome.order.state, {}, 200), stale: false });
  };
  const choose = async (line: OrderLine, sku: string, name: string): Promise<boolean> => {
    const done = settle(await commands.correct(order.version, line.lineId, { sku }));
    if (done && line.words !== '') setLearnt({ words: line.words, sku, name });
    if (done) onFocus(nextOpen(order.lines, line.lineId) ?? line.lineId);
    return done;
  };
  const moveLine = (by: 1 | -1): void => {
    const at = order.lines.findIndex((line) => line.lineId === focused?.lineId);
    const next = order.lines[Math.max(0, Math.min(order.lines.length - 1, at + by))];
    if (next !== undefined) onFocus(next.lineId);
  };
  const pick = (place: number): void => {
    const candidate = focused === null ? undefined : candidatesOf(focused)[place - 1];
    if (focused !== null && candidate !== undefined) void choose(focused, candidate.sku, candidate.name);
  };
  const remove = (line: OrderLine): void => {
    void commands.correct(order.version, line.lineId, { remove: true }).then(settle);
  };
  const undo = (): void => {
    void commands.undo(order.version).then(settle);
  };
  return { tool, setTool, note, learnt, focused, moveLine, pick, choose, remove, undo, settle, settleAcceptance };
}

/** The next line that still needs somebody, after one has been settled. */
export function nextOpen(lines: readonly OrderLine[], after: string): string | null {
  const at = lines.findIndex((line) => line.lineId === after);
  const turned = [...lines.slice(at + 1), ...lines.slice(0, Math.max(0, at))];
  return turned.find(isOpenLine)?.lineId ?? null;
}
