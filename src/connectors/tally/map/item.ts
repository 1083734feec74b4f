import { addDays } from '../../../kernel/time.ts';
import type { BusinessDate } from '../../../kernel/time.ts';
import type { Bom, Item } from '../../../modules/masters/contract.ts';
import type { CostRecord, PriceRecord } from '../../../modules/pricing/contract.ts';
import { divideExact, multiplyExact } from '../../kit/decimal.ts';
import { codeOf } from '../read/book.ts';
import type { Book } from '../read/book.ts';
import type { TallyCompany, TallySettings } from '../settings.ts';
import { measuresOf, rateOf } from '../wire/amounts.ts';
import type { Measure } from '../wire/amounts.ts';
import { childrenOf, dayOf, nameOf, rawTextOf, textOf } from '../wire/node.ts';
import type { XmlNode } from '../wire/xml-format.ts';
import { namesOf, priceListOf } from './customer.ts';
import { extraOf } from './extra.ts';
import { ourUnit, unitsOf } from './item-units.ts';
import type { ItemUnits } from './item-units.ts';
import type { Mapped } from './mapped.ts';
import { baseMilliOf, milliOf, minorOf, spokenMeasure } from './quantity.ts';

const known = ['ONLYALIAS', 'PARENT', 'CATEGORY', 'BASEUNITS', 'ADDITIONALUNITS', 'CONVERSION', 'DENOMINATOR', 'PARTNO', 'DESCRIPTION'];

interface Sku {
  readonly key: string;
  readonly sku: string;
  readonly version: string;
  readonly units: ItemUnits;
}

function skuOf(row: XmlNode, book: Book, settings: TallySettings): Sku | Extract<Mapped, { kind: 'skipped' }> {
  const key = textOf(row, 'GUID');
  const sku = codeOf(row, settings.itemCode).trim();
  if (sku === '' || sku.length > 40) return { kind: 'skipped', key, why: sku === '' ? 'no_name' : 'code_too_long' };
  const units = unitsOf(row, book.compounds, settings);
  if (units === null) return { kind: 'skipped', key, why: 'no_base_unit' };
  return units.uoms.some((unit) => unit.uom.length > 10 || unit.erpUom.length > 10)
    ? { kind: 'skipped', key, why: 'unit_too_long' }
    : { key, sku, version: textOf(row, 'ALTERID'), units };
}

/** A stock item. Skipped: a code or unit longer than we keep, no base unit. */
export function mapItem(row: XmlNode, book: Book, settings: TallySettings): Mapped<Item> {
  const found = skuOf(row, book, settings);
  if ('kind' in found) return found;
  const group = textOf(row, 'PARENT');
  const part = textOf(row, 'PARTNO');
  const data: Item = {
    sku: found.sku,
    name: nameOf(row, 'NAME') || rawTextOf(row, '@NAME') || found.sku,
    names: namesOf(row),
    brand: null,
    itemGroup: group,
    attributes: Object.fromEntries([['category', textOf(row, 'CATEGORY')] as const].filter(([, value]) => value !== '')),
    baseUom: found.units.base,
    salesUom: found.units.sales,
    barcode: /^\d{8,14}$/.test(part) ? part : null,
    active: !settings.inactiveGroups.includes(group),
    replacedBy: null,
    wholeUnits: !settings.fractionalUnits.includes(found.units.uoms.find((unit) => unit.uom === found.units.sales)?.erpUom ?? ''),
    uoms: found.units.uoms,
  };
  return { kind: 'mapped', record: { key: found.key, version: found.version, data, extra: extraOf(row, known) } };
}

/** One price of a level that holds from a day: rates from a quantity on. */
interface Level {
  readonly date: string;
  readonly level: string;
  readonly tiers: readonly { readonly from: readonly Measure[]; readonly rate: Measure | null; readonly discount: string }[];
}

function levelsOf(row: XmlNode, book: Book): readonly Level[] {
  return childrenOf(row, 'FULLPRICELIST.LIST')
    .map((list) => ({
      date: dayOf(list, 'DATE'),
      level: priceListOf(textOf(list, 'PRICELEVEL')),
      tiers: childrenOf(list, 'PRICELEVELLIST.LIST').map((tier) => ({
        from: measuresOf(textOf(tier, 'STARTINGFROM'), book.compounds) ?? [],
        rate: rateOf(textOf(tier, 'RATE')),
        discount: textOf(tier, 'DISCOUNT').replace('%', '').trim(),
      })),
    }))
    .filter((list) => list.date !== '' && list.level !== '');
}

/** The rate after its discount in percent, exactly; null when there is none. */
function netRate(tier: Level['tiers'][number]): Measure | null {
  if (tier.rate === null || tier.discount === '' || /^0*(\.0*)?$/.test(tier.discount)) return tier.rate;
  const share = divideExact(tier.discount, '100', 9);
  const taken = share === null ? null : multiplyExact(tier.rate.amount, share);
  const amount = taken === null ? null : minus(tier.rate.amount, taken);
  return amount === null ? null : { ...tier.rate, amount };
}

function minus(a: string, b: string): string | null {
  const scale = 1_000_000_000_000_000_000n;
  const [x, y] = [a, b].map((text) => divideExact(multiplyExact(text, String(scale)) ?? '', '1', 0));
  return x === undefined || y === undefined || x === null || y === null ? null : divideExact(String(BigInt(x) - BigInt(y)), String(scale), 18);
}

/**
 * The full price list of an item: each level and day its own record a tier, valid until the day before the level's next list. The standard price is for
 * everyone (`*`). Lists that ended before `oldest` are left out; skipped: prices that are no whole minor units.
 */
export function mapPrices(row: XmlNode, book: Book, company: TallyCompany, settings: TallySettings, oldest: string): readonly Mapped<PriceRecord>[] {
  const found = skuOf(row, book, settings);
  if ('kind' in found) return [found];
  const standard = childrenOf(row, 'STANDARDPRICELIST.LIST').map((one): Level => ({
    date: dayOf(one, 'DATE'),
    level: '*',
    tiers: [{ from: [], rate: rateOf(textOf(one, 'RATE')), discount: '' }],
  }));
  const levels = [...levelsOf(row, book), ...standard.filter((one) => one.date !== '')];
  return levels.flatMap((list) => {
    const next = levels
      .filter((other) => other.level === list.level && other.date > list.date)
      .map((other) => other.date)
      .toSorted()[0];
    const validTo = next === undefined ? '9999-12-31' : addDays(next as BusinessDate, -1);
    return validTo < oldest ? [] : list.tiers.map((tier) => priceOf(found, company, settings, { ...list, tier, validTo }));
  });
}

type Tier = Level['tiers'][number];

/** The quantity from which a tier holds, in the unit of its rate. */
const startOf = (tier: Tier, unit: string): number | null =>
  milliOf(tier.from.find((one) => one.unit === unit)?.amount ?? (tier.from.length === 0 ? '0' : null));

interface OnePrice {
  readonly date: string;
  readonly level: string;
  readonly tier: Tier;
  readonly validTo: string;
}

function priceOf(found: Sku, company: TallyCompany, settings: TallySettings, list: OnePrice): Mapped<PriceRecord> {
  const { tier, validTo } = list;
  const rate = netRate(tier);
  const key = `${found.key}/${list.level}/${list.date}/${tier.from[0]?.amount ?? '0'}`;
  const skip = (why: string): Mapped<PriceRecord> => ({ kind: 'skipped', key, why });
  if (rate === null) return skip('no_rate');
  const minor = minorOf(rate.amount, company.currency);
  if (minor === null || minor <= 0) return skip('price_not_exact');
  const from = startOf(tier, rate.unit);
  if (from === null) return skip('tier_in_another_unit');
  if (!found.units.uoms.some((unit) => unit.erpUom === rate.unit)) return skip('unknown_unit');
  const data: PriceRecord = {
    sku: found.sku,
    priceList: list.level,
    currency: company.currency,
    uom: ourUnit(settings, rate.unit),
    minor,
    ...(from > 0 ? { fromMilli: from } : {}),
    validFrom: list.date,
    validTo,
  };
  return { kind: 'mapped', record: { key, version: found.version, data, extra: {} } };
}

/** The rate of a level for a day and a quantity, for vouchers whose price is Tally's: the latest list not after the day, its highest tier that is reached. */
export function rateFor(row: XmlNode, book: Book, level: string, day: string, quantityMilli: number, erpUom: string): Measure | null {
  const usable = levelsOf(row, book).filter((list) => list.level === priceListOf(level) && list.date <= day);
  const latest = usable.toSorted((a, b) => (a.date < b.date ? 1 : -1))[0];
  const fits = (tier: Level['tiers'][number]): boolean => (milliOf(tier.from.find((one) => one.unit === erpUom)?.amount ?? '0') ?? 0) <= quantityMilli;
  const tier = latest?.tiers.filter((one) => fits(one) && one.rate?.unit === erpUom).at(-1);
  const fallback = childrenOf(row, 'STANDARDPRICELIST.LIST')
    .filter((one) => dayOf(one, 'DATE') <= day)
    .map((one) => rateOf(textOf(one, 'RATE')))
    .findLast((rate) => rate?.unit === erpUom);
  return tier ? netRate(tier) : (fallback ?? null);
}

/** The latest standard cost not after today, else the closing rate. Nothing is rounded: told for the unit in which it is whole minor units. */
export function mapCost(row: XmlNode, book: Book, company: TallyCompany, settings: TallySettings, today: string): Mapped<CostRecord> {
  const found = skuOf(row, book, settings);
  if ('kind' in found) return found;
  const costs = childrenOf(row, 'STANDARDCOSTLIST.LIST').map((one) => ({ day: dayOf(one, 'DATE'), rate: rateOf(textOf(one, 'RATE')) }));
  const standard = costs.filter((one) => one.day !== '' && one.day <= today && one.rate !== null).toSorted((a, b) => (a.day < b.day ? 1 : -1))[0];
  const rate = standard?.rate ?? rateOf(textOf(row, 'CLOSINGRATE'));
  const skip = (why: string): Mapped<CostRecord> => ({ kind: 'skipped', key: found.key, why });
  if (rate === null) return skip('no_cost');
  const unit = found.units.uoms.find((one) => one.erpUom === rate.unit);
  if (unit === undefined) return skip('unknown_unit');
  const told = found.units.uoms.flatMap((one) => {
    const whole = multiplyExact(rate.amount, String(one.numerator * unit.denominator));
    const minor = whole === null ? null : minorOf(divideExact(whole, String(one.denominator * unit.numerator), 3), company.currency);
    return minor !== null && minor > 0 ? [{ uom: one.uom, minor }] : [];
  })[0];
  if (told === undefined) return skip('cost_not_exact');
  const data: CostRecord = { sku: found.sku, currency: company.currency, ...told, asOf: standard?.day ?? today };
  return { kind: 'mapped', record: { key: found.key, version: found.version, data, extra: {} } };
}

function componentsOf(list: XmlNode, book: Book, settings: TallySettings): Bom['items'] | null {
  const items = childrenOf(list, 'MULTICOMPONENTITEMLIST.LIST').map((component, index) => {
    const name = nameOf(component, 'STOCKITEMNAME');
    const measure = spokenMeasure(measuresOf(textOf(component, 'ACTUALQTY'), book.compounds) ?? [], book.itemByName(name)?.units ?? null);
    const quantityMilli = milliOf(measure?.amount ?? null);
    if (measure === null || quantityMilli === null) return null;
    return { lineNo: (index + 1) * 10, component: book.itemCode(name), quantityMilli, uom: ourUnit(settings, measure.unit) };
  });
  return items.every((item) => item !== null) ? items : null;
}

/** The first bill of materials of an item. Skipped: a quantity that cannot be read. Items without one give nothing. */
export function mapBom(row: XmlNode, book: Book, company: TallyCompany, settings: TallySettings): readonly Mapped<Bom>[] {
  const found = skuOf(row, book, settings);
  const list = childrenOf(row, 'MULTICOMPONENTLIST.LIST').find((one) => childrenOf(one, 'MULTICOMPONENTITEMLIST.LIST').length > 0);
  if ('kind' in found || list === undefined) return [];
  const key = `${found.key}/bom`;
  const baseMilli = baseMilliOf(measuresOf(textOf(list, 'COMPONENTBASICQTY'), book.compounds) ?? [], found.units);
  const unreadable: Mapped<Bom> = { kind: 'skipped', key, why: 'unreadable_quantity' };
  const items = componentsOf(list, book, settings);
  if (baseMilli === null || baseMilli <= 0 || items === null) return [unreadable];
  const data: Bom = { sku: found.sku, plant: company.plant || company.code, baseMilli, baseUom: found.units.base, items };
  return [{ kind: 'mapped', record: { key, version: found.version, data, extra: { name: textOf(list, 'COMPONENTLISTNAME') } } }];
}
