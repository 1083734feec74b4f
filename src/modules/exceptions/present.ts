import type { Instant } from '../../kernel/time.ts';
import type { CaseEvent, CasePage, CaseRow } from './contract.ts';
import { countAgreed } from './domain/agreement.ts';
import { tierOf, type Case, type Viewer } from './domain/case.ts';
import { whyNotDecide } from './domain/may-decide.ts';

/** For whom a case is shown; `viewer` null: nobody who could decide. */
export interface Shown {
  readonly viewer: Viewer | null;
  readonly names: ReadonlyMap<string, string>;
  /** Names of customers by code. */
  readonly customers: ReadonlyMap<string, string>;
  readonly now: Instant;
}

/** A case as a row of a list. */
export function presentRow(file: Case, { viewer, names, customers, now }: Shown): CaseRow {
  const whyNot = viewer === null ? 'forbidden' : (whyNotDecide(file, viewer, now)?.code ?? null);
  return {
    id: file.id,
    number: file.number,
    kind: file.kind,
    state: file.state,
    version: file.version,
    company: file.company,
    subject: { ...file.subject },
    customer: file.customer,
    customerName: file.customer === null ? null : (customers.get(file.customer) ?? null),
    amountMinor: file.amountMinor,
    currency: file.currency,
    requestedBy: file.requestedBy,
    requestedByName: names.get(file.requestedBy) ?? file.requestedBy,
    deadlineAt: file.deadlineAt,
    tier: tierOf(file),
    personsNeeded: file.personsNeeded,
    personsAgreed: countAgreed(file),
    raisedAt: file.raisedAt,
    ackedAt: file.ackedAt,
    decidedAt: file.decidedAt,
    mayDecide: whyNot === null,
    mayNotWhy: whyNot,
  };
}

/** The whole case. */
export const presentPage = (file: Case, story: readonly CaseEvent[], shown: Shown): CasePage => ({
  ...presentRow(file, shown),
  card: file.card,
  seesMargins: true,
  audiences: [...file.audiences],
  steps: [...file.steps],
  choices: [...file.choices],
  tellings: [...file.tellings],
  decisions: [...file.decisions],
  story: [...story],
  approverMonth: null,
});
