import type { Ask, AskOption, Aspect } from '../types.ts';
import type { FoldContext } from './draft.ts';
import { differs, type Finished } from './finish.ts';

const option = (label: string, rest: Partial<AskOption>): AskOption => ({ label, sku: null, quantityMilli: null, uom: null, value: null, ...rest });

const milliText = (milli: number): string => String(milli / 1000);

/** Items to choose from, each labelled by what tells it from the others. */
function itemOptions(items: readonly number[], context: FoldContext): AskOption[] {
  const shown = [...new Set(items)].filter((item) => context.catalogue.items[item]?.active).slice(0, 5);
  return shown.map((item) => {
    const other = shown.find((one) => one !== item) ?? null;
    const label = shown.length > 2 || other === null ? (context.catalogue.items[item]?.name ?? '') : differs(context, item, other).join(' ');
    return option(label, { sku: context.catalogue.items[item]?.sku ?? null });
  });
}

function successor(item: number, context: FoldContext): number[] {
  const next = context.catalogue.bySku.get(context.catalogue.items[item]?.replacedBy ?? '');
  return next === undefined ? [] : [next];
}

function optionsFor(aspect: Aspect, finished: Finished, context: FoldContext): AskOption[] {
  const { item, line } = finished;
  if (aspect === 'quantity')
    return [...new Set(finished.quantities)].slice(0, 5).map((milli) => option(milliText(milli), { quantityMilli: milli, uom: line.uom }));
  if (item === null) return [];
  if (aspect === 'uom') return (context.catalogue.items[item]?.uoms ?? []).slice(0, 5).map((unit) => option(unit.uom, { uom: unit.uom }));
  if (aspect === 'discontinued') {
    const next = successor(item, context);
    return itemOptions(next.length > 0 ? next : finished.rivals, context);
  }
  if (aspect === 'item' || aspect === 'size' || aspect === 'variant' || aspect === 'conflict') return itemOptions([item, ...finished.rivals], context);
  return [];
}

/** One question a line, about the first thing that is open: the item before the unit before the quantity. */
const order: readonly Aspect[] = ['discontinued', 'not_in_catalogue', 'conflict', 'item', 'size', 'variant', 'uom', 'quantity', 'price'];

/** The questions about lines that the customer can settle, in the order of the lines. */
export function lineAsks(finished: readonly Finished[], context: FoldContext): Ask[] {
  return finished.flatMap((one) => {
    if (one.line.decision !== 'ask') return [];
    const aspect = order.find((name) => one.line.open.includes(name));
    if (aspect === undefined || aspect === 'price') return [];
    return [{ aspect, lineId: one.line.id, words: one.line.words, options: optionsFor(aspect, one, context) }];
  });
}
