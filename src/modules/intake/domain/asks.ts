import type { Ask } from '../../../engines/reading/index.ts';

/** A finding of an order check that only the customer can settle, with the line that it is about. */
export interface OpenCheck {
  readonly code: string;
  readonly outcome: string;
  readonly lineId: string | null;
  readonly words: string;
  readonly uom: string | null;
  readonly quantityMilli: number | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

const option = (label: string, set: Partial<Ask['options'][number]>): Ask['options'][number] => ({
  label,
  sku: null,
  quantityMilli: null,
  uom: null,
  value: null,
  ...set,
});

const milliOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value)
    ? Math.round(value * 1000)
    : typeof value === 'string' && /^\d+(\.\d{1,3})?$/.test(value)
      ? Math.round(Number(value) * 1000)
      : null;

function askOf(check: OpenCheck): Ask | null {
  const quantities = (values: readonly unknown[]): Ask | null => {
    const options = values.flatMap((value) => {
      const milli = milliOf(value);
      return milli === null || milli <= 0 ? [] : [option(String(value), { quantityMilli: milli, uom: check.uom })];
    });
    return options.length === 0 ? null : { aspect: 'quantity', lineId: check.lineId, words: check.words, options };
  };
  if (check.code === 'V09') return quantities([check.facts['below'], check.facts['above']]);
  if (check.code === 'V10') return quantities([check.facts['below'], check.facts['above'], check.facts['minimum'], check.facts['maximum']]);
  if (check.code === 'V12') return quantities([check.facts['quantity'], check.facts['usual']]);
  if (check.code === 'V17' || check.code === 'V16') return { aspect: 'date', lineId: null, words: String(check.facts['date'] ?? ''), options: [] };
  if (check.code !== 'V14') return null;
  const earlier = String(check.facts['erpNumber'] ?? check.facts['number'] ?? '');
  return { aspect: 'conflict', lineId: null, words: earlier, options: [option('yes', { value: 'yes' }), option('no', { value: 'no' })] };
}

/** Everything to ask in one message: what the reader left open, then what the checks found and only the customer can settle. */
export function asksFor(readerAsks: readonly Ask[], open: readonly OpenCheck[]): readonly Ask[] {
  const asks = [...readerAsks];
  for (const check of open.filter((each) => each.outcome === 'ask')) {
    const ask = askOf(check);
    const covered = ask === null || asks.some((each) => each.lineId === ask.lineId && (each.aspect === ask.aspect || ask.lineId !== null));
    if (ask !== null && !covered) asks.push(ask);
  }
  return asks;
}
