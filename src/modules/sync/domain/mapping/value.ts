import { parseMinor } from '../../../../kernel/money.ts';
import { parseMilli } from '../../../../kernel/quantity.ts';
import { parseBusinessDate, parseInstant } from '../../../../kernel/time.ts';
import type { FieldTarget } from '../../contract.ts';

/** A value of the ERP in the form that a field of ours has; `bad`: it is no such value. */
export type Taken = { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'bad' };

const yes = new Set(['true', 'x', 'y', 'yes', '1', 'j', 't']);
const no = new Set(['false', '', 'n', 'no', '0', 'f']);
const bad: Taken = { kind: 'bad' };
const value = (one: unknown): Taken => ({ kind: 'value', value: one });
const given = (one: unknown): Taken => (one === null ? bad : value(one));

/** Whether an ERP says anything with this value: nothing, an empty text or a structure leave what the connector said. */
export const says = (raw: unknown): raw is string | number | boolean =>
  typeof raw === 'number' || typeof raw === 'boolean' || (typeof raw === 'string' && raw.trim() !== '');

/** Reads a value of the ERP as the field takes it. Money is in `currency`. */
export function valueFor(target: Pick<FieldTarget, 'takes' | 'choices'>, raw: string | number | boolean, currency: string): Taken {
  const text = String(raw).trim();
  switch (target.takes) {
    case 'text':
      return value(text);
    case 'choice':
      return target.choices.includes(text) ? value(text) : bad;
    case 'whole':
      return /^-?\d{1,15}$/.test(text) ? value(Number(text)) : bad;
    case 'quantity':
      return given(parseMilli(text));
    case 'money':
      return given(parseMinor(text, currency));
    case 'yes_no':
      return yesNo(text.toLowerCase());
    case 'day':
      return given(parseBusinessDate(dayText(text)));
    case 'instant':
      return given(parseInstant(text));
  }
}

const yesNo = (text: string): Taken => (yes.has(text) ? value(true) : no.has(text) ? value(false) : bad);

/** `20261123` and `2026-11-23T00:00:00` are days too. */
function dayText(text: string): string {
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return packed ? packed.slice(1).join('-') : text.slice(0, 10);
}

/** A constant as a field takes it: an empty one is none where the field may be none. */
export function constantFor(target: FieldTarget, text: string, currency: string): Taken {
  if (text.trim() !== '') return valueFor(target, text, currency);
  if (target.nullable) return value(null);
  return target.takes === 'text' ? value('') : bad;
}
