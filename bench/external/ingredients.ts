import path from 'node:path';
import { buildReader } from '../../src/engines/reading/index.ts';
import type { ReadingItem } from '../../src/engines/reading/index.ts';
import { csvRows } from '../matching/plain-files.ts';
import { spoken } from '../matching/rivals.ts';

/** How many lines of recipes were taken apart as people did it. */
export interface IngredientScore {
  readonly set: string;
  readonly lines: number;
  readonly quantity: number;
  readonly unit: number;
  readonly name: number;
  readonly all: number;
}

interface Gold {
  readonly text: string;
  readonly name: string;
  readonly quantity: number;
  readonly unit: string;
}

/** `0.5`, `#3$4` (3/4) or `1#1$2`; null for ranges and words. */
function figureOf(text: string): number | null {
  const fraction = /^(\d*)\s*#(\d+)\$(\d+)$/.exec(text);
  if (fraction) return Number(fraction[1] ?? 0) + Number(fraction[2]) / Number(fraction[3]);
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
}

const singular = (unit: string): string => unit.toLowerCase().replace(/(?<=\w{2})e?s$/, '');

function goldOf(file: string, most: number): Gold[] {
  const rows = csvRows(file).flatMap((row) => {
    const quantity = figureOf(row['quantity'] ?? '');
    const { input: text = '', name = '', unit = '' } = row;
    return quantity === null || quantity <= 0 || name === '' || text === '' ? [] : [{ text, name: name.toLowerCase(), quantity, unit: singular(unit) }];
  });
  const step = Math.max(1, Math.floor(rows.length / most));
  return rows.filter((_, i) => i % step === 0).slice(0, most);
}

const shortUnits: Readonly<Record<string, readonly string[]>> = {
  tablespoon: ['tbsp', 'tbs', 'tablespoons'],
  teaspoon: ['tsp', 'teaspoons'],
  tbsp: ['tablespoon', 'tablespoons'],
  tsp: ['teaspoon', 'teaspoons'],
  ounce: ['oz', 'ounces'],
  oz: ['ounce', 'ounces'],
  pound: ['lb', 'lbs', 'pounds'],
  lb: ['pound', 'pounds', 'lbs'],
  cup: ['cups'],
  gram: ['g', 'grams'],
  g: ['gram', 'grams'],
};

/** Every ingredient is an item that is sold in every unit of the set. */
function itemsOf(gold: readonly Gold[]): ReadingItem[] {
  const units = [...new Set(gold.map(({ unit }) => unit))].filter((unit) => unit !== '');
  const uoms = ['piece', ...units].map((uom) => ({ uom, numerator: 1, denominator: 1, aliases: shortUnits[uom] ?? [`${uom}s`] }));
  const rest = { otherNames: [], brand: null, category: '', attributes: {}, barcode: null, baseUom: 'piece', salesUom: 'piece', wholeUnits: false };
  return [...new Set(gold.map(({ name }) => name))].map((name) => ({ ...rest, sku: name, name, uoms, active: true, replacedBy: null }));
}

/** Reads recipe lines that people have marked up: quantity, unit and name of each. */
export function readIngredients(dir: string, most: number): IngredientScore[] {
  return ['cookstr-15000-clean.csv', 'tastecooking-6320.csv'].map((file) => {
    const gold = goldOf(path.join(dir, 'ingredient-phrases', file), most);
    const reader = buildReader({ items: itemsOf(gold), aliases: [] });
    const score = { quantity: 0, unit: 0, name: 0, all: 0 };
    for (const { text, name, quantity, unit } of gold) {
      const [line] = reader.read(spoken(text)).lines;
      const quantityRight = line?.quantityMilli !== null && Math.abs((line?.quantityMilli ?? 0) - quantity * 1000) <= 10;
      const unitRight = (line?.uom ?? '') === (unit === '' ? 'piece' : unit);
      const nameRight = line?.sku === name;
      score.quantity += Number(quantityRight);
      score.unit += Number(unitRight);
      score.name += Number(nameRight);
      score.all += Number(quantityRight && unitRight && nameRight);
    }
    return { set: file.replace(/-.*/, ''), lines: gold.length, ...score };
  });
}
