import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../test/support/database.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import { saveItems } from '../../masters/index.ts';
import { quoteLines, savePrices } from '../index.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
const inside = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => db.runtime.transaction(systemActor('sync'), work);

const price = (sku: string, minor: number, uom = 'CAR') => ({
  sku,
  priceList: '01',
  currency: 'INR',
  uom,
  minor,
  validFrom: '2026-04-01',
  validTo: '9999-12-31',
});

it('answers a price or a gap for each line, in order, converting through item units', async () => {
  await inside((ctx) =>
    saveItems(ctx, [
      {
        sku: 'SEV200',
        name: 'Sev',
        names: {},
        brand: null,
        itemGroup: '',
        attributes: {},
        baseUom: 'PC',
        salesUom: 'CAR',
        barcode: null,
        active: true,
        replacedBy: null,
        wholeUnits: true,
        uoms: [
          { uom: 'PC', numerator: 1, denominator: 1, erpUom: 'PC' },
          { uom: 'CAR', numerator: 30, denominator: 1, erpUom: 'CAR' },
        ],
      },
    ]),
  );
  expect(await inside((ctx) => savePrices(ctx, [price('SEV200', 126_000), price('CHP5', 96_000)]))).toBe(2);
  expect(await inside((ctx) => savePrices(ctx, [price('SEV200', 126_000), price('CHP5', 96_000)]))).toBe(0);
  const line = (sku: string, uom: string, quantityMilli: number) => ({ sku, uom, quantityMilli });
  const quotes = await inside((ctx) =>
    quoteLines(ctx, {
      customer: 'C-1',
      priceList: '01',
      currency: 'INR',
      on: '2026-11-24',
      lines: [line('SEV200', 'PC', 60_000), line('NOSUCH', 'CAR', 1_000), line('CHP5', 'CAR', 25_000)],
    }),
  );
  expect(quotes).toMatchObject([
    { sku: 'SEV200', minor: 4_200, netMinor: 252_000 },
    { code: 'no_price', sku: 'NOSUCH' },
    { sku: 'CHP5', netMinor: 2_400_000 },
  ]);
});

it('tells that master data changed when a price did', async () => {
  const events = async (): Promise<number> => Number((await db.pool.query("select count(*) from platform.event where type = 'masters.changed'")).rows[0].count);
  const before = await events();
  await inside((ctx) => savePrices(ctx, [price('SEV200', 127_000)]));
  expect(await events()).toBe(before + 1);
});
