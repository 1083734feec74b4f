import { folded, masterOf, milliOf, positionOf, rows, text } from '../company/company.ts';
import type { Company, Entity } from '../company/company.ts';
import type { Fields } from '../program/xml.ts';

/** Marks vouchers that were booked here: those of the seed's past move nothing, because stock and accounts are as of today. */
export const liveMark = '$LIVE';

/** The reserved type that a voucher's type is derived from. */
export const parentType = (company: Company, type: string): string => {
  const found = masterOf(company, 'VoucherType', type);
  return found ? text(found.fields, 'PARENT') : type;
};

const minorOf = (amount: string): number => Math.round(Number(amount) * 100) || 0;

/** What a voucher does to the godowns: thousandths by line, out is negative. */
export function goodsEffects(
  company: Company,
  fields: Fields,
): readonly { readonly item: Entity; readonly godown: string; readonly batch: string; readonly milli: number }[] {
  const parent = parentType(company, text(fields, 'VOUCHERTYPENAME'));
  const lines = (tag: string, sign: number) =>
    rows(fields, tag).flatMap((line) => {
      const item = masterOf(company, 'StockItem', text(line, 'STOCKITEMNAME'));
      if (!item) return [];
      return rows(line, 'BATCHALLOCATIONS.LIST').map((batch) => ({
        item,
        godown: text(batch, 'GODOWNNAME'),
        batch: text(batch, 'BATCHNAME') || 'Primary Batch',
        milli: sign * (milliOf(item, text(batch, 'ACTUALQTY')) ?? 0),
      }));
    });
  if (parent === 'Delivery Note') return lines('ALLINVENTORYENTRIES.LIST', -1);
  if (parent === 'Receipt Note') return lines('ALLINVENTORYENTRIES.LIST', 1);
  if (parent === 'Stock Journal' || parent === 'Manufacturing Journal')
    return [...lines('INVENTORYENTRIESIN.LIST', 1), ...lines('INVENTORYENTRIESOUT.LIST', -1)];
  return [];
}

function accountEffects(company: Company, fields: Fields, sign: 1 | -1): void {
  const parent = parentType(company, text(fields, 'VOUCHERTYPENAME'));
  if (parent !== 'Receipt' && parent !== 'Sales') return;
  for (const line of rows(fields, 'LEDGERENTRIES.LIST')) {
    const ledger = folded(text(line, 'LEDGERNAME'));
    // a debit is negative, and a debit is owed
    const owed = -minorOf(text(line, 'AMOUNT')) * sign;
    company.owed.set(ledger, (company.owed.get(ledger) ?? 0) + owed);
    for (const bill of rows(line, 'BILLALLOCATIONS.LIST')) {
      const held = company.bills.get(`${ledger}\u0000${folded(text(bill, 'NAME'))}`);
      if (held) held.minor -= minorOf(text(bill, 'AMOUNT')) * sign;
    }
  }
}

/** Adds what a voucher does to stock and accounts, or takes it away again. */
export function applyEffects(company: Company, voucher: Entity, sign: 1 | -1): void {
  const { fields } = voucher;
  if (text(fields, liveMark) === '' || text(fields, 'ISCANCELLED') === 'Yes') return;
  for (const { item, godown, batch, milli } of goodsEffects(company, fields))
    positionOf(company, text(item.fields, 'NAME'), godown, batch).milli += milli * sign;
  accountEffects(company, fields, sign);
}
