import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { reference16 } from '../../../src/connectors/kit/reference.ts';
import type { CommandKind, ErpCommand, ErpConnection, ErpObject } from '../../../src/connectors/kit/types.ts';
import { freeGoodsConformance } from '../../../src/connectors/kit/test/conformance.ts';
import type { FreeGoodsPart } from '../../../src/connectors/kit/test/conformance.ts';
import { tryton } from '../../../src/connectors/tryton/index.ts';
import { day } from './rpc.ts';
import type { TrytonServer } from './server.ts';
import { startTryton, whyNoTryton } from './server.ts';

const why = whyNoTryton();
if (why !== null) process.stderr.write(`SKIPPED: ${why}\n`);

vi.setConfig({ testTimeout: 180_000 });

let server: TrytonServer;
const silent = (): void => undefined;
const ctx = { company: 1 };

beforeAll(async () => {
  if (why === null) server = await startTryton();
}, 600_000);
afterAll(() => {
  if (why === null) server.stop();
});
beforeEach((test) => {
  if (why !== null) test.skip(why);
});

const open = (more: Record<string, unknown> = {}, password = server.password, send: typeof fetch = fetch): ErpConnection =>
  tryton.open(
    {
      baseUrl: server.url,
      database: 'erp',
      user: 'admin',
      companyCode: 'V1',
      zone: 'Asia/Kolkata',
      held: [{ location: 'QH', of: 'STO', status: 'quality' }],
      ...more,
    },
    { password },
    { now: Date.now, randomHex: () => '', fetch: send },
  );

let serial = 0;
const command = (kind: CommandKind, payload: unknown): ErpCommand => {
  serial += 1;
  return { id: String(serial), reference: reference16('tryton', String(serial)), kind, payload };
};
const amount = (quantity: string) => ({ quantity, uom: 'u', erpUom: 'u' });
const order = (customer: string, cupboards = '2') =>
  command('create_sales_order', {
    ...{
      orderNumber: 'K-1',
      customer,
      salesOrg: 'V1',
      channel: '',
      division: '',
      shipTo: null,
      currency: 'INR',
      requestedDate: '2026-11-25',
      customerPo: 'PO 7',
    },
    lines: [
      { lineNo: 10, sku: '0001', words: "cupboard & 'x' ₹", ...amount(cupboards), price: '8100.00' },
      { lineNo: 20, sku: '0002', words: '', ...amount('8'), price: null },
    ],
  });
const made = async (one: ErpCommand): Promise<string> => {
  const outcome = await open().execute(one, silent);
  if (outcome.kind !== 'committed') throw new Error(JSON.stringify(outcome));
  return outcome.erpKey;
};
const sales = (reference: string): Promise<number[]> => server.rpc.call('model.sale.sale.search', [['reference', '=', reference]], 0, 10, null, ctx);
const lying = async (code: string, location: string): Promise<number> => {
  const [place] = await server.rpc.call<number[]>('model.stock.location.search', [['code', '=', location]], 0, 1, null, ctx);
  const rows = await server.rpc.call<{ quantity: number }[]>('model.product.product.search_read', [['code', '=', code]], 0, 1, null, ['quantity'], {
    ...ctx,
    locations: [place],
    with_childs: false,
  });
  return rows[0]?.quantity ?? 0;
};
const all = async (object: ErpObject, since: string | null = null, pageSize = 2) => {
  const records: unknown[] = [];
  const keys: string[] = [];
  let [cursor, watermark]: [string | null, string | null] = [null, null];
  do {
    const page: Awaited<ReturnType<ErpConnection['readPage']>> = await open({ pageSize }).readPage(object, cursor, since);
    records.push(...page.records.map((record) => record.data));
    keys.push(...page.records.map((record) => record.key));
    cursor = page.nextCursor;
    watermark = page.watermark ?? null;
  } while (cursor !== null);
  return { records, keys, watermark };
};

interface SaleLine {
  readonly quantity: number;
  readonly description: string | null;
  readonly unit_price: { readonly decimal: string };
  readonly 'product.': { readonly code: string };
  readonly 'unit.': { readonly symbol: string };
}

/** Lines of the orders that carry a reference, as Tryton itself tells them. */
const linesOf = async (reference: string): Promise<SaleLine[]> =>
  server.rpc.call('model.sale.line.search_read', [['sale.reference', '=', reference]], 0, 50, [['id', 'ASC']], lineFields, ctx);
const lineFields = ['quantity', 'description', 'unit_price', 'product.code', 'unit.symbol'];

function freePeer(): FreeGoodsPart {
  return {
    open: () => open(),
    documents: async (reference) => (await sales(reference)).map((id) => ({ erpKey: String(id), lines: [] })),
    freeCommand: () => {
      const plain = order('C-100', '1');
      const { lines, ...head } = plain.payload as { readonly lines: readonly object[] };
      const gift = (lineNo: number, sku: string, quantity: string) => ({ lineNo, sku, words: '', ...amount(quantity), price: null, freeWith: 10 });
      return {
        command: { ...plain, payload: { ...head, lines: [lines[0], gift(11, '0001', '1'), gift(12, '0002', '2'), lines[1]] } },
        free: ['0001 1 u free with 10', '0002 2 u free with 10'],
      };
    },
    freeLines: async (reference) =>
      (await linesOf(reference)).flatMap((line) => {
        const mark = /(free with \d+)\)$/.exec(line.description ?? '')?.[1];
        const net = String(Number(line.unit_price.decimal) * line.quantity);
        return mark === undefined ? [] : [{ text: `${line['product.'].code} ${line.quantity} ${line['unit.'].symbol} ${mark}`, net }];
      }),
  };
}

freeGoodsConformance('Tryton, live,', freePeer);

describe('Tryton, live', () => {
  it('is read: everything that the connector says it reads', async () => {
    for (const object of Object.keys(tryton.capabilities.read) as ErpObject[]) await all(object);
    expect((await all('item')).keys).toEqual(['0001', '0002', 'STEEL']);
    expect((await all('customer')).records).toMatchObject([
      { code: 'C-100', name: "O'Brien & Söhne ₹" },
      { code: 'C-200', name: 'مؤسسة الرياض' },
      { code: 'C-300' },
    ]);
    expect((await all('credit')).records).toMatchObject([{ creditLimitMinor: 50_000_000 }, { creditLimitMinor: 100_000 }, { creditLimitMinor: null }]);
    expect((await all('price')).records).toMatchObject([
      { sku: '0001', minor: 900_000 },
      { sku: '0002', minor: 1_250 },
    ]);
    expect((await all('bom')).records).toMatchObject([
      {
        sku: '0001',
        items: [
          { component: '0002', quantityMilli: 4_000 },
          { component: 'STEEL', quantityMilli: 12_500 },
        ],
      },
    ]);
    expect((await all('stock')).records).toMatchObject([{ sku: '0001', place: 'STO', baseMilli: 50_000 }, { sku: '0002' }, { sku: 'STEEL' }]);
  });

  it('refuses a wrong password once, and tells the doctor nothing bad', async () => {
    expect(await open({}, 'wrong').find(order('C-100'), silent)).toMatchObject({ kind: 'unauthorised' });
    expect((await open().inspect()).filter((finding) => finding.state === 'bad')).toEqual([]);
  });

  it('takes an order, prices what we do not, and is asked only once', async () => {
    const one = order('C-100');
    expect(await open().find(one, silent)).toEqual({ kind: 'absent' });
    const erpKey = await made(one);
    expect(await open().find(one, silent)).toEqual({ kind: 'found', erpKey });
    // 2 × 8100 and 8 × 12.50
    expect(await open().verify(one, erpKey, silent)).toMatchObject({ kind: 'equal', document: { state: 'processing', net: '16300' } });
    expect(await open().verify({ ...one, payload: order('C-100', '3').payload }, erpKey, silent)).toMatchObject({
      kind: 'different',
      fields: [{ field: 'line 10 quantity' }],
    });
    expect(await made(one)).toBe(erpKey);
    expect(await sales(one.reference)).toHaveLength(1);
  });

  it('gives goods along free: they cost nothing though Tryton has a price for them, and are told apart', async () => {
    const plain = order('C-100');
    const payload = plain.payload as { readonly lines: readonly { readonly lineNo: number }[] };
    const gift = { lineNo: 11, sku: '0001', words: '', ...amount('1'), price: null, freeWith: 10 };
    const one = { ...plain, payload: { ...payload, lines: [payload.lines[0], gift, payload.lines[1]] } };
    const erpKey = await made(one);
    expect(await open().verify(one, erpKey, silent)).toMatchObject({ kind: 'equal', document: { net: '16300' } });
    const past = (await all('past_order')).records.find((record) => (record as { erpNumber: string }).erpNumber === erpKey);
    expect(past).toMatchObject({
      lines: [
        { lineNo: 10, netMinor: 1_620_000, words: "cupboard & 'x' ₹" },
        { lineNo: 11, sku: '0001', netMinor: 0, words: null, free: true },
        { lineNo: 20, netMinor: 10_000, words: null },
      ],
    });
    const charged = { ...plain, reference: reference16('tryton', 'charged'), payload: { ...payload, lines: [payload.lines[0], { ...gift, freeWith: null }] } };
    const other = await made(charged);
    expect(await open().verify({ ...charged, payload: { ...payload, lines: [payload.lines[0], gift] } }, other, silent)).toMatchObject({
      kind: 'different',
      fields: [{ field: 'line 11 free', ours: '0' }, { field: 'line 11 free_with' }],
    });
  });

  it('refuses over the credit limit in its own words, and no draft stays', async () => {
    const one = order('C-200');
    expect(await open().execute(one, silent)).toMatchObject({
      kind: 'rejected',
      code: 'user_warning',
      text: expect.stringContaining('credit limit') as string,
    });
    expect(await sales(one.reference)).toEqual([]);
  });

  it('goes on from wherever an answer was lost, and ends in one order', async () => {
    for (const lost of ['create', 'quote', 'confirm', 'process']) {
      const one = order('C-100', '1');
      const losing: typeof fetch = async (input, init) => {
        const answer = await fetch(input, init);
        if (String(init?.body).includes(`model.sale.sale.${lost}"`))
          throw new TypeError('fetch failed', { cause: Object.assign(new Error('cut'), { code: 'ECONNRESET' }) });
        return answer;
      };
      expect(await open({}, server.password, losing).execute(one, silent), lost).toMatchObject({ kind: 'unknown' });
      const erpKey = await made(one);
      expect(await open().verify(one, erpKey, silent), lost).toMatchObject({ kind: 'equal' });
      expect(await sales(one.reference), lost).toHaveLength(1);
    }
  });

  it('renews a session that has ended, once for twenty calls', async () => {
    const logins: string[] = [];
    let ended = true;
    const ending: typeof fetch = async (input, init) => {
      if (String(init?.body).includes('common.db.login')) logins.push('login');
      else if (ended) return new Response('', { status: 401 });
      return fetch(input, init);
    };
    const connection = open({}, server.password, ending);
    await connection.find(order('C-100'), silent);
    ended = false;
    logins.length = 0;
    await Promise.all(Array.from({ length: 20 }, () => connection.find(order('C-100'), silent)));
    expect(logins.length).toBeLessThanOrEqual(1);
  });

  it('sends the goods of an order', async () => {
    const erpNumber = await made(order('C-300'));
    const before = await lying('0001', 'STO');
    const lines = [
      { erpLine: 10, sku: '0001', ...amount('2'), place: 'STO', lot: '' },
      { erpLine: 20, sku: '0002', ...amount('8'), place: 'STO', lot: '' },
    ];
    const delivery = (some: typeof lines) =>
      command('delivery', { company: 'V1', customer: 'C-300', erpNumber, shippedOn: '2026-11-23', carrier: '', lines: some });
    expect(await open().execute(delivery(lines.slice(0, 1)), silent)).toMatchObject({ kind: 'rejected', code: 'partial_not_possible' });
    const whole = delivery(lines);
    const erpKey = await made(whole);
    expect(await open().verify(whole, erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect(await open().find(whole, silent)).toEqual({ kind: 'found', erpKey });
    expect(await lying('0001', 'STO')).toBe(before - 2);
  });

  it('takes in what was made, with the quantity that it really was', async () => {
    const found = async (model: string, domain: unknown[]): Promise<number> =>
      (await server.rpc.call<number[]>(`model.${model}.search`, domain, 0, 1, null, ctx))[0] ?? 0;
    const [storage, floor] = [await found('stock.location', [['code', '=', 'STO']]), await found('stock.location', [['code', '=', 'PROD']])];
    const [cupboard, hinge] = [await found('product.product', [['code', '=', '0001']]), await found('product.product', [['code', '=', '0002']])];
    const move = (product: number, quantity: number, from: number, to: number) => ({
      product,
      quantity,
      uom: 1,
      from_location: from,
      to_location: to,
      company: 1,
    });
    const [id = 0] = await server.rpc.call<number[]>(
      'model.production.create',
      [
        {
          ...{ product: cupboard, uom: 1, quantity: 2, company: 1, warehouse: await found('stock.location', [['code', '=', 'WH']]), location: floor },
          ...{ planned_date: day('2026-11-23'), planned_start_date: day('2026-11-23') },
          inputs: [['create', [move(hinge, 8, storage, floor)]]],
          outputs: [['create', [{ ...move(cupboard, 2, floor, storage), unit_price: { __class__: 'Decimal', decimal: '6000' }, currency: 1 }]]],
        },
      ],
      ctx,
    );
    for (const button of ['wait', 'assign_try']) await server.rpc.call(`model.production.${button}`, [id], ctx);
    const [row] = await server.rpc.call<{ number: string }[]>('model.production.read', [id], ['number'], ctx);
    const receipt = (final: boolean) =>
      command('production_receipt', {
        company: 'V1',
        productionOrder: row?.number,
        sku: '0001',
        ...amount('1'),
        place: 'STO',
        lot: '',
        postedOn: '2026-11-23',
        final,
      });
    expect(await open().execute(receipt(true), silent)).toMatchObject({ kind: 'rejected', code: 'production_not_running' });
    await server.rpc.call('model.production.run', [id], ctx);
    expect(await open().execute(receipt(false), silent)).toMatchObject({ kind: 'rejected', code: 'partial_not_possible' });
    const before = await lying('0001', 'STO');
    const one = receipt(true);
    const erpKey = await made(one);
    expect(await open().verify(one, erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect(await open().find(one, silent)).toEqual({ kind: 'found', erpKey });
    expect(await lying('0001', 'STO')).toBe(before + 1);
  });

  it('holds goods, shows them as held, and lets them go', async () => {
    const before = [await lying('0001', 'STO'), await lying('0001', 'QH')] as const;
    const hold = (quantity: string) =>
      command('stock_status', {
        company: 'V1',
        sku: '0001',
        place: 'STO',
        lot: '',
        ...amount(quantity),
        from: 'free',
        to: 'quality',
        postedOn: '2026-11-23',
        reason: 'scratched',
      });
    expect(await open().execute(hold('9999'), silent)).toMatchObject({ kind: 'rejected', code: 'not_enough_stock' });
    const one = hold('3');
    const erpKey = await made(one);
    expect(await made(one)).toBe(erpKey);
    expect(await open().verify(one, erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect([await lying('0001', 'STO'), await lying('0001', 'QH')]).toEqual([before[0] - 3, before[1] + 3]);
    expect((await all('stock')).records).toContainEqual(
      expect.objectContaining({ sku: '0001', place: 'STO', status: 'quality', baseMilli: (before[1] + 3) * 1_000 }),
    );
    for (let twice = 0; twice < 2; twice += 1) expect(await open().reverse(one, erpKey, silent)).toMatchObject({ kind: 'committed' });
    expect([await lying('0001', 'STO'), await lying('0001', 'QH')]).toEqual(before);
  });

  it('tells what has changed, also when only an address or a line did', async () => {
    const { watermark } = await all('customer');
    const [address] = await server.rpc.call<number[]>('model.party.address.search', [['city', '=', 'Dewas']], 0, 1, null, ctx);
    await server.rpc.call('model.party.address.write', [address], { street: '9 AB Road' }, ctx);
    const delta = await all('customer', watermark);
    expect(delta.records).toContainEqual(
      expect.objectContaining({ code: 'C-300', shipTos: [expect.objectContaining({ address: '9 AB Road, 452007, Dewas' })] }),
    );
    const one = order('C-100', '1');
    const orders = await all('sales_order');
    const number = await made(one);
    expect((await all('sales_order', orders.watermark)).keys).toContain(number);
    const { documents } = await open().readReferences('create_sales_order', '2026-01-01', null);
    expect(documents).toContainEqual(expect.objectContaining({ erpKey: number, reference: one.reference }));
  });
});
