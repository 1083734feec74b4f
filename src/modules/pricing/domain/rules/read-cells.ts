import { parseMinor, parseScaled } from '../../../../kernel/money.ts';
import { parseMilli } from '../../../../kernel/quantity.ts';
import type { RuleKind } from '../../contract.ts';

/** The cells of one row, by column; a missing column is an empty cell. */
export type RowCells = (column: string) => string;

const list = (text: string): string[] =>
  text
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');

// What is no number becomes NaN, which no schema takes: the refusal then names the field.
const number = (value: number | null): number => value ?? Number.NaN;
const percent = (text: string): number => number(parseScaled(text.replace(/\s*%$/, ''), 2));
const milli = (text: string): number => number(parseMilli(text));
const whole = (text: string): number => number(parseScaled(text, 0));
const none = (text: string): string | null => (text === '' ? null : text);
const minor = (text: string, currency: string): number => number(parseMinor(text, currency));
const yes = new Set(['', 'yes', 'y', '1', 'true', 'active']);

/** The body that a row of a file stands for. Nothing is judged here: `readRule` refuses what does not fit. */
export function bodyOfCells(kind: RuleKind, cell: RowCells): Record<string, unknown> {
  switch (kind) {
    case 'scheme':
      return {
        ...head(cell),
        customers: customers(cell),
        uom: none(cell('uom')),
        currency: none(cell('currency')),
        stackGroup: cell('stack_group') || cell('code'),
        gift: gift(cell),
      };
    case 'floor':
      return { ...head(cell), customers: customers(cell), limit: limit(cell) };
    case 'tax':
      return { ...head(cell), country: cell('country'), bp: percent(cell('percent')) };
    case 'policy':
      return {
        autoUpToBp: percent(cell('auto_percent')),
        tiers: list(cell('tiers')).map(tier),
        personsBelowFloor: whole(cell('persons_below_floor') || '2'),
        toleranceBp: percent(cell('tolerance_percent') || '0'),
      };
  }
}

const head = (cell: RowCells): Record<string, unknown> => ({
  code: cell('code'),
  name: cell('name') || cell('code'),
  items: { skus: list(cell('skus')), groups: list(cell('groups')), brands: list(cell('brands')) },
  validFrom: cell('valid_from'),
  validTo: cell('valid_to') || '9999-12-31',
  active: yes.has(cell('active').toLowerCase()),
});

const customers = (cell: RowCells): Record<string, unknown> => ({
  customers: list(cell('customers')),
  priceGroups: list(cell('price_groups')),
  regions: list(cell('regions')),
  channels: list(cell('channels')),
});

function gift(cell: RowCells): Record<string, unknown> {
  const kind = cell('gift');
  if (kind === 'combo') {
    const needs = list(cell('needs')).map((need) => need.split(':'));
    return { kind, needs: needs.map(([sku = '', quantity = '', uom = '']) => ({ sku, uom, quantityMilli: milli(quantity) })), bp: percent(cell('percent')) };
  }
  if (kind === 'free_goods') {
    const atMostMilli = cell('at_most') === '' ? null : milli(cell('at_most'));
    return {
      kind,
      everyMilli: milli(cell('every')),
      freeMilli: milli(cell('free')),
      sku: none(cell('free_sku')),
      freeUom: none(cell('free_uom')),
      atMostMilli,
    };
  }
  const currency = cell('currency');
  const from = (text: string): number => (cell('basis') === 'value' ? minor(text, currency) : milli(text));
  const bands = list(cell('bands')).map((band) => band.split(':'));
  return {
    kind,
    basis: cell('basis'),
    scale: cell('scale'),
    bands: bands.map(([start = '', value = '']) =>
      kind === 'amount_off' ? { from: from(start), minor: minor(value, currency) } : { from: from(start), bp: percent(value) },
    ),
  };
}

function limit(cell: RowCells): Record<string, unknown> {
  const kind = cell('limit');
  if (kind === 'absolute') return { kind, minor: minor(cell('amount'), cell('currency')), uom: cell('uom'), currency: cell('currency') };
  return { kind, bp: percent(cell('percent')), ...(kind === 'last_days' ? { days: whole(cell('days')) } : {}) };
}

function tier(text: string): Record<string, unknown> {
  const [no = '', roles = '', upTo = '', below = '', minutes = ''] = text.split(':').map((part) => part.trim());
  return {
    tier: whole(no),
    roles: roles.split('+').filter((role) => role !== ''),
    upToBp: percent(upTo),
    belowFloor: below === 'below',
    minutes: whole(minutes),
  };
}
