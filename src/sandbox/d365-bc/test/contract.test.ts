import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../kit/odata4/model.ts';
import { apiModel, companiesModel } from '../model.ts';

const folder = join(process.env['KARKHANA_SHARED'] ?? '../shared', 'erp-contracts/d365-bc/v2.0-resources');
const published = existsSync(folder);
if (!published) process.stderr.write(`SKIPPED: the published contract of Business Central is not at ${folder}\n`);

/** Property → type of a property table. */
function tableOf(file: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(folder, `dynamics_${file}.md`), 'utf8');
  const part = text.slice(text.indexOf('## Properties'), text.indexOf('## JSON'));
  return new Map([...part.matchAll(/^\|(\w+)\|([\w.]+)\|/gm)].map(([, name = '', type = '']) => [name, type]));
}

const types: Readonly<Record<string, string>> = {
  text: 'string',
  int: 'integer',
  long: 'int64',
  decimal: 'decimal',
  bool: 'boolean',
  date: 'date',
  instant: 'datetime',
  guid: 'GUID',
};
const typeOf = (field: Field): string => (field.of === null ? (types[field.type] ?? field.type) : `NAV.${field.of}`);

/** Sets of ours whose tables are at hand, by the file of the table. */
const tables: Readonly<Record<string, string>> = {
  customers: 'customer',
  items: 'item',
  itemVariants: 'itemVariant',
  itemLedgerEntries: 'itemledgerentry',
  locations: 'location',
  salesOrders: 'salesorder',
  salesOrderLines: 'salesorderline',
  salesInvoices: 'salesinvoice',
  salesInvoiceLines: 'salesinvoiceline',
  salesShipments: 'salesShipment',
  salesShipmentLines: 'salesShipmentLine',
  unitsOfMeasure: 'unitOfMeasure',
};

describe.skipIf(!published)('the published property tables', () => {
  it.each(Object.entries(tables))('%s has every property with its type, and no other', (name, file) => {
    const ours = new Map([...(apiModel.sets.get(name)?.fields.values() ?? [])].map((field) => [field.name, typeOf(field)]));
    expect([...ours].toSorted()).toEqual([...tableOf(file)].toSorted());
  });

  it('has the company with its properties', () => {
    const ours = new Map([...(companiesModel.sets.get('companies')?.fields.values() ?? [])].map((field) => [field.name, typeOf(field)]));
    expect([...ours].toSorted()).toEqual([...tableOf('company')].toSorted());
  });
});
