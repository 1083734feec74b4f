import { deriveKeys } from '../../src/app/keys.ts';
import type { CasePage, PriceCard, PriceCardLine, RaiseCase } from '../../src/modules/exceptions/contract.ts';
import { exceptionsModule, getCase, openLinks, raiseCase, withdrawCase } from '../../src/modules/exceptions/index.ts';
import { systemActor, type Ctx } from '../../src/platform/runtime/ctx.ts';
import { silentLogger } from '../../src/platform/runtime/log.ts';
import { createPlatform } from '../../src/platform/runtime/platform.ts';
import type { Karkhana } from '../support/karkhana.ts';

/** Raises cases in a running product as its own modules would, through their face, and makes links as its messenger would. */
export interface CaseMaker {
  /** A price request for one order; raised again for the same order it is renewed. */
  price(order: string, card?: Partial<PriceCard>, extra?: Partial<RaiseCase>): Promise<CasePage>;
  /** The path of a link for somebody who was told. */
  link(caseId: string, person: string): Promise<string>;
  page(caseId: string): Promise<CasePage>;
  withdraw(order: string): Promise<void>;
  close(): Promise<void>;
}

/** 100 cartons at ₹1,099.80: list ₹1,170, floor ₹1,090.91 (12 % over ₹960). */
export const aLine = (change: Partial<PriceCardLine> = {}): PriceCardLine => ({
  lineId: 'l1',
  lineNo: 10,
  sku: 'KHA200',
  itemName: 'Khatta Meetha 200 g',
  uom: 'CAR',
  quantityMilli: 100_000,
  listMinor: 117_000,
  ourUnitMinor: 117_000,
  askedUnitMinor: 109_980,
  askedNetNet: '109980',
  askedDiscountBp: 600,
  floor: '109090.9090909091',
  floorRule: 'KHA-12',
  cost: '96000',
  costAsOf: '2026-11-01',
  marginAskBp: 1271,
  marginListBp: 1794,
  givenMinor: 702_000,
  verdict: 'over_authority',
  grounds: [],
  settled: false,
  ...change,
});

const cardOf = (order: string, change: Partial<PriceCard>): PriceCard => {
  const lines = change.lines ?? [aLine()];
  return {
    orderId: order,
    orderNumber: order,
    currency: 'INR',
    lines,
    rules: lines.map((line) => ({
      code: line.verdict,
      facts: { lineNo: line.lineNo, sku: line.sku, discountBp: line.askedDiscountBp, floor: line.floor, floorRule: line.floorRule, cost: line.cost },
    })),
    givenMinor: lines.reduce((sum, line) => sum + line.givenMinor, 0),
    givenYearMinor: 8_424_000,
    customer: {
      code: 'C-1042',
      name: 'Shree Traders',
      sales12Minor: 487_000_000,
      margin12Bp: 1640,
      trendBp: -420,
      overdueMinor: 4_120_000,
      overdueDays: 12,
      creditLimitMinor: 50_000_000,
      exposureMinor: 41_230_000,
    },
    before: [
      { on: '2026-11-03', sku: 'KHA200', discountBp: 500, givenMinor: 210_000, promisedOnce: true, repeated: true },
      { on: '2026-10-12', sku: 'SEV200', discountBp: 300, givenMinor: 95_000, promisedOnce: true, repeated: false },
      { on: '2026-09-20', sku: 'KHA200', discountBp: 200, givenMinor: 60_000, promisedOnce: false, repeated: false },
    ],
    peers: { customers: 14, medianBp: 310, p80Bp: 480 },
    why: { reason: 'competitor', text: 'Haldiram ka rate 1095 mila hai, nahi diya to order jayega' },
    stock: [{ sku: 'KHA200', freeMilli: 420_000, uom: 'CAR' }],
    ...change,
  };
};

/** Opens the product's own database beside it. Close it before the product ends. */
export async function openCases(karkhana: Karkhana): Promise<CaseMaker> {
  const url = karkhana.databaseUrl();
  const platform = createPlatform({ url, log: silentLogger, jobs: exceptionsModule().jobs ?? [], reactions: [], connections: 2 });
  await platform.prepare();
  const links = openLinks(deriveKeys({ secret: undefined, state: karkhana.state }).links);
  const act = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => platform.runtime.transaction(systemActor('orders'), work);
  const page = async (id: string): Promise<CasePage> => {
    const found = await act((ctx) => getCase(ctx, id));
    if (found === null) throw new Error(`no case ${id}`);
    return found;
  };
  return {
    page,
    async price(order, card = {}, extra = {}) {
      const made = cardOf(order, card);
      const input: RaiseCase = {
        kind: 'price_request',
        key: `order:${order}`,
        company: 'VI01',
        subject: { noun: 'order', id: order, label: order },
        customer: 'C-1042',
        amountMinor: made.lines.reduce((sum, line) => sum + (line.askedUnitMinor * line.quantityMilli) / 1000, 0),
        currency: 'INR',
        requestedBy: 'system:orders',
        card: made,
        audiences: [{ role: 'sales_head', question: 'worth_it', facts: {} }],
        steps: [
          { tier: 1, roles: ['sales_head'], afterMin: 0 },
          { tier: 2, roles: ['owner'], afterMin: 120 },
        ],
        choices: ['approve', 'approve_until', 'counter', 'decline', 'ask', 'forward'],
        personsNeeded: 1,
        deadlineAt: new Date(Date.now() + 45 * 60_000).toISOString(),
        ...extra,
      };
      const raised = await act((ctx) => raiseCase(ctx, input));
      if (!raised.ok) throw new Error(`${raised.refusal.code} ${JSON.stringify(raised.refusal.facts)}`);
      return page(raised.value.id);
    },
    async link(caseId, person) {
      const made = await act((ctx) => links.issueLink(ctx, { caseId, person }));
      if (!made.ok) throw new Error(made.refusal.code);
      return `/a/${made.value.token}`;
    },
    async withdraw(order) {
      await act((ctx) => withdrawCase(ctx, { kind: 'price_request', key: `order:${order}`, why: 'order_changed' }));
    },
    close: () => platform.close({ graceful: false }),
  };
}
