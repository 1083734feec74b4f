/**
 * Measures the reader on a folder in the intake format and writes predictions.jsonl:
 * `npx tsx bench/reading.ts --data DIR [--out FILE] [--wrong] [--blind]`. `--blind` prints figures only.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  conversationFrom,
  customersFrom,
  itemFrom,
  predictionFrom,
  type IntakeCustomer,
  type IntakeHistory,
  type IntakeItem,
  type IntakeMessage,
} from '../src/engines/reading/eval/intake-format.ts';
import { matchLines, measure, type Judged, type ToBase } from '../src/engines/reading/eval/metrics.ts';
import { buildReader, trainReader } from '../src/engines/reading/index.ts';
import type { BusinessDate } from '../src/kernel/time.ts';

const option = (name: string): string | null => {
  const at = process.argv.indexOf(name);
  return at < 0 ? null : (process.argv[at + 1] ?? null);
};
const flag = (name: string): boolean => process.argv.includes(name);
const dir = option('--data') ?? '.';
const json = <T>(file: string): T => JSON.parse(readFileSync(join(dir, file), 'utf8')) as T;
const jsonl = <T>(file: string): T[] =>
  readFileSync(join(dir, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);

const items = json<IntakeItem[]>('catalog.json');
const customers = json<IntakeCustomer[]>('customers.json');
const history = jsonl<IntakeHistory>('history.jsonl');
const messages = jsonl<IntakeMessage>('messages.jsonl');

const built = performance.now();
const pastLines = history.map((line) => ({
  customer: line.customer_id,
  orderRef: line.order_id,
  on: line.date as BusinessDate,
  sku: line.sku,
  quantityMilli: Math.round(line.qty * 1000),
  uom: line.uom,
  words: line.customer_text,
}));
const trained = flag('--train') ? trainReader({ items: items.map(itemFrom), aliases: [], pastLines, seed: 1, older: [], newest: [], present: null }) : null;
if (trained) console.log(JSON.stringify(trained.report));
const reader = buildReader({
  items: items.map(itemFrom),
  aliases: [],
  options: { unusualQuantity: 'human', ...(option('--threshold') === null ? {} : { threshold: Number(option('--threshold')) }) },
  ...(trained ? { model: trained.model } : {}),
});
const buildMs = performance.now() - built;
const people = customersFrom(customers, history, items);
const factors = new Map(items.flatMap((item) => item.uoms.map((unit) => [`${item.sku}|${unit.uom}`, unit.factor_to_base])));
const toBase: ToBase = (sku, qty, uom) => qty * (factors.get(`${sku}|${uom}`) ?? Number.NaN);

const judged: Judged[] = [];
const times: number[] = [];
const lines: string[] = [];
for (const message of messages) {
  const conversation = conversationFrom(message, people.get(message.customer_id) ?? null);
  const start = performance.now();
  const reading = reader.read(conversation);
  const ms = performance.now() - start;
  times.push(ms / Math.max(1, reading.lines.length));
  const predicted = predictionFrom(message.id, conversation, reading, Math.round(ms * 100) / 100);
  lines.push(JSON.stringify(predicted));
  if (!message.expect) continue;
  const one: Judged = { expected: message.expect, predicted };
  judged.push(one);
  if (!flag('--wrong')) continue;
  const { right, wrong, missed } = matchLines(one, toBase);
  const notAuto = message.expect.disposition === 'human' ? [] : right.filter((line) => line.decision !== 'auto');
  const odd = [
    message.expect.intent === predicted.intent ? '' : `intent ${message.expect.intent}→${predicted.intent}`,
    message.expect.disposition === predicted.disposition ? '' : `disp ${message.expect.disposition}→${predicted.disposition}`,
    message.expect.requested_date === predicted.requested_date ? '' : `date ${message.expect.requested_date}→${predicted.requested_date}`,
    message.expect.ship_to === predicted.ship_to ? '' : `ship ${message.expect.ship_to}→${predicted.ship_to}`,
    ...wrong.filter((line) => line.decision === 'auto').map((line) => `WRONG AUTO ${line.sku} ${line.qty} ${line.uom} ${line.ship_to ?? ''}`),
    ...missed.map((line) => `missed ${line.sku} ${line.qty} ${line.uom}`),
    ...notAuto.map((line) => `not auto ${line.sku}`),
  ].filter((text) => text !== '');
  if (odd.length === 0) continue;
  console.log(`## ${message.id} ${message.messages.map((part) => part.text.replaceAll('\n', ' ⏎ ')).join(' / ')}`);
  console.log(`   ${odd.join(' · ')}`);
  for (const line of reading.lines)
    console.log(
      `     [${line.words}] ${line.sku} ${line.quantityMilli} ${line.uom} ${line.decision} ${line.via} ${line.p} ${line.vetoes.join()} ${line.rivals.map((rival) => rival.sku).join()}`,
    );
}
if (option('--out') !== null) writeFileSync(option('--out') ?? '', `${lines.join('\n')}\n`);
times.sort((a, b) => a - b);
const at = (share: number): number => Math.round((times[Math.floor(times.length * share)] ?? 0) * 100) / 100;
if (judged.length > 0)
  for (const [name, value] of Object.entries(measure(judged, toBase))) console.log(name.padEnd(22), value === null ? '–' : Math.round(value * 10_000) / 10_000);
console.log('ms a line p50/p95     ', at(0.5), at(0.95), 'index', Math.round(buildMs), 'ms');
