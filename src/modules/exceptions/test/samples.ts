import type { Instant } from '../../../kernel/time.ts';
import type { DecideCase, Decision, PriceCardLine, RaiseCase, Telling } from '../contract.ts';
import type { Case, Viewer } from '../domain/case.ts';

export const noon = '2026-11-23T06:30:00.000Z' as Instant;
export const later = (minutes: number): Instant => new Date(Date.parse(noon) + minutes * 60_000).toISOString() as Instant;

export const telling = (person: string, extra: Partial<Telling> = {}): Telling => ({
  person,
  name: person,
  role: 'sales_head',
  tier: 1,
  insteadOf: null,
  toldAt: noon,
  remindedAt: null,
  ackedAt: null,
  ...extra,
});

const steps = [
  { tier: 1, roles: ['sales_head'], afterMin: 0 },
  { tier: 2, roles: ['finance'], afterMin: 10 },
  { tier: 3, roles: ['owner'], afterMin: 20 },
];

/** A price request of Asha's, told to two sales heads. */
export const request = (extra: Partial<Case> = {}): Case => ({
  id: 'case-1',
  number: 'E-000001',
  kind: 'price_request',
  key: 'order-1',
  state: 'raised',
  version: 1,
  versionAt: noon,
  company: 'VS01',
  subject: { noun: 'order', id: 'order-1', label: 'K-000001' },
  customer: 'C-1042',
  amountMinor: 10_998_000,
  currency: 'INR',
  requestedBy: 'person:asha',
  requesters: ['person:asha'],
  card: { lines: [] },
  audiences: [],
  steps,
  choices: ['approve', 'approve_until', 'counter', 'decline', 'ask', 'forward'],
  personsNeeded: 1,
  deadlineAt: later(45),
  stepsAsked: 1,
  stepAt: noon,
  reminded: false,
  nextAt: null,
  outcome: null,
  raisedAt: noon,
  ackedAt: null,
  decidedAt: null,
  tellings: [telling('vikram'), telling('meera')],
  decisions: [],
  ...extra,
});

export const viewer = (id: string, roles: string[] = ['sales_head'], customers: string[] = []): Viewer => ({ id, name: id, roles, customers });

export const choice = (extra: Partial<DecideCase> = {}): DecideCase => ({
  version: 1,
  choice: 'approve',
  until: null,
  terms: {},
  reason: '',
  forwardTo: null,
  ...extra,
});

export const decision = (by: string, extra: Partial<Decision> = {}): Decision => ({
  seq: 1,
  at: noon,
  by: `person:${by}`,
  name: by,
  way: 'desk',
  choice: 'approve',
  until: null,
  terms: {},
  reason: '',
  caseVersion: 1,
  ...extra,
});

/** A hundred cartons at list 1,170, asked at 1,100; floor 1,090, cost 960. */
export const aPricedLine: PriceCardLine = {
  ...{ lineId: 'l1', lineNo: 1, sku: 'KHA200', itemName: 'Khatta Meetha', uom: 'CAR', quantityMilli: 100_000, listMinor: 117_000, ourUnitMinor: 117_000 },
  ...{ askedUnitMinor: 110_000, askedNetNet: '110000', askedDiscountBp: 598, floor: '109000', floorRule: 'F', cost: '96000', costAsOf: '2026-11-01' },
  ...{ marginAskBp: 1_273, marginListBp: 1_795, givenMinor: 700_000, verdict: 'over_authority', grounds: [], settled: false },
};

/** What orders would raise. */
export const raised = (extra: Partial<RaiseCase> = {}): RaiseCase => ({
  kind: 'price_request',
  key: 'order-1',
  company: 'VS01',
  subject: { noun: 'order', id: 'order-1', label: 'K-000001' },
  customer: 'C-1107',
  amountMinor: 10_998_000,
  currency: 'INR',
  requestedBy: 'person:asha',
  card: { lines: [{ lineId: 'l1', verdict: 'below_floor', settled: false }] },
  audiences: [{ role: 'sales_head', question: 'worth_it', facts: {} }],
  steps,
  choices: ['approve', 'approve_until', 'counter', 'decline', 'ask', 'forward'],
  personsNeeded: 1,
  deadlineAt: later(45),
  ...extra,
});
