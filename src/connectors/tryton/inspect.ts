import type { Finding } from '../kit/types.ts';
import type { TrytonClient } from './client.ts';
import type { TrytonSettings } from './settings.ts';
import type { Row } from './wire.ts';
import { text } from './wire.ts';

/** Models and the fields that the connector cannot do without. */
const needed: Readonly<Record<string, readonly string[]>> = {
  'sale.sale': ['reference', 'number', 'state', 'party', 'lines', 'shipping_date', 'invoice_address', 'shipment_address', 'payment_term'],
  'sale.line': ['product', 'quantity', 'unit', 'unit_price'],
  'party.party': ['code', 'name', 'addresses', 'contact_mechanisms', 'credit_limit_amount', 'credit_amount', 'sale_price_list'],
  'product.product': ['code', 'list_price', 'cost_price', 'default_uom', 'sale_uom', 'salable'],
  'stock.shipment.internal': ['reference', 'number', 'moves'],
  'stock.shipment.out': ['reference', 'number', 'outgoing_moves'],
  'stock.lot': ['number', 'product'],
  production: ['reference', 'number', 'outputs', 'works'],
  'production.work.center': ['name', 'warehouse'],
  'production.routing': ['steps', 'boms'],
  'purchase.purchase': ['number', 'lines'],
};

const own = new Set(['create_uid', 'write_uid', 'create_date', 'write_date', 'rec_name', 'id']);
/** What the connector itself fills in. */
const filled = new Set([
  'company',
  'currency',
  'party',
  'state',
  'invoice_method',
  'shipment_method',
  'invoice_state',
  'shipment_state',
  'lines',
  'revision',
  'sale',
  'type',
  'product',
  'unit',
  'quantity',
  'unit_price',
  'sequence',
]);

/** Whether a model has our fields, and which ones a company has made mandatory. */
async function modelFindings(client: TrytonClient, model: string, fields: readonly string[]): Promise<readonly Finding[]> {
  const answer = await client.read('inspect', `model.${model}.fields_get`, [null, 0]);
  if (answer.kind !== 'ok') {
    const text = `cannot be described: ${JSON.stringify(answer).slice(0, 200)}; is its module activated?`;
    return [{ about: 'contract', what: model, state: 'bad', text }];
  }
  const there = answer.value as Readonly<Record<string, Row>>;
  const missing = fields.filter((field) => !(field in there));
  const found: Finding =
    missing.length > 0
      ? { about: 'fields', what: model, state: 'bad', text: `not there: ${missing.join(', ')}` }
      : { about: 'fields', what: model, state: 'ok', text: 'all fields are there' };
  const written = model === 'sale.sale' || model === 'sale.line';
  const mandatory = Object.entries(there).filter(([name, field]) => written && field['required'] === true && !own.has(name) && !filled.has(name));
  if (mandatory.length === 0) return [found];
  const names = mandatory.map(([name]) => name).join(', ');
  return [found, { about: 'fields', what: `${model} mandatory`, state: 'warn', text: `must be filled, by a default of Tryton or not at all: ${names}` }];
}

/** The doctor's findings: sign-in, models and fields by Tryton's own description, fields that a company made mandatory, what it takes. */
export async function inspectTryton(client: TrytonClient, settings: TrytonSettings, now: () => number): Promise<readonly Finding[]> {
  const started = now();
  const company = await client.search('inspect', { model: 'company.company', domain: [['id', '=', settings.company]], fields: ['rec_name'] });
  const seen = company.kind === 'ok' ? text(company.rows[0] ?? {}, 'rec_name') : '';
  const findings: Finding[] = [
    {
      about: 'connect',
      what: 'company',
      state: seen === '' ? 'bad' : 'ok',
      text: seen === '' ? `company ${settings.company} cannot be read: ${JSON.stringify(company).slice(0, 200)}` : seen,
    },
  ];
  for (const [model, fields] of Object.entries(needed)) findings.push(...(await modelFindings(client, model, fields)));
  const places = await client.search('inspect', {
    model: 'stock.location',
    domain: [['code', 'in', settings.held.map((one) => one.location)]],
    fields: ['code'],
  });
  const known = places.kind === 'ok' ? places.rows.map((row) => text(row, 'code')) : [];
  for (const one of settings.held.filter((each) => !known.includes(each.location)))
    findings.push({ about: 'contract', what: `held ${one.location}`, state: 'bad', text: 'there is no such location' });
  const ms = Math.round((now() - started) / (Object.keys(needed).length + 2));
  return [...findings, { about: 'speed', what: 'a call', state: ms > 2_000 ? 'warn' : 'ok', text: `${ms} ms each` }];
}
