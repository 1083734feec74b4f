import { currencyDigits, scaledToText } from '../../../kernel/money.ts';
import { milliToText, parseMilli } from '../../../kernel/quantity.ts';
import type { ErpWorld } from './world.ts';

/** A row of an import, by the heading of its columns. */
export type ImportRow = Readonly<Record<string, string>>;

/** One line as it was booked. */
export interface Booked {
  readonly line: string;
  readonly sku: string;
  readonly quantity: string;
  readonly uom: string;
  readonly price: string;
  readonly freeWith?: string;
}

/** What the ERP answers to one file. */
export interface Posted {
  readonly status: 'POSTED' | 'REJECTED';
  readonly key: string;
  readonly code: string;
  readonly message: string;
  readonly lines: readonly Booked[];
}

/** How one file is to be booked: the day's rules, and whether the job lies. */
export interface PostRules {
  readonly nowMs: number;
  readonly creditCheck: 'refuse' | 'off';
  readonly periodOpenFrom: string;
  readonly otherQuantity: boolean;
}

/** Thrown inside a posting: the business says no. Caught where the file is answered; nothing was booked. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The cell of a column, without the text mark of spreadsheets. */
export const cell = (row: ImportRow | undefined, name: string): string => (row?.[name] ?? '').replace(/^'(?=[=+\-@])/, '').trim();

/** Thousandths of a quantity cell. Refuses what is no number above zero; a job that lies books one more. */
export function milliOf(row: ImportRow, name: string, rules: PostRules): number {
  const milli = parseMilli(cell(row, name));
  if (milli === null || milli <= 0) throw new Refused('QTY', `Quantity '${cell(row, name)}' is not valid`);
  return rules.otherQuantity ? milli + 1_000 : milli;
}

/** Base units of a quantity in one of the item's units. Refuses unknown items and units. */
export function baseMilli(world: ErpWorld, sku: string, milli: number, uom: string): number {
  const item = world.items.get(sku);
  if (!item) throw new Refused('ITEM', `Item ${sku} does not exist`);
  const unit = item.uoms.find((one) => one.uom === uom);
  if (!unit) throw new Refused('UOM', `Unit ${uom} is not defined for item ${sku}`);
  return Math.round((milli * unit.numerator) / unit.denominator);
}

/** The price of one `uom` for a customer by the ERP's own lists, in minor units; null where there is none. */
export function listPrice(world: ErpWorld, customer: string, sku: string, uom: string, day: string): number | null {
  const who = world.customers.get(customer);
  const fits = world.seed.prices.filter(
    (price) => price.sku === sku && price.uom === uom && price.validFrom <= day && price.validTo >= day && price.currency === who?.currency,
  );
  const found = fits.find((price) => price.customer === customer) ?? fits.find((price) => price.customer === null && price.priceList === who?.priceList);
  return found === undefined ? null : Math.round(found.minor / found.per);
}

/** Minor units of a money cell. */
export function minorOf(text: string, currency: string): number {
  const [whole = '', fraction = ''] = text.split('.');
  const digits = currencyDigits(currency);
  if (!/^\d+$/.test(whole) || !/^\d*$/.test(fraction) || /[1-9]/.test(fraction.slice(digits))) throw new Refused('AMOUNT', `Amount '${text}' is not valid`);
  return Number(`${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`);
}

/** An amount as the ERP writes it. */
export const amountText = (minor: number, currency: string): string => scaledToText(minor, currencyDigits(currency), true);

/** A line of an answer. */
export const booked = (line: string | number, sku: string, milli: number, uom: string, price = ''): Booked => ({
  line: String(line),
  sku,
  quantity: milliToText(milli),
  uom,
  price,
});

/** Refuses a day in a closed period. */
export function mustBeOpen(day: string, rules: PostRules): void {
  if (day < rules.periodOpenFrom) throw new Refused('PERIOD', `Posting period of ${day} is closed`);
}
