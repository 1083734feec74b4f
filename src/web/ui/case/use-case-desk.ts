import { useCallback, useState } from 'react';
import { type CasePage, type Choice, type DecideCase } from '../../../modules/exceptions/contract.ts';
import { Refused } from '../../data/refused.ts';
import type { Done } from '../../data/use-command.ts';
import { formOf } from './choices.ts';
import type { Countered } from './price-card.ts';

/** What came of the last command, to be said above the buttons. */
export interface CaseNote {
  readonly error: unknown;
  /** The case as it was seen, when somebody was faster. */
  readonly before: CasePage | null;
}

/** How a case is decided from where somebody sits: at the desk, or by a link. */
export interface CaseActs {
  readonly busy: boolean;
  /** Null: another command was still under way. */
  decide(decision: DecideCase): Promise<Done<CasePage> | null>;
  acknowledge(version: number): Promise<Done<CasePage> | null>;
}

/** The hands on one case: the choice that is being filled in, and what came of the last one. */
export interface CaseDesk {
  readonly busy: boolean;
  /** The choice whose form is open. */
  readonly open: Choice | null;
  readonly note: CaseNote | null;
  /** Prices of a counter-offer that were tried so far. */
  readonly countered: Countered;
  counter(lineId: string, unitMinor: number): void;
  /** Decides at once when nothing more is needed, else opens the form. */
  choose(choice: Choice): void;
  send(choice: Choice, more: Partial<DecideCase>): void;
  acknowledge(): void;
  close(): void;
}

const nothing = { until: null, terms: {}, reason: '', forwardTo: null };

/** The state of somebody's hands on one case. Nothing is shown as done before the server has said so. */
export function useCaseDesk(page: CasePage, acts: CaseActs): CaseDesk {
  const [open, setOpen] = useState<Choice | null>(null);
  const [note, setNote] = useState<CaseNote | null>(null);
  const [countered, setCountered] = useState<Countered>(new Map());
  const settle = useCallback((done: Done<CasePage> | null, seen: CasePage): void => {
    if (done === null) return;
    if (done.ok) {
      setOpen(null);
      setNote(null);
    } else {
      setNote({ error: done.error, before: done.error instanceof Refused && done.error.code === 'stale_version' ? seen : null });
    }
  }, []);
  const send = (choice: Choice, more: Partial<DecideCase>): void => {
    void acts.decide({ ...nothing, ...more, version: page.version, choice }).then((done) => settle(done, page));
  };
  return {
    busy: acts.busy,
    open,
    note,
    countered,
    counter: (lineId, unitMinor) => setCountered((old) => new Map(old).set(lineId, unitMinor)),
    choose: (choice) => (formOf(choice, page) === 'none' ? send(choice, {}) : setOpen(choice)),
    send,
    acknowledge: () => void acts.acknowledge(page.version).then((done) => settle(done, page)),
    close: () => setOpen(null),
  };
}
