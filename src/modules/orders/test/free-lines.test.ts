import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import type { Instant } from '../../../kernel/time.ts';
import { saveRule } from '../../pricing/commands/rules/save-rule.ts';
import { schemeSample, taxSample } from '../../pricing/test/rule-samples.ts';
import type { Scheme, TaxRule } from '../../pricing/contract.ts';
import { savePositions } from '../../stock/index.ts';
import type { Change } from '../contract.ts';
import { amendments, erpOrders, listPastLines, recordErpCommitted } from '../index.ts';
import { holdWorld, intake, type HoldWorld } from './hold-world.ts';

let world: HoldWorld;
beforeAll(async () => {
  world = await holdWorld();
});
afterAll(() => world.db.close());
beforeEach(async () => {
  await world.reset();
  await scheme({});
});

const keep = async (kind: 'scheme' | 'tax', body: Scheme | TaxRule, version = 0, company = 'VS01'): Promise<void> => {
  const kept = await world.act(world.as('meera'), (ctx) => saveRule(ctx, { kind, company, code: body.code, body: { ...body }, version, why: 'season' }));
  if (!kept.ok) throw new Error(JSON.stringify(kept.refusal));
};
/** For every ten cartons of aloo bhujia one free. */
const tenAndOne = schemeSample({
  code: 'ALU-10-1',
  items: { skus: ['ALU150'], groups: [], brands: [] },
  gift: { kind: 'free_goods', everyMilli: 10_000, freeMilli: 1_000, sku: null, freeUom: null, atMostMilli: null },
});
const scheme = (change: Partial<Scheme>, version = 0) => keep('scheme', { ...tenAndOne, ...change }, version);
const alu = { lineId: 'l1', words: 'aloo bhujia', sku: 'ALU150', quantityMilli: 25_000 };
const kha = { lineId: 'l2', words: 'khatta meetha', sku: 'KHA200', quantityMilli: 10_000 };
/** Stock of items in pieces, everything else being there for nothing. */
const stocked = (pieces: Readonly<Record<string, number>>) =>
  world.act(systemActor('sync'), (ctx) =>
    savePositions(ctx, {
      connection: 'sap',
      place: 'PI01/FG01',
      asOf: '2026-11-17T00:00:00.000Z' as Instant,
      positions: Object.entries(pieces).map(([sku, count]) => ({
        sku,
        place: 'PI01/FG01',
        lot: '',
        status: 'free',
        baseMilli: count * 1_000,
        expiresOn: null,
      })),
      complete: true,
    }),
  );
const forErp = async (orderId: string) => (await world.act(intake, (ctx) => erpOrders.getOrderForErp(ctx, orderId)))?.payload;
const free = async (orderId: string) => (await world.page(orderId)).lines.map((line) => line.free?.map((good) => [good.sku, good.quantityMilli]) ?? []);
const state = async (orderId: string) => (await world.page(orderId)).state;

/** An order of 25 aloo and 10 khatta meetha that the ERP holds. */
async function confirmed(): Promise<string> {
  const orderId = await world.order(alu, undefined, [kha]);
  const { commandId } = await world.page(orderId);
  await world.act(intake, (ctx) => recordErpCommitted(ctx, { orderId, commandId: commandId ?? '', erpNumber: '100017', warnings: [] }));
  return orderId;
}
const amend = async (orderId: string, changes: readonly Change[]) => {
  const asked = await world.act(intake, (ctx) => amendments.requestAmendment(ctx, { orderId, changes, by: 'customer' }));
  if (!asked.ok || asked.value.commandId === null) throw new Error(JSON.stringify(asked));
  const { commandId } = asked.value;
  const sent = (await world.act(intake, (ctx) => amendments.getAmendmentForErp(ctx, commandId)))?.payload;
  await world.act(intake, (ctx) => amendments.recordAmendmentApplied(ctx, { orderId, commandId, warnings: [] }));
  return sent?.after.lines.map((line) => [line.erpLine, line.sku, line.quantity, line.freeWith ?? null]);
};
const quantity = (quantityMilli: number, lineId = 'l1'): readonly Change[] => [{ kind: 'quantity', lineId, quantityMilli }];

describe('what schemes give', () => {
  it('is sent to the ERP with its line, for nothing, and the sums are those of what is bought', async () => {
    const orderId = await world.order(alu, undefined, [kha]);
    const page = await world.page(orderId);
    expect(page).toMatchObject({ state: 'posting', netMinor: 25 * 129_600 + 10 * 117_000 });
    expect(page.lines[0]?.free).toEqual([{ sku: 'ALU150', itemName: 'Aloo Bhujia 150 g', quantityMilli: 2_000, uom: 'CAR', scheme: 'ALU-10-1' }]);
    expect((await forErp(orderId))?.lines).toMatchObject([
      { lineNo: 10, sku: 'ALU150', quantity: '25', price: '1296.00' },
      { lineNo: 11, sku: 'ALU150', quantity: '2', erpUom: 'CAR', price: null, freeWith: 10, words: '' },
      { lineNo: 20, sku: 'KHA200', quantity: '10' },
    ]);
  });

  it('may be another item, in the unit of the scheme', async () => {
    await scheme({ gift: { ...tenAndOne.gift, freeMilli: 6_000, sku: 'CHP5', freeUom: 'PC' } as Scheme['gift'] }, 1);
    const orderId = await world.order(alu);
    expect((await forErp(orderId))?.lines[1]).toMatchObject({ lineNo: 11, sku: 'CHP5', quantity: '12', uom: 'PC', freeWith: 10 });
  });

  it('must be there too: 27 cartons are needed of 25 that are paid for', async () => {
    await stocked({ ALU150: 26 * 36 });
    const orderId = await world.order(alu);
    const page = await world.page(orderId);
    expect(page.state).toBe('stock_decision');
    expect(page.checks.find((check) => check.code === 'V25')).toMatchObject({
      outcome: 'stock',
      lineNo: 1,
      facts: { neededMilli: 27 * 36_000, freeMilli: 26 * 36_000 },
    });
  });

  it('must be there when it is another item', async () => {
    await scheme({ gift: { ...tenAndOne.gift, sku: 'CHP5' } as Scheme['gift'] }, 1);
    await stocked({ ALU150: 100 * 36, CHP5: 240 });
    const page = await world.page(await world.order(alu));
    expect(page.checks.find((check) => check.code === 'V25')).toMatchObject({ outcome: 'stock', lineNo: 1, facts: { sku: 'CHP5', neededMilli: 2 * 240_000 } });
  });

  it('is taken from stock with the order', async () => {
    await stocked({ ALU150: 27 * 36 });
    expect(await state(await world.order(alu))).toBe('posting');
    const left = await world.db.pool.query("select sum(base_milli)::int as milli from stock.reservation where sku = 'ALU150'");
    expect(left.rows[0]).toEqual({ milli: 27 * 36_000 });
  });

  it('is no history of what the customer orders or pays', async () => {
    await confirmed();
    const past = await world.act(intake, (ctx) => listPastLines(ctx, 'C-1042', 50));
    expect(past.filter((line) => line.erpNumber === '100017').map((line) => [line.lineNo, line.sku, line.quantityMilli])).toEqual([
      [10, 'ALU150', 25_000],
      [20, 'KHA200', 10_000],
    ]);
    const sales = await world.db.pool.query("select line_no from pricing.sale where erp_number = '100017' order by 1");
    expect(sales.rows).toEqual([{ line_no: 10 }, { line_no: 20 }]);
  });

  it('that is not sold any more is for the desk to look at', async () => {
    await scheme({ gift: { ...tenAndOne.gift, sku: 'CHP5' } as Scheme['gift'] }, 1);
    await world.db.pool.query("update masters.item set active = false where sku = 'CHP5'");
    const page = await world.page(await world.order(alu));
    expect(page).toMatchObject({ state: 'needs_desk' });
    expect(page.checks.find((check) => check.code === 'V21')).toMatchObject({ outcome: 'desk', facts: { freeSku: 'CHP5', fault: 'not_sold' } });
  });
});

describe('a change of an order with goods that go along', () => {
  it('earns them anew: more keeps their item, less takes them out, and a number is never used twice', async () => {
    const orderId = await confirmed();
    expect(await amend(orderId, quantity(31_000))).toEqual([
      [10, 'ALU150', '31', null],
      [11, 'ALU150', '3', 10],
      [20, 'KHA200', '10', null],
    ]);
    expect(await amend(orderId, quantity(9_000))).toEqual([
      [10, 'ALU150', '9', null],
      [20, 'KHA200', '10', null],
    ]);
    expect(await free(orderId)).toEqual([[], []]);
    expect(await amend(orderId, quantity(20_000))).toEqual([
      [10, 'ALU150', '20', null],
      [30, 'ALU150', '2', 10],
      [20, 'KHA200', '10', null],
    ]);
    expect(await free(orderId)).toEqual([[['ALU150', 2_000]], []]);
  });

  it('takes them out with their line', async () => {
    const orderId = await confirmed();
    expect(await amend(orderId, [{ kind: 'cancel_line', lineId: 'l1' }])).toEqual([[20, 'KHA200', '10', null]]);
  });

  it('leaves them alone when another line is changed, even if the scheme has ended since', async () => {
    const orderId = await confirmed();
    await scheme({ active: false }, 1);
    expect(await amend(orderId, quantity(12_000, 'l2'))).toEqual([
      [10, 'ALU150', '25', null],
      [11, 'ALU150', '2', 10],
      [20, 'KHA200', '12', null],
    ]);
  });

  it('counts all lines that earn them together', async () => {
    await scheme({ items: { skus: ['ALU150', 'KHA200'], groups: [], brands: [] }, gift: { ...tenAndOne.gift, sku: 'CHP5' } as Scheme['gift'] }, 1);
    const orderId = await world.order({ ...alu, quantityMilli: 5_000 }, undefined, [{ ...kha, quantityMilli: 5_000 }]);
    const { commandId } = await world.page(orderId);
    await world.act(intake, (ctx) => recordErpCommitted(ctx, { orderId, commandId: commandId ?? '', erpNumber: '100018', warnings: [] }));
    expect(await free(orderId)).toEqual([[['CHP5', 1_000]], []]);
    expect(await amend(orderId, quantity(4_000, 'l2'))).toEqual([
      [10, 'ALU150', '5', null],
      [20, 'KHA200', '4', null],
    ]);
  });
});

describe('tax', () => {
  it('stands with each line and adds up by rate to what is to be paid', async () => {
    await keep('tax', taxSample({ code: 'GST5', bp: 500 }));
    await keep('tax', taxSample({ code: 'GST12', bp: 1_200, items: { skus: ['KHA200'], groups: [], brands: [] } }));
    const orderId = await world.order({ ...alu, quantityMilli: 3_000 }, undefined, [{ ...kha, quantityMilli: 1_000 }]);
    expect((await world.page(orderId)).sums).toEqual({
      netMinor: 505_800,
      taxes: [
        { bp: 1_200, netMinor: 117_000, taxMinor: 14_040 },
        { bp: 500, netMinor: 388_800, taxMinor: 19_440 },
      ],
      taxMinor: 33_480,
      grossMinor: 539_280,
    });
  });

  it('of a line that an older version priced is not known, and nothing is made up', async () => {
    const orderId = await world.order(alu);
    await world.db.pool.query('update orders.order_line set tax_bp = null, tax_minor = null where order_id = $1', [orderId]);
    expect((await world.page(orderId)).sums).toEqual({ netMinor: 25 * 129_600, taxes: null, taxMinor: null, grossMinor: null });
  });
});

describe('trying an order in the ERP', () => {
  const told = (orderId: string, outcome: Parameters<typeof erpOrders.recordDryRun>[1]['outcome'], actor = systemActor('sync')) =>
    world.act(actor, (ctx) => erpOrders.recordDryRun(ctx, { orderId, outcome }));
  const v31 = async (orderId: string) => (await world.page(orderId)).checks.find((check) => check.code === 'V31');
  const refused = { kind: 'refused', code: 'V1/382', text: 'Material ALU150 has status 02' } as const;
  /** A draft that waits at the desk, whatever it is. */
  const waiting = (): Promise<string> => world.order({ ...alu, decision: 'human' });

  it('that it would refuse is found before it is posted, and a person may say that it is to be posted all the same', async () => {
    const orderId = await waiting();
    expect(await told(orderId, refused)).toEqual({ version: (await world.page(orderId)).version });
    await world.confirm(orderId, { accept: ['V09'] }, world.as('asha'));
    expect(await v31(orderId)).toMatchObject({ outcome: 'desk', facts: { text: 'Material ALU150 has status 02' } });
    const { checks } = await world.page(orderId);
    const accept = [...new Set(checks.filter((check) => check.outcome === 'desk').map((check) => check.code))];
    expect(await world.confirm(orderId, { accept }, world.as('asha'))).toMatchObject({ ok: true, value: { state: 'posting' } });
    expect(await forErp(orderId)).toMatchObject({ dryRun: false });
  });

  it('that passes when it is tried again stops nobody any more', async () => {
    const orderId = await waiting();
    await told(orderId, refused);
    await told(orderId, { kind: 'passed' });
    await world.confirm(orderId, {}, world.as('asha'));
    expect(await v31(orderId)).toMatchObject({ outcome: 'pass' });
  });

  it('that gets no answer passes and says so', async () => {
    const orderId = await world.order(alu);
    await told(orderId, { kind: 'not_known', why: 'timeout' });
    expect(await v31(orderId)).toMatchObject({ outcome: 'pass', facts: { known: false, why: 'timeout' } });
    expect((await forErp(orderId))?.dryRun).toBe(undefined);
  });

  it('is told by the machine alone', async () => {
    const orderId = await waiting();
    expect(await told(orderId, refused, world.as('asha') as never)).toBe(null);
    expect((await world.page(orderId)).life.some((event) => event.why === 'erp_dry_run_refused')).toBe(false);
  });
});
