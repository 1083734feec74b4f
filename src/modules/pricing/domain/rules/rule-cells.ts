import { minorToText, scaledToText } from '../../../../kernel/money.ts';
import { milliToText } from '../../../../kernel/quantity.ts';
import type { ApprovalPolicy, Floor, Scheme } from '../../contract.ts';
import { approvalPolicyCode } from '../policy-default.ts';
import type { Rule } from './rule.ts';
import { ruleColumns } from './rule-file.ts';

type Cells = Readonly<Record<string, string>>;

const percent = (bp: number): string => scaledToText(bp, 2);
const list = (values: readonly string[]): string => values.join('|');

/** A rule as the cells of one row of a file, in the order of its columns. What `ruleOfCells` reads gives the same rule. */
export function cellsOfRule(rule: Rule): readonly string[] {
  const cells = { ...headCells(rule), ...ownCells(rule) };
  return ruleColumns[rule.kind].map((column) => cells[column] ?? '');
}

function headCells(rule: Rule): Cells {
  if (rule.kind === 'policy') return { code: approvalPolicyCode };
  const { code, name, items, validFrom, validTo, active } = rule.body;
  const head = { code, name, skus: list(items.skus), groups: list(items.groups), brands: list(items.brands) };
  const tail = { valid_from: validFrom, valid_to: validTo, active: active ? 'yes' : 'no' };
  if (rule.kind === 'tax') return { ...head, ...tail };
  const { customers, priceGroups, regions, channels } = rule.body.customers;
  return { ...head, ...tail, customers: list(customers), price_groups: list(priceGroups), regions: list(regions), channels: list(channels) };
}

function ownCells(rule: Rule): Cells {
  switch (rule.kind) {
    case 'scheme':
      return {
        gift: rule.body.gift.kind,
        stack_group: rule.body.stackGroup,
        uom: rule.body.uom ?? '',
        currency: rule.body.currency ?? '',
        ...giftCells(rule.body),
      };
    case 'floor':
      return { limit: rule.body.limit.kind, ...limitCells(rule.body.limit) };
    case 'tax':
      return { country: rule.body.country, percent: percent(rule.body.bp) };
    case 'policy':
      return policyCells(rule.body);
  }
}

function giftCells({ gift, currency }: Scheme): Cells {
  if (gift.kind === 'combo') {
    const needs = gift.needs.map((need) => `${need.sku}:${milliToText(need.quantityMilli)}:${need.uom}`);
    return { needs: list(needs), percent: percent(gift.bp) };
  }
  if (gift.kind === 'free_goods') {
    return {
      every: milliToText(gift.everyMilli),
      free: milliToText(gift.freeMilli),
      free_sku: gift.sku ?? '',
      free_uom: gift.freeUom ?? '',
      at_most: gift.atMostMilli === null ? '' : milliToText(gift.atMostMilli),
    };
  }
  const from = (value: number): string => (gift.basis === 'quantity' ? milliToText(value) : minorToText(value, currency ?? ''));
  const bands =
    gift.kind === 'percent_off'
      ? gift.bands.map((band) => `${from(band.from)}:${percent(band.bp)}`)
      : gift.bands.map((band) => `${from(band.from)}:${minorToText(band.minor, currency ?? '')}`);
  return { basis: gift.basis, scale: gift.scale, bands: list(bands) };
}

function limitCells(limit: Floor['limit']): Cells {
  if (limit.kind === 'absolute') return { amount: minorToText(limit.minor, limit.currency), uom: limit.uom, currency: limit.currency };
  return limit.kind === 'last_days' ? { days: String(limit.days), percent: percent(limit.bp) } : { percent: percent(limit.bp) };
}

function policyCells(policy: ApprovalPolicy): Cells {
  const tiers = policy.tiers.map(
    (tier) => `${tier.tier}:${tier.roles.join('+')}:${percent(tier.upToBp)}:${tier.belowFloor ? 'below' : 'above'}:${tier.minutes}`,
  );
  return {
    auto_percent: percent(policy.autoUpToBp),
    tiers: list(tiers),
    persons_below_floor: String(policy.personsBelowFloor),
    tolerance_percent: percent(policy.toleranceBp),
  };
}
