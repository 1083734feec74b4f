import path from 'node:path';
import { buildReader } from '../../src/engines/reading/index.ts';
import type { ReadLine } from '../../src/engines/reading/index.ts';
import { cronusItems } from '../matching/phrase-sets.ts';
import { jsonRows } from '../matching/plain-files.ts';
import { spoken } from '../matching/rivals.ts';

/** How questions to the CRONUS furniture catalogue were understood. */
export interface CronusScore {
  readonly questions: number;
  /** An expected item was the reader's first choice. */
  readonly first: number;
  /** An expected item was the first choice or among what it would ask about. */
  readonly offered: number;
  readonly quantities: number;
  readonly quantitiesRight: number;
  readonly booked: number;
  readonly bookedWrong: number;
}

interface Question {
  readonly question: string;
  readonly ItemResultsArray: readonly { readonly quantity?: number }[];
  readonly expected_data: readonly Readonly<Record<string, string>>[];
}

const offers = (line: ReadLine): readonly (string | null)[] => [line.sku, ...line.rivals.map((rival) => rival.sku)];

/** Reads the questions as messages of somebody without a past. */
export function readCronus(dir: string): CronusScore {
  const reader = buildReader({ items: cronusItems(path.join(dir, 'cronus')), aliases: [] });
  const score = { questions: 0, first: 0, offered: 0, quantities: 0, quantitiesRight: 0, booked: 0, bookedWrong: 0 };
  for (const { question, ItemResultsArray: asked, expected_data: expected } of jsonRows<Question>(path.join(dir, 'cronus', 'ItemEntitySearch.jsonl'))) {
    const gold = new Set(expected.flatMap((row) => (row['Item No.'] ?? '').split('|')).filter((sku) => sku !== ''));
    if (gold.size === 0) continue;
    const { lines } = reader.read(spoken(question));
    score.questions += 1;
    score.first += Number(lines.some((line) => gold.has(line.sku ?? '')));
    score.offered += Number(lines.some((line) => offers(line).some((sku) => gold.has(sku ?? ''))));
    const quantities = asked.flatMap((one) => (one.quantity === undefined ? [] : [one.quantity]));
    score.quantities += quantities.length;
    score.quantitiesRight += quantities.filter((quantity) => lines.some((line) => line.quantityMilli === quantity * 1000)).length;
    const booked = lines.filter((line) => line.decision === 'auto');
    score.booked += booked.length;
    score.bookedWrong += booked.filter((line) => !gold.has(line.sku ?? '')).length;
  }
  return score;
}
