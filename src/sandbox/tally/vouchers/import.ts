import { allOf, changed, create, folded, masterOf, milliOf, quantityText, rows, text } from '../company/company.ts';
import type { Company, Entity } from '../company/company.ts';
import { nextNumber } from '../company/documents.ts';
import type { TallyHabits } from '../habits.ts';
import type { Dice } from '../../kit/index.ts';
import { fieldsOf, tagged } from '../program/xml.ts';
import type { Fields, Node } from '../program/xml.ts';
import { checkVoucher } from './check.ts';
import { applyEffects, parentType } from './effects.ts';

/** What an import did, counted and said. */
export interface Imported {
  readonly created: number;
  readonly altered: number;
  readonly deleted: number;
  readonly cancelled: number;
  readonly lastVoucher: number;
  readonly complaint: string | null;
  /** Objects to keep, and masters or vouchers that are gone. */
  readonly saved: readonly Entity[];
  readonly gone: readonly Entity[];
  /** The program has gone down over it. */
  readonly crashed: boolean;
}

const nothing: Imported = { created: 0, altered: 0, deleted: 0, cancelled: 0, lastVoucher: 0, complaint: null, saved: [], gone: [], crashed: false };
const refusedWith = (complaint: string): Imported => ({ ...nothing, complaint });
const masterTypes = ['LEDGER', 'STOCKITEM', 'GODOWN', 'GROUP', 'UNIT', 'STOCKGROUP', 'VOUCHERTYPE'];

const isoDay = (given: string): string => {
  const words = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/.exec(given);
  const month = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].indexOf((words?.[2] ?? '').toLowerCase()) + 1;
  return words ? `${words[3]}${String(month).padStart(2, '0')}${(words[1] ?? '').padStart(2, '0')}` : given;
};

/** The voucher that a request names by tag and value, by its GUID, or by a REMOTEID that is known. */
function named(company: Company, node: Node): Entity | undefined {
  const { TAGNAME: tag = '', TAGVALUE: value = '', VCHTYPE: type = '', DATE: date = '', REMOTEID: remote = '' } = node.attributes;
  const name = tag.replaceAll(' ', '').toLowerCase();
  const vouchers = allOf(company, 'Voucher');
  if (name === 'masterid') return vouchers.find((one) => String(one.masterId) === value.trim());
  if (name === 'vouchernumber')
    return vouchers.find(
      (one) =>
        text(one.fields, 'VOUCHERNUMBER') === value &&
        folded(text(one.fields, 'VOUCHERTYPENAME')) === folded(type) &&
        text(one.fields, 'DATE') === isoDay(date),
    );
  return remote === '' ? undefined : vouchers.find((one) => one.guid === remote || text(one.fields, 'REMOTEID') === remote);
}

/** By habit: the first quantity is another one than was sent. */
function otherQuantity(company: Company, fields: Fields): Fields {
  const [tag] = ['ALLINVENTORYENTRIES.LIST', 'INVENTORYENTRIESIN.LIST', 'INVENTORYENTRIESOUT.LIST'].filter((one) => rows(fields, one).length > 0);
  if (tag === undefined) {
    const halved = rows(fields, 'LEDGERENTRIES.LIST').map((line) => ({ ...line, AMOUNT: String(Number(text(line, 'AMOUNT')) / 2) }));
    return { ...fields, 'LEDGERENTRIES.LIST': halved };
  }
  const [first, ...rest] = rows(fields, tag);
  const item = first ? masterOf(company, 'StockItem', text(first, 'STOCKITEMNAME')) : undefined;
  if (!first || !item) return fields;
  const half = quantityText(item, Math.round((milliOf(item, text(first, 'ACTUALQTY')) ?? 0) / 2));
  const batches = rows(first, 'BATCHALLOCATIONS.LIST').map((batch) => ({ ...batch, ACTUALQTY: half, BILLEDQTY: half }));
  return { ...fields, [tag]: [{ ...first, ACTUALQTY: half, BILLEDQTY: half, 'BATCHALLOCATIONS.LIST': batches }, ...rest] };
}

function saveVoucher(company: Company, node: Node, before: Entity | undefined, habits: TallyHabits, dice: Dice): Imported {
  const given = fieldsOf(node);
  const withType = { ...given, VOUCHERTYPENAME: text(given, 'VOUCHERTYPENAME') || (node.attributes['VCHTYPE'] ?? ''), DATE: isoDay(text(given, 'DATE')) };
  const checked = checkVoucher(company, withType, before?.masterId ?? 0, habits);
  if (checked.kind === 'complaint') return refusedWith(checked.text);
  const fields = dice.chance(habits.pOtherQuantity) ? otherQuantity(company, checked.fields) : checked.fields;
  const type = text(fields, 'VOUCHERTYPENAME');
  // a number that the sender wishes is not heard where numbers are automatic
  const full = { ...fields, ISCANCELLED: 'No', ISOPTIONAL: 'No' };
  if (!before) {
    const saved = create(company, 'Voucher', { ...full, VOUCHERNUMBER: nextNumber(company, type), REMOTEID: node.attributes['REMOTEID'] ?? '' });
    applyEffects(company, saved, 1);
    return { ...nothing, created: 1, lastVoucher: saved.masterId, saved: [saved] };
  }
  applyEffects(company, before, -1);
  const saved = changed(company, before, { ...full, VOUCHERNUMBER: text(before.fields, 'VOUCHERNUMBER'), REMOTEID: text(before.fields, 'REMOTEID') });
  applyEffects(company, saved, 1);
  return { ...nothing, altered: 1, lastVoucher: saved.masterId, saved: [saved] };
}

function cancelVoucher(company: Company, node: Node, before: Entity | undefined, habits: TallyHabits): Imported {
  if (!before) return refusedWith('Voucher to be cancelled could not be found.');
  if (node.children.length === 0) return refusedWith('No data to import.');
  if (habits.closedUntil !== null && text(before.fields, 'DATE') <= habits.closedUntil.replaceAll('-', ''))
    return refusedWith('Voucher date is in a period that is closed.');
  applyEffects(company, before, -1);
  const narration = text(fieldsOf(node), 'NARRATION') || text(before.fields, 'NARRATION');
  const saved = changed(company, before, { ...before.fields, ISCANCELLED: 'Yes', NARRATION: narration });
  return { ...nothing, cancelled: 1, lastVoucher: saved.masterId, saved: [saved] };
}

function voucherAction(company: Company, node: Node, habits: TallyHabits, dice: Dice): Imported {
  const action = (node.attributes['ACTION'] ?? 'Create').toLowerCase();
  const before = named(company, node);
  if (dice.chance(habits.pLocked)) return refusedWith('The voucher is being altered by another user. Try again later.');
  switch (action) {
    case 'cancel':
      return cancelVoucher(company, node, before, habits);
    case 'alter':
      return before ? saveVoucher(company, node, before, habits, dice) : refusedWith('Voucher to be altered could not be found.');
    case 'delete':
      if (!before) return refusedWith('Voucher to be deleted could not be found.');
      return { ...nothing, deleted: 1, gone: [before] };
    default:
      return saveVoucher(company, node, habits.remoteIdAlters ? before : undefined, habits, dice);
  }
}

/** Masters can be deleted; that one that does not exist is deleted brings the program down. New ones are not taken here. */
function masterAction(company: Company, node: Node): Imported {
  const action = (node.attributes['ACTION'] ?? 'Create').toLowerCase();
  const master = masterOf(company, node.tag, node.attributes['NAME'] ?? text(fieldsOf(node), 'NAME'));
  if (action !== 'delete') return refusedWith(`${node.tag}: this stand-in takes no new masters.`);
  if (!master) return { ...nothing, crashed: true };
  const name = folded(text(master.fields, 'NAME'));
  const used = allOf(company, 'Voucher').some((voucher) => JSON.stringify(voucher.fields).toLowerCase().includes(`"${name}"`));
  return used ? refusedWith(`Cannot delete '${text(master.fields, 'NAME')}': it is used in vouchers.`) : { ...nothing, deleted: 1, gone: [master] };
}

/** Imports what a message holds, one object after another. */
export function importMessage(company: Company, message: Node, habits: TallyHabits, dice: Dice): readonly Imported[] {
  return message.children.flatMap((node) => {
    const tag = node.tag.toUpperCase();
    if (tag === 'VOUCHER') return [voucherAction(company, node, habits, dice)];
    return masterTypes.includes(tag) ? [masterAction(company, node)] : [];
  });
}

/** The answer to an import: what was counted, which need not be what was done. */
export function importAnswer(results: readonly Imported[], habits: TallyHabits, dice: Dice, old: boolean): string {
  const complaints = results.flatMap((one) => (one.complaint === null || dice.chance(habits.pSilentRefusal) ? [] : [one.complaint]));
  const sum = (pick: (one: Imported) => number): number => results.reduce((total, one) => total + pick(one), 0);
  const counts = [
    ['CREATED', sum((one) => one.created)],
    ['ALTERED', sum((one) => one.altered)],
    ['DELETED', sum((one) => one.deleted)],
    ['LASTVCHID', Math.max(0, ...results.map((one) => one.lastVoucher))],
    ['LASTMID', 0],
    ['COMBINED', 0],
    ['IGNORED', 0],
    ['ERRORS', habits.errorsAreCounted ? complaints.length : 0],
    ['CANCELLED', habits.cancelsAreCounted ? sum((one) => one.cancelled) : 0],
    ['EXCEPTIONS', 0],
  ] as const;
  const inner = complaints.map((one) => tagged('LINEERROR', one)).join('') + counts.map(([tag, count]) => tagged(tag, String(count))).join('\r\n');
  if (old) return `<RESPONSE>\r\n${inner}\r\n</RESPONSE>`;
  return `<ENVELOPE><HEADER><VERSION>1</VERSION><STATUS>${complaints.length > 0 ? 0 : 1}</STATUS></HEADER><BODY><DATA><IMPORTRESULT>${inner}</IMPORTRESULT></DATA></BODY></ENVELOPE>`;
}

/** For the sandbox's own pages. */
export const isSalesOrder = (company: Company, voucher: Entity): boolean => parentType(company, text(voucher.fields, 'VOUCHERTYPENAME')) === 'Sales Order';
