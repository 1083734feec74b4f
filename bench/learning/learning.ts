import { readFileSync } from 'node:fs';
import path from 'node:path';
import { demoFactory } from '../../db/seed/index.ts';
import {
  buildReader,
  itemFrom,
  trainReader,
  type IntakeHistory,
  type IntakeItem,
  type PastLine,
  type ReadLine,
  type Reader,
  type ReadingItem,
} from '../../src/engines/reading/index.ts';
import { instantFromMs, type Instant } from '../../src/kernel/time.ts';
import { jsonRows } from '../matching/plain-files.ts';
import { tableOf } from '../stats.ts';
import { createMemory, type Memory } from './memory.ts';
import { crowdOver, weekOf, type Crowd, type Person, type Wish } from './people.ts';
import { diceFor, type Dice } from './phrases.ts';

/** What is simulated. */
export interface LearningPlan {
  readonly data: string | null;
  readonly weeks: number;
  readonly seed: number;
  readonly crowd: Crowd;
  /** Fit the confidence to the catalogue first, as a new company does on its first day. */
  readonly trained: boolean;
}

/** One week of one arm. */
export interface Week {
  readonly lines: number;
  readonly auto: number;
  readonly wrong: number;
  /** Of the wrong ones: known words that suddenly meant something else. */
  readonly wrongByDrift: number;
  readonly lost: number;
  /** What was not booked, or booked wrong, with the reader's reasons. */
  readonly odd: readonly string[];
}

/** Both arms, week by week. */
export interface LearningResult {
  readonly catalogue: string;
  readonly items: number;
  readonly people: number;
  readonly learning: readonly Week[];
  readonly baseline: readonly Week[];
  readonly aliases: { readonly own: number; readonly shared: number };
}

interface World {
  readonly name: string;
  readonly items: readonly ReadingItem[];
  readonly said: ReadonlyMap<string, readonly string[]>;
}

const firstMonday = Date.UTC(2026, 8, 7, 4, 30);
const weekMs = 7 * 86_400_000;
const dayOf = (at: Instant): PastLine['on'] => at.slice(0, 10) as PastLine['on'];

function worldFrom(dir: string): World {
  const items = (JSON.parse(readFileSync(path.join(dir, 'catalog.json'), 'utf8')) as IntakeItem[]).map(itemFrom);
  const said = new Map<string, string[]>();
  for (const line of jsonRows<IntakeHistory>(path.join(dir, 'history.jsonl'))) said.set(line.sku, [...(said.get(line.sku) ?? []), line.customer_text]);
  return { name: path.basename(dir), items, said };
}

function demoWorld(): World {
  const items = demoFactory().items.filter((item) => item.type === 'FERT');
  const rest = { otherNames: [], barcode: null, wholeUnits: true };
  return {
    name: 'demo factory',
    said: new Map(),
    items: items.map((item) => ({
      ...rest,
      sku: item.sku,
      name: item.names.en,
      brand: item.brand,
      category: item.group,
      attributes: item.pricePoint === null ? {} : { mrp: String(item.pricePoint) },
      baseUom: item.baseUom,
      salesUom: item.salesUom,
      uoms: item.uoms.map((unit) => ({
        uom: unit.uom,
        numerator: unit.numerator,
        denominator: unit.denominator,
        aliases: unit.uom === item.salesUom ? ['peti'] : [],
      })),
      active: item.active,
      replacedBy: item.successor,
    })),
  };
}

type Pasts = Map<string, PastLine[]>;

const pastLine = (order: string, at: Instant, sku: string, quantity: number, uom: string): PastLine => ({
  orderRef: order,
  on: dayOf(at),
  sku,
  quantityMilli: quantity * 1000,
  uom,
  words: null,
});

/** Four weeks of orders in the ERP before the first message: what was bought, not how it was called. */
function erpPast(people: readonly Person[], crowd: Crowd, dice: Dice): Pasts {
  return new Map(
    people.map((person) => {
      const orders = [4, 3, 2, 1].flatMap((ago) => {
        const at = instantFromMs(firstMonday - ago * weekMs);
        return weekOf(person, crowd.linesAWeek, dice).map((wish) => pastLine(`${person.code}-${ago}`, at, wish.sku, wish.quantity, wish.uom));
      });
      return [person.code, orders.reverse()];
    }),
  );
}

interface Arm {
  readonly memory: Memory | null;
  readonly pasts: Pasts;
  readonly dice: Dice;
}

interface Outcome {
  readonly wish: Wish;
  readonly line: ReadLine | null;
}

/** Reads one message of a customer and finds the line that each of its rows became. */
function readWeek(reader: Reader, person: Person, wishes: readonly Wish[], arm: Arm, at: Instant): Outcome[] {
  const text = wishes.map((wish) => wish.text).join('\n');
  const customer = {
    code: person.code,
    language: null,
    shipTos: [],
    history: arm.pasts.get(person.code) ?? [],
    aliases: arm.memory?.aliasesOf(person, at) ?? [],
  };
  const { lines } = reader.read({ customer, zone: 'Asia/Kolkata', turns: [{ kind: 'said', id: 'm', at, text, replyTo: null }] });
  let start = 0;
  return wishes.map((wish) => {
    const from = start;
    const to = from + wish.text.length;
    start = to + 1;
    return { wish, line: lines.find((line) => line.spans.some((span) => span.start >= from && span.start < to)) ?? null };
  });
}

const isRight = (line: ReadLine, wish: Wish): boolean => line.sku === wish.sku && line.quantityMilli === wish.quantity * 1000 && line.uom === wish.uom;

/** Nobody noticed anything: what was booked, right or wrong, was delivered. */
const delivered = (line: ReadLine, wish: Wish): { sku: string; uom: string } => ({ sku: line.sku ?? wish.sku, uom: line.uom ?? wish.uom });

/** What the desk, the customer and the delivery say about a line afterwards. */
function teachFrom({ wish, line }: Outcome, person: Person, memory: Memory, dice: Dice, at: Instant): void {
  const words = line === null || line.words.trim() === '' ? wish.phrase : line.words;
  if (line?.decision !== 'auto') return memory.teach(person, words, wish.sku, wish.uom, line?.decision === 'ask' ? 'answer' : 'desk', at);
  const { sku, uom } = delivered(line, wish);
  if (isRight(line, wish) || !dice.happens(0.9)) return memory.teach(person, words, sku, uom, 'delivery', at);
  if (sku !== wish.sku) memory.teach(person, words, sku, uom, 'wrong', at);
  memory.teach(person, words, wish.sku, wish.uom, 'desk', at);
}

function oddity({ wish, line }: Outcome): string[] {
  if (line?.decision === 'auto' && isRight(line, wish)) return [];
  const read = line === null ? 'not found' : `${line.sku} ${(line.quantityMilli ?? 0) / 1000} ${line.uom} ${line.via} ${line.p} ${line.vetoes.join()}`;
  return [`${line?.decision === 'auto' ? 'WRONG' : (line?.decision ?? 'LOST')} ${wish.kind} [${wish.text}] ${wish.sku} ← ${read} [${line?.words ?? ''}]`];
}

function countWeek(outcomes: readonly Outcome[]): Week {
  const auto = outcomes.filter(({ line }) => line?.decision === 'auto');
  const wrong = auto.filter(({ wish, line }) => line !== null && !isRight(line, wish));
  return {
    lines: outcomes.length,
    auto: auto.length,
    wrong: wrong.length,
    wrongByDrift: wrong.filter(({ wish }) => wish.kind === 'drift').length,
    lost: outcomes.filter(({ line }) => line === null).length,
    odd: outcomes.flatMap(oddity),
  };
}

/** Benches one arm over all weeks. The wishes are given, so that both arms read the same messages. */
function play(
  arm: Arm,
  people: readonly Person[],
  weeks: readonly (readonly Wish[])[][],
  readerWith: (memory: Memory | null, at: Instant) => Reader,
  tell: (line: string) => void,
): Week[] {
  return weeks.map((wishesOf, number) => {
    const at = instantFromMs(firstMonday + number * weekMs);
    if (number > 0) arm.memory?.promote(people, at);
    const reader = readerWith(arm.memory, at);
    const outcomes = people.flatMap((person, n) => {
      const week = readWeek(reader, person, wishesOf[n] ?? [], arm, at);
      if (arm.memory !== null) for (const outcome of week) teachFrom(outcome, person, arm.memory, arm.dice, at);
      const bought = week.map(({ wish }) => pastLine(`${person.code}+${number}`, at, wish.sku, wish.quantity, wish.uom));
      arm.pasts.set(person.code, [...bought, ...(arm.pasts.get(person.code) ?? [])]);
      return week;
    });
    tell(`week ${number + 1} ${arm.memory ? 'with' : 'without'} learning`);
    return countWeek(outcomes);
  });
}

/** Plays the weeks with and without alias learning; the past that the ERP knows grows in both. */
export function benchLearning(plan: LearningPlan, tell: (line: string) => void): LearningResult {
  const world = plan.data === null ? demoWorld() : worldFrom(plan.data);
  const dice = diceFor(plan.seed);
  const people = crowdOver(world.items, world.said, plan.crowd, dice);
  const past = erpPast(people, plan.crowd, dice);
  const weeks = Array.from({ length: plan.weeks }, () => people.map((person) => weekOf(person, plan.crowd.linesAWeek, dice)));
  const pastLines = [...past].flatMap(([customer, lines]) => lines.map((line) => ({ ...line, customer })));
  if (plan.trained) tell('fitting the reader');
  const model = plan.trained
    ? trainReader({ items: world.items, aliases: [], pastLines, seed: plan.seed, older: [], newest: [], present: null }).model
    : undefined;
  const readerWith = (memory: Memory | null, at: Instant): Reader => buildReader({ items: world.items, aliases: memory?.shared(at) ?? [], model });
  const memory = createMemory();
  const armOf = (of: Memory | null): Arm => ({ memory: of, pasts: new Map(past), dice: diceFor(plan.seed + 1) });
  const learning = play(armOf(memory), people, weeks, readerWith, tell);
  const baseline = play(armOf(null), people, weeks, readerWith, tell);
  return { catalogue: world.name, items: world.items.length, people: people.length, learning, baseline, aliases: memory.size() };
}

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : ((part / whole) * 100).toFixed(2));

const sumOf = (weeks: readonly Week[], of: (week: Week) => number): number => weeks.reduce((sum, week) => sum + of(week), 0);

/** The result as a table, and whether it reaches what is asked of it. */
export function learningText(result: LearningResult, showOdd: boolean): string {
  const rows = result.learning.map((week, i) => {
    const base = result.baseline[i] ?? week;
    const lost = `${week.lost} / ${base.lost}`;
    return [
      i + 1,
      week.lines,
      percent(week.auto, week.lines),
      percent(week.wrong, week.auto),
      week.wrongByDrift,
      percent(base.auto, base.lines),
      percent(base.wrong, base.auto),
      lost,
    ];
  });
  const after = result.learning.slice(4);
  const auto = sumOf(after, (week) => week.auto);
  const lines = sumOf(after, (week) => week.lines);
  const wrong = sumOf(after, (week) => week.wrong);
  return [
    ...(showOdd ? after.flatMap((week, i) => week.odd.map((line) => `week ${i + 5} ${line}`)) : []),
    `${result.catalogue}: ${result.items} items, ${result.people} customers; aliases learnt: ${result.aliases.own}, shared ${result.aliases.shared}`,
    tableOf(['week', 'lines', 'auto %', 'wrong %', 'by drift', 'auto % without', 'wrong % without', 'rows not found'], rows),
    ...(after.length === 0
      ? []
      : [
          `After four weeks: ${percent(auto, lines)} % auto (goal 97), ${percent(wrong, auto)} % of them wrong (goal 0.5; without the planted drift ${percent(wrong - sumOf(after, (week) => week.wrongByDrift), auto)})`,
        ]),
  ].join('\n');
}
