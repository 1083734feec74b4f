import type { OrderRule } from '../../../../modules/orders/contract.ts';

/** The rules that are a number, in the order of the form. Money is typed in whole units of the currency. */
export const numberFields = ['minimumMinor', 'overdueDays', 'shelfLifePercent', 'leadDays', 'frozenDays'] as const;
/** The rules that are yes, no, or as the company has it. */
export const choiceFields = ['poRequired', 'taxNumberRequired', 'licenceRequired'] as const;

/** What a field shows of a number: empty where nothing is said. */
export function shownNumber(field: (typeof numberFields)[number], rule: OrderRule): string {
  const value = rule[field];
  if (value === null) return '';
  return field === 'minimumMinor' ? String(value / 100) : String(value);
}

/** A typed number as the rule keeps it; null when the field is empty, undefined when it is no possible number. */
export function typedNumber(field: (typeof numberFields)[number], text: string): number | null | undefined {
  if (text.trim() === '') return null;
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(text.trim())) return undefined;
  const value = field === 'minimumMinor' ? Math.round(Number(text) * 100) : Number(text);
  return Number.isSafeInteger(value) && (field !== 'shelfLifePercent' || value <= 100) ? value : undefined;
}

/** Yes, no, or nothing said. */
export const typedChoice = (text: string): boolean | null => (text === 'yes' ? true : text === 'no' ? false : null);
/** The choice that a rule holds. */
export const shownChoice = (value: boolean | null): string => (value === null ? '' : value ? 'yes' : 'no');
