import { aliasKey, type ReadingItem } from '../../src/engines/reading/index.ts';
import { freeName, mistyped, type Dice } from './phrases.ts';

/** An item that somebody buys again and again, by a name of its own. */
export interface Habit {
  readonly item: ReadingItem;
  readonly phrase: string;
  readonly quantity: number;
}

/** A customer of the simulation. */
export interface Person {
  readonly code: string;
  readonly region: string;
  readonly habits: readonly Habit[];
}

/** What a customer wrote in one line, and what was meant. */
export interface Wish {
  readonly text: string;
  readonly phrase: string;
  readonly sku: string;
  readonly quantity: number;
  readonly uom: string;
  readonly kind: 'same' | 'typo' | 'new' | 'drift';
}

/** How many people with how much. */
export interface Crowd {
  readonly people: number;
  readonly habits: number;
  readonly linesAWeek: number;
}

const quantities = [2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25];
const regions = 6;

/** A name for the item that this person uses for nothing else. */
function ownPhrase(item: ReadingItem, said: readonly string[], taken: Set<string>, dice: Dice): string {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const phrase = attempt < 4 ? dice.pick(said, freeName(item, dice)) : freeName(item, dice);
    const key = aliasKey(phrase);
    if (key === '' || taken.has(key)) continue;
    taken.add(key);
    return phrase;
  }
  return item.name.toLowerCase();
}

/** People with habits over a catalogue. `said`: names that customers really used for an item, where they are known. */
export function crowdOver(items: readonly ReadingItem[], said: ReadonlyMap<string, readonly string[]>, crowd: Crowd, dice: Dice): Person[] {
  const sold = items.filter((item) => item.active);
  return Array.from({ length: crowd.people }, (_, n) => {
    const taken = new Set<string>();
    const pool = [...sold];
    const habits = Array.from({ length: Math.min(crowd.habits, sold.length) }, () => {
      const [item] = pool.splice(dice.below(pool.length), 1);
      return item ? [{ item, phrase: ownPhrase(item, said.get(item.sku) ?? [], taken, dice), quantity: dice.pick(quantities, 5) }] : [];
    }).flat();
    return { code: `P${n + 1}`, region: `R${n % regions}`, habits };
  });
}

const near = (quantity: number, dice: Dice): number => Math.max(1, Math.round(quantity * (0.7 + dice.below(7) / 10)));

/** One line: four in five times the usual words, else a slip in them or new words; now and then the usual words mean something else. */
function wishOf(person: Person, habit: Habit, dice: Dice): Wish {
  const drifts = dice.happens(0.003);
  const roll = dice.below(100);
  const kind = drifts ? 'drift' : roll < 80 ? 'same' : roll < 92 ? 'typo' : 'new';
  const meant = drifts ? dice.pick(person.habits, habit) : habit;
  const phrase = kind === 'typo' ? mistyped(habit.phrase, dice) : kind === 'new' ? freeName(habit.item, dice, 0.92) : habit.phrase;
  const quantity = near(meant.quantity, dice);
  const { sku, salesUom: uom, uoms } = meant.item;
  const word = uoms.find((unit) => unit.uom === uom)?.aliases.find((alias) => /^[a-z]{2,}$/.test(alias)) ?? uom.toLowerCase();
  return { text: `${phrase} - ${quantity} ${word}`, phrase, sku, quantity, uom, kind };
}

/** What a person orders in a week: lines of one message, no item twice. */
export function weekOf(person: Person, lines: number, dice: Dice): Wish[] {
  const pool = [...person.habits];
  return Array.from({ length: Math.min(lines, pool.length) }, () => pool.splice(dice.below(pool.length), 1).map((habit) => wishOf(person, habit, dice))).flat();
}
