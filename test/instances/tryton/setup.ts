import type { Rpc } from './rpc.ts';
import { day, dec } from './rpc.ts';

const ctx = { company: 1 };

/** A small factory of cupboards, as a planner can read it. */
export const factory = {
  customers: [
    { code: 'C-100', name: "O'Brien & Söhne ₹", limit: '500000', city: 'Indore' },
    { code: 'C-200', name: 'مؤسسة الرياض', limit: '1000', city: 'Riyadh' },
    { code: 'C-300', name: 'Shree Traders', limit: null, city: 'Dewas' },
  ],
  products: [
    { code: '0001', name: 'Steel cupboard', price: '9000', cost: '6000', uom: 'u', salable: true, producible: true, opening: 50 },
    { code: '0002', name: 'Hinge', price: '12.50', cost: '4', uom: 'u', salable: true, producible: false, opening: 400 },
    { code: 'STEEL', name: 'Sheet steel', price: '0', cost: '80', uom: 'kg', salable: false, producible: false, opening: 1_000 },
  ],
} as const;

const first = async (rpc: Rpc, model: string, domain: unknown[]): Promise<number> => {
  const [id] = await rpc.call<number[]>(`model.${model}.search`, domain, 0, 1, null, ctx);
  if (id === undefined) throw new Error(`${model}: nothing is ${JSON.stringify(domain)}`);
  return id;
};
const create = async (rpc: Rpc, model: string, values: object, context: object = ctx): Promise<number> => {
  const [id] = await rpc.call<number[]>(`model.${model}.create`, [values], context);
  if (id === undefined) throw new Error(`${model} was not created`);
  return id;
};

async function company(rpc: Rpc): Promise<void> {
  const currency = await create(
    rpc,
    'currency.currency',
    {
      ...{ name: 'Rupee', code: 'INR', symbol: '₹', numeric_code: '356', digits: 2, rounding: dec('0.01') },
      rates: [['create', [{ date: day('2026-01-01'), rate: dec('1') }]]],
    },
    {},
  );
  const party = await create(rpc, 'party.party', { name: 'Vindhya Furniture' }, {});
  await create(rpc, 'company.company', { party, currency }, {});
  await rpc.call('model.res.user.write', [1], { companies: [['add', [1]]], company: 1 }, {});
}

async function chart(rpc: Rpc): Promise<Readonly<Record<'receivable' | 'payable' | 'revenue' | 'expense', number>>> {
  const wizard = 'wizard.account.create_chart';
  const [session] = await rpc.call<[number]>(`${wizard}.create`, ctx);
  const template = await first(rpc, 'account.account.template', [['parent', '=', null]]);
  await rpc.call(`${wizard}.execute`, session, { start: {} }, 'account', ctx);
  await rpc.call(`${wizard}.execute`, session, { start: {}, account: { company: 1, account_template: template } }, 'create_account', ctx);
  const account = (kind: string): Promise<number> => first(rpc, 'account.account', [[`type.${kind}`, '=', true]]);
  const accounts = {
    receivable: await account('receivable'),
    payable: await account('payable'),
    revenue: await account('revenue'),
    expense: await account('expense'),
  };
  const properties = {
    ...{ company: 1, account_receivable: accounts.receivable, account_payable: accounts.payable },
    ...{ category_account_expense: accounts.expense, category_account_revenue: accounts.revenue },
  };
  await rpc.call(`${wizard}.execute`, session, { start: {}, account: { company: 1, account_template: template }, properties }, 'create_properties', ctx);
  return accounts;
}

async function years(rpc: Rpc): Promise<void> {
  const type = (name: string): Promise<number> => first(rpc, 'ir.sequence.type', [['name', '=', name]]);
  const moves = await create(rpc, 'ir.sequence', { name: 'Moves', sequence_type: await type('Account Move'), company: 1 });
  const invoices = await create(rpc, 'ir.sequence.strict', { name: 'Invoices', sequence_type: await type('Invoice'), company: 1 });
  const numbers = { out_invoice_sequence: invoices, in_invoice_sequence: invoices, out_credit_note_sequence: invoices, in_credit_note_sequence: invoices };
  const year = await create(rpc, 'account.fiscalyear', {
    ...{ name: '2026', start_date: day('2026-01-01'), end_date: day('2026-12-31'), company: 1, post_move_sequence: moves },
    invoice_sequences: [['create', [{ company: 1, ...numbers }]]],
  });
  await rpc.call('model.account.fiscalyear.create_period', [year], ctx);
}

async function products(rpc: Rpc, accounts: { readonly revenue: number; readonly expense: number }): Promise<ReadonlyMap<string, number>> {
  const category = await create(rpc, 'product.category', {
    ...{ name: 'Goods', accounting: true, account_revenue: accounts.revenue, account_expense: accounts.expense },
  });
  const ids = new Map<string, number>();
  for (const product of factory.products) {
    const uom = await first(rpc, 'product.uom', [['symbol', '=', product.uom]]);
    const template = await create(rpc, 'product.template', {
      ...{ name: product.name, type: 'goods', default_uom: uom, list_price: dec(product.price), cost_price_method: 'fixed', account_category: category },
      ...{ salable: product.salable, sale_uom: product.salable ? uom : null, producible: product.producible },
      products: [['create', [{ suffix_code: product.code, cost_price: dec(product.cost) }]]],
    });
    ids.set(product.code, await first(rpc, 'product.product', [['template', '=', template]]));
  }
  return ids;
}

async function customers(rpc: Rpc): Promise<void> {
  const term = await create(rpc, 'account.invoice.payment_term', {
    name: '30 days',
    lines: [['create', [{ type: 'remainder', relativedeltas: [['create', [{ days: 30 }]]] }]]],
  });
  for (const one of factory.customers)
    await create(rpc, 'party.party', {
      ...{ name: one.name, code: one.code, customer_payment_term: term, credit_limit_amount: one.limit === null ? null : dec(one.limit) },
      addresses: [['create', [{ street: '12 Siyaganj', city: one.city, postal_code: '452007' }]]],
      contact_mechanisms: [['create', [{ type: 'mobile', value: '+91 10000 10421', name: 'Ramesh' }]]],
    });
}

async function stock(rpc: Rpc, ids: ReadonlyMap<string, number>): Promise<void> {
  const storage = await first(rpc, 'stock.location', [['code', '=', 'STO']]);
  const parent = await first(rpc, 'stock.location', [['code', '=', 'WH']]);
  await create(rpc, 'stock.location', { name: 'Quality hold', code: 'QH', type: 'storage', parent: storage });
  await create(rpc, 'stock.location', { name: 'Van 1', code: 'VAN1', type: 'storage', parent });
  const found = await first(rpc, 'stock.location', [['type', '=', 'lost_found']]);
  const moves: number[] = [];
  for (const product of factory.products) {
    const uom = await first(rpc, 'product.uom', [['symbol', '=', product.uom]]);
    moves.push(
      await create(rpc, 'stock.move', {
        ...{ product: ids.get(product.code), uom, quantity: product.opening, from_location: found, to_location: storage, company: 1 },
        ...{ currency: 1, unit_price: dec(product.cost) },
      }),
    );
  }
  await rpc.call('model.stock.move.do', moves, ctx);
}

async function plant(rpc: Rpc, ids: ReadonlyMap<string, number>): Promise<void> {
  const uom = async (symbol: string): Promise<number> => first(rpc, 'product.uom', [['symbol', '=', symbol]]);
  const [cupboard, hinge, steel] = ['0001', '0002', 'STEEL'].map((code) => ids.get(code));
  const bom = await create(rpc, 'production.bom', {
    name: 'Cupboard',
    inputs: [
      [
        'create',
        [
          { product: hinge, quantity: 4, uom: await uom('u') },
          { product: steel, quantity: 12.5, uom: await uom('kg') },
        ],
      ],
    ],
    outputs: [['create', [{ product: cupboard, quantity: 1, uom: await uom('u') }]]],
  });
  const category = await create(rpc, 'production.work.center.category', { name: 'Welding' });
  const warehouse = await first(rpc, 'stock.location', [['code', '=', 'WH']]);
  await create(rpc, 'production.work.center', { name: 'Weld 1', category, company: 1, warehouse });
  const operation = await create(rpc, 'production.routing.operation', { name: 'Weld', work_center_category: category });
  const routing = await create(rpc, 'production.routing', { name: 'Cupboard', boms: [['add', [bom]]], steps: [['create', [{ operation }]]] });
  await create(rpc, 'product.product-production.bom', { product: cupboard, bom, routing });
}

/** Sets the factory up in an empty database: company, chart of accounts, a year, products, customers with limits, stock, bill of material and routing. */
export async function setUpFactory(rpc: Rpc): Promise<void> {
  await company(rpc);
  const accounts = await chart(rpc);
  await years(rpc);
  const ids = await products(rpc, accounts);
  await customers(rpc);
  await stock(rpc, ids);
  await plant(rpc, ids);
}
