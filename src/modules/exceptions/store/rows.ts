import type { Selectable } from 'kysely';
import type { Instant } from '../../../kernel/time.ts';
import type { Audience, CaseEvent, CaseKind, CaseState, CaseStep, Choice, Decision, DecisionWay, Telling } from '../contract.ts';
import type { Case } from '../domain/case.ts';
import type { CaseEventTable, CaseTable, DecisionTable, TellingTable } from '../tables.ts';

/** A case from its row, with its tellings and decisions. */
export const caseOf = (row: Selectable<CaseTable>, tellings: readonly Telling[], decisions: readonly Decision[]): Case => ({
  id: row.id,
  number: row.number,
  kind: row.kind as CaseKind,
  key: row.key,
  state: row.state as CaseState,
  version: row.version,
  versionAt: row.version_at as Instant,
  company: row.company,
  subject: { noun: row.subject_noun, id: row.subject_id, label: row.subject_label },
  customer: row.customer,
  amountMinor: row.amount_minor,
  currency: row.currency,
  requestedBy: row.requested_by,
  requesters: row.requesters,
  card: row.card,
  audiences: row.audiences as readonly Audience[],
  steps: row.steps as readonly CaseStep[],
  choices: row.choices as readonly Choice[],
  personsNeeded: row.persons_needed,
  deadlineAt: row.deadline_at as Instant | null,
  stepsAsked: row.steps_asked,
  stepAt: row.step_at as Instant,
  reminded: row.reminded,
  nextAt: row.next_at as Instant | null,
  outcome: row.outcome as Choice | null,
  raisedAt: row.raised_at as Instant,
  ackedAt: row.acked_at as Instant | null,
  decidedAt: row.decided_at as Instant | null,
  tellings,
  decisions,
});

/** The row of a case. */
export const caseToRow = (file: Case, now: Instant) => ({
  id: file.id,
  number: file.number,
  kind: file.kind,
  key: file.key,
  state: file.state,
  version: file.version,
  version_at: file.versionAt,
  company: file.company,
  subject_noun: file.subject.noun,
  subject_id: file.subject.id,
  subject_label: file.subject.label,
  customer: file.customer,
  amount_minor: file.amountMinor,
  currency: file.currency,
  requested_by: file.requestedBy,
  requesters: [...file.requesters],
  card: JSON.stringify(file.card ?? null),
  audiences: JSON.stringify(file.audiences),
  steps: JSON.stringify(file.steps),
  choices: [...file.choices],
  persons_needed: file.personsNeeded,
  deadline_at: file.deadlineAt,
  steps_asked: file.stepsAsked,
  step_at: file.stepAt,
  reminded: file.reminded,
  next_at: file.nextAt,
  outcome: file.outcome,
  raised_at: file.raisedAt,
  acked_at: file.ackedAt,
  decided_at: file.decidedAt,
  changed_at: now,
});

/** A telling from its row. */
export const tellingOf = (row: Selectable<TellingTable>): Telling => ({
  person: row.person,
  name: row.name,
  role: row.role,
  tier: row.tier,
  insteadOf: row.instead_of,
  toldAt: row.told_at,
  remindedAt: row.reminded_at,
  ackedAt: row.acked_at,
});

/** A decision from its row. */
export const decisionOf = (row: Selectable<DecisionTable>): Decision => ({
  seq: row.seq,
  at: row.at,
  by: row.by,
  name: row.name,
  way: row.way as DecisionWay,
  choice: row.choice as Choice,
  until: row.until,
  terms: row.terms as Record<string, unknown>,
  reason: row.reason,
  caseVersion: row.case_version,
});

/** A story entry from its row. */
export const eventOf = (row: Selectable<CaseEventTable>): CaseEvent => ({
  seq: row.seq,
  at: row.at,
  actor: row.actor,
  what: row.what,
  facts: row.facts as Record<string, unknown>,
});
