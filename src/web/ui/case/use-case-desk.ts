import { useCallback, useRef, useState } from 'react';
import { type CasePage, type Choice, type DecideCase, type PriceCardLine, type Requote } from '../../../modules/exceptions/contract.ts';
import { Refused } from '../../data/refused.ts';
import type { Done } from '../../data/use-command.ts';
import { formOf } from './choices.ts';
import { counterLines, inTriedQuantities, priceCardOf, type Countered, type Requantified } from './price-card.ts';

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
  /** The lines in other quantities; nothing is changed. */
  requote(wanted: Requote): Promise<Done<readonly PriceCardLine[]>>;
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
  /** Quantities of a counter-offer that were tried, with what they come to. */
  readonly tried: Requantified;
  /** Tries a line in another quantity: what it comes to is asked of the server, because tiers and schemes move with it. */
  tryQuantity(lineId: string, quantityMilli: number): void;
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
  const { tried, tryQuantity, trying } = useQuantities(page, acts, setNote);
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
    busy: acts.busy || trying,
    open,
    note,
    countered,
    counter: (lineId, unitMinor) => setCountered((old) => new Map(old).set(lineId, unitMinor)),
    tried,
    tryQuantity,
    choose: (choice) => (formOf(choice, page) === 'none' ? send(choice, {}) : setOpen(choice)),
    send,
    acknowledge: () => void acts.acknowledge(page.version).then((done) => settle(done, page)),
    close: () => setOpen(null),
  };
}

/** The quantities that are tried on one version of a case; the newest question counts, whatever is answered last. */
function useQuantities(page: CasePage, acts: CaseActs, setNote: (note: CaseNote | null) => void) {
  const [state, setState] = useState<{ readonly version: number; readonly tried: Requantified }>({ version: page.version, tried: new Map() });
  const [trying, setTrying] = useState(false);
  const asked = useRef(0);
  const tried = state.version === page.version ? state.tried : nobodyTried;
  const tryQuantity = (lineId: string, quantityMilli: number): void => {
    const card = priceCardOf(page);
    if (card === null) return;
    // all lines together: a scheme may count several of them
    const quantities = counterLines(inTriedQuantities(card, tried)).map((line) => ({
      lineId: line.lineId,
      quantityMilli: line.lineId === lineId ? quantityMilli : line.quantityMilli,
    }));
    const turn = (asked.current += 1);
    setTrying(true);
    void acts.requote({ quantities }).then((done) => {
      if (turn !== asked.current) return;
      setTrying(false);
      setNote(done.ok ? null : { error: done.error, before: null });
      if (done.ok) setState({ version: page.version, tried: new Map(done.value.map((line) => [line.lineId, line])) });
    });
  };
  return { tried, tryQuantity, trying };
}

const nobodyTried: Requantified = new Map();
