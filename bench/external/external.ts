import { sharedFolder } from '../matching/plain-files.ts';
import { tableOf } from '../stats.ts';
import { readCronus, type CronusScore } from './cronus.ts';
import { readIngredients, type IngredientScore } from './ingredients.ts';
import { readMails, type MailScore } from './mails.ts';

/** Everything that was measured; null where the set is not there. */
export interface ExternalResult {
  readonly ingredients: readonly IngredientScore[] | null;
  readonly cronus: CronusScore | null;
  readonly mails: MailScore | null;
}

/** Checks the reader on sets that other people made for other purposes. */
export function benchExternal(most: number, tell: (line: string) => void): ExternalResult {
  const matching = sharedFolder('data/matching');
  const orders = sharedFolder('data/orders/email-reply-trimmer');
  tell('recipe lines');
  const ingredients = matching ? readIngredients(matching, most) : null;
  tell('furniture, mails');
  return { ingredients, cronus: matching ? readCronus(matching) : null, mails: orders ? readMails(orders) : null };
}

const of = (part: number, whole: number): string => `${part} of ${whole} (${whole === 0 ? '–' : ((part / whole) * 100).toFixed(1)} %)`;

/** The result as tables. */
export function externalText({ ingredients, cronus, mails }: ExternalResult): string {
  const rows = (ingredients ?? []).map((one) => [
    one.set,
    one.lines,
    of(one.quantity, one.lines),
    of(one.unit, one.lines),
    of(one.name, one.lines),
    of(one.all, one.lines),
  ]);
  return [
    ...(ingredients
      ? ['Recipe lines, every ingredient an item of the catalogue', tableOf(['set', 'lines', 'quantity', 'unit', 'name', 'all three'], rows), '']
      : []),
    ...(cronus
      ? [
          'CRONUS furniture, whole questions',
          `  expected item first ${of(cronus.first, cronus.questions)}, offered ${of(cronus.offered, cronus.questions)}`,
          `  quantities right ${of(cronus.quantitiesRight, cronus.quantities)}; lines booked ${cronus.booked}, of these wrong ${cronus.bookedWrong}`,
          '',
        ]
      : []),
    ...(mails
      ? [
          'Mails: the new text alone',
          `  exact ${of(mails.exact, mails.mails)}, too much kept ${mails.tooMuch}, too little kept ${mails.tooLittle}`,
          `  not exact: ${mails.failed.join(', ')}`,
        ]
      : []),
  ].join('\n');
}
