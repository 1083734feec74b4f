import { z } from 'zod';
import { checkOutcomes, type CheckResult, type OrderRow } from '../../../modules/orders/contract.ts';
import { variantOf } from './check-variant.ts';
import { useWords } from '../use-words.ts';

const openChecks = z
  .array(z.object({ name: z.string(), outcome: z.enum(checkOutcomes), lineNo: z.number().nullish(), facts: z.record(z.string(), z.unknown()).default({}) }))
  .min(1);

const weight: Readonly<Record<(typeof checkOutcomes)[number], number>> = { block: 0, hold: 1, desk: 2, approval: 3, stock: 4, ask: 5, warn: 6, pass: 7 };

const rank = (outcome: CheckResult['outcome'], first: CheckResult['outcome'] | null): number => (outcome === first ? -1 : weight[outcome]);

/**
 * The gravest of the checks that an order waits for, and how many more there are; null when it waits for something else.
 * `first` is an outcome that goes before all others: while the customer is asked, what is asked.
 */
export function gravestCheck(
  facts: Readonly<Record<string, unknown>>,
  first: CheckResult['outcome'] | null = null,
): { readonly check: z.output<typeof openChecks>[number]; readonly more: number } | null {
  const parsed = openChecks.safeParse(facts['checks']);
  if (!parsed.success) return null;
  const check = parsed.data.toSorted((a, b) => rank(a.outcome, first) - rank(b.outcome, first))[0];
  return check === undefined ? null : { check, more: parsed.data.length - 1 };
}

/** Why an order waits, as one sentence: the gravest open check, or the sentence of the code. */
export function useWaitingSentence(): (waiting: NonNullable<OrderRow['waiting']>, currency: string | null) => string {
  const { t, say } = useWords();
  return (waiting, currency) => {
    const grave = waiting.code === 'unknown_sender' ? null : gravestCheck(waiting.facts, waiting.code === 'needs_customer' ? 'ask' : null);
    const why = waiting.facts['why'];
    if (grave === null) return say('waiting', typeof why === 'string' ? why : waiting.code, waiting.facts, currency);
    const sentence = say('check', grave.check.name, grave.check.facts, currency, variantOf(grave.check));
    return grave.more === 0 ? sentence : t('orders:and_more', { sentence, count: grave.more });
  };
}
