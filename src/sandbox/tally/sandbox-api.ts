import { Hono } from 'hono';
import { loopbackCors } from '../kit/index.ts';
import type { Habits, SocketEnv, SseHub } from '../kit/index.ts';
import { allOf, folded, masterOf, milliOf, rows, text } from './company/company.ts';
import type { Company, Entity } from './company/company.ts';
import type { Program } from './company/program.ts';
import type { TallyHabits } from './habits.ts';
import { voucherPage } from './page.ts';
import type { Fields } from './program/xml.ts';
import { liveMark } from './vouchers/effects.ts';
import { isSalesOrder } from './vouchers/import.ts';

/** What the sandbox's own pages and scripts may call. */
export interface SandboxApiDeps {
  readonly program: Program;
  readonly habits: Habits<TallyHabits>;
  readonly hub: SseHub;
}

const plainNumber = (value: number): string => String(Math.round(value * 1000) / 1000);

/** A quantity in the unit that the line's rate is in, as the sender wrote it. */
function spoken(company: Company, line: Fields): { readonly quantity: string; readonly unit: string } {
  const item = masterOf(company, 'StockItem', text(line, 'STOCKITEMNAME'));
  const told = text(line, 'ACTUALQTY').split('=').at(-1)?.trim() ?? '';
  const [, amount = '', unit = ''] = /^(-?[\d.]+)\s*(.*)$/.exec(told) ?? [];
  return item === undefined || milliOf(item, told) === null ? { quantity: told, unit: '' } : { quantity: plainNumber(Number(amount)), unit };
}

const nameOf = (company: Company, type: string, name: string): string => {
  const found = masterOf(company, type, name);
  return found ? text(found.fields, 'ONLYALIAS') || text(found.fields, 'NAME') : name;
};

/** An order as the order page and the phone simulator show it. */
export function presentOrder(company: Company, voucher: Entity): object {
  const { fields } = voucher;
  const party = text(fields, 'PARTYLEDGERNAME');
  const goods = rows(fields, 'ALLINVENTORYENTRIES.LIST');
  const cancelled = text(fields, 'ISCANCELLED') === 'Yes';
  const date = text(fields, 'DATE');
  const due = text(rows(goods[0] ?? {}, 'BATCHALLOCATIONS.LIST')[0] ?? {}, 'ORDERDUEDATE');
  const day = (digits: string): string => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  return {
    number: `${text(fields, 'VOUCHERNUMBER')}#${company.code}.${voucher.masterId}`,
    soldTo: nameOf(company, 'Ledger', party),
    soldToName: party,
    shipTo: text(fields, 'CONSIGNEEMAILINGNAME') || nameOf(company, 'Ledger', party),
    reference: text(fields, 'REFERENCE'),
    createdAt: `${day(date)}T00:00:00.000Z`,
    requestedOn: due === '' ? day(date) : day(due),
    net: (goods.reduce((sum, line) => sum + Math.round(Number(text(line, 'AMOUNT')) * 100), 0) / 100).toFixed(2),
    currency: company.currency,
    status: cancelled ? 'cancelled' : 'open',
    items: goods.map((line) => ({
      material: nameOf(company, 'StockItem', text(line, 'STOCKITEMNAME')),
      text: text(line, 'STOCKITEMNAME'),
      words: text(rows(line, 'BASICUSERDESCRIPTION.LIST')[0] ?? {}, 'BASICUSERDESCRIPTION'),
      ...spoken(company, line),
      net: Number(text(line, 'AMOUNT')).toFixed(2),
      rejected: cancelled,
    })),
  };
}

const directions = [
  ['ALLINVENTORYENTRIES.LIST', ''],
  ['INVENTORYENTRIESIN.LIST', 'in'],
  ['INVENTORYENTRIESOUT.LIST', 'out'],
] as const;

function presentVoucher(company: Company, voucher: Entity): object {
  const { fields } = voucher;
  return {
    company: company.name,
    type: text(fields, 'VOUCHERTYPENAME'),
    number: text(fields, 'VOUCHERNUMBER'),
    masterId: voucher.masterId,
    date: text(fields, 'DATE'),
    reference: text(fields, 'REFERENCE'),
    narration: text(fields, 'NARRATION'),
    party: text(fields, 'PARTYLEDGERNAME'),
    cancelled: text(fields, 'ISCANCELLED') === 'Yes',
    net: text(rows(fields, 'LEDGERENTRIES.LIST')[0] ?? {}, 'AMOUNT'),
    lines: directions.flatMap(([tag, direction]) =>
      rows(fields, tag).map((line) => ({
        item: text(line, 'STOCKITEMNAME'),
        direction,
        godown: text(rows(line, 'BATCHALLOCATIONS.LIST')[0] ?? {}, 'GODOWNNAME'),
        quantity: text(line, 'ACTUALQTY').trim(),
        amount: text(line, 'AMOUNT'),
      })),
    ),
  };
}

interface Found {
  readonly company: Company;
  readonly voucher: Entity;
}

/** The routes under `/sandbox`. */
export function sandboxApi({ program, habits, hub }: SandboxApiDeps): Hono<{ Bindings: SocketEnv }> {
  const app = new Hono<{ Bindings: SocketEnv }>();
  const vouchers = (reference: string | undefined): readonly Found[] =>
    [...program.companies.values()]
      .flatMap((company) => allOf(company, 'Voucher').map((voucher) => ({ company, voucher })))
      .filter(({ voucher }) => reference === undefined || text(voucher.fields, 'REFERENCE') === reference)
      .toSorted(
        (a, b) => Number(text(a.voucher.fields, liveMark) !== '') - Number(text(b.voucher.fields, liveMark) !== '') || a.voucher.masterId - b.voucher.masterId,
      );
  app.use('/sandbox/*', loopbackCors);
  app.get('/sandbox/orders', (c) => {
    const limit = Math.min(500, Math.max(1, Number(c.req.query('limit')) || 100));
    const customer = c.req.query('customer');
    const found = vouchers(c.req.query('reference'))
      .filter(({ company, voucher }) => isSalesOrder(company, voucher))
      .filter(
        ({ company, voucher }) => customer === undefined || folded(nameOf(company, 'Ledger', text(voucher.fields, 'PARTYLEDGERNAME'))) === folded(customer),
      );
    return c.json({
      orders: found
        .slice(-limit)
        .reverse()
        .map(({ company, voucher }) => presentOrder(company, voucher)),
      total: found.length,
    });
  });
  app.get('/sandbox/orders/:number', (c) => {
    const [code, id] = c.req.param('number').split('#').at(-1)?.split('.') ?? [];
    const found = vouchers(undefined).find(({ company, voucher }) => company.code === code && String(voucher.masterId) === id);
    return found ? c.json(presentOrder(found.company, found.voucher)) : c.json({ error: 'unknown order' }, 404);
  });
  app.get('/sandbox/documents', (c) => {
    const limit = Math.min(500, Math.max(1, Number(c.req.query('limit')) || 100));
    const found = vouchers(c.req.query('reference'));
    return c.json({
      documents: found
        .slice(-limit)
        .reverse()
        .map(({ company, voucher }) => presentVoucher(company, voucher)),
      total: found.length,
    });
  });
  app.get('/sandbox/events', () => hub.connect());
  app.get('/sandbox/habits', (c) => c.json(habits.get()));
  app.post('/sandbox/habits', async (c) => {
    const problems = habits.change(await c.req.json().catch(() => null));
    return problems.length > 0 ? c.json({ error: 'bad habits', problems }, 400) : c.json(habits.get());
  });
  app.post('/sandbox/restart', (c) => {
    program.crashed = false;
    return c.json({ ...habits.get(), crashed: false });
  });
  app.get('/sandbox/page', (c) => c.html(voucherPage));
  return app;
}
