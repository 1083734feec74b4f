import { eachLine, type Check } from './check.ts';

/** V04: each line names an item that we make. An empty order is no order. */
export const itemsKnown: Check = {
  code: 'V04',
  name: 'items_known',
  own: ['ask', 'desk', 'block'],
  run: (order, { items }) => {
    if (order.lines.length === 0) return [{ outcome: 'block', lineNo: null, facts: { lines: 0 } }];
    return eachLine(order, (line) => {
      if (line.sku === null) return { outcome: line.decision === 'ask' ? 'ask' : 'desk', facts: { words: line.words, choices: line.rivals.length } };
      return items.has(line.sku) ? null : { outcome: 'block', facts: { words: line.words, sku: line.sku } };
    });
  },
};

/** V05: the reader was sure of the line, or a person settled it. */
export const readingSure: Check = {
  code: 'V05',
  name: 'reading_sure',
  own: ['ask', 'desk'],
  run: (order) =>
    eachLine(order, (line) =>
      line.decision === 'auto' || line.sku === null
        ? null
        : { outcome: line.decision === 'ask' ? 'ask' : 'desk', facts: { words: line.words, p: line.p, vetoes: line.vetoes } },
    ),
};

/** V06: the item is still sold; its successor is offered, never swapped in silently. */
export const itemsActive: Check = {
  code: 'V06',
  name: 'items_active',
  own: ['ask'],
  run: (order, { items }) =>
    eachLine(order, (line) => {
      const item = line.sku === null ? undefined : items.get(line.sku);
      return item === undefined || item.active ? null : { outcome: 'ask', facts: { sku: item.sku, name: item.name, replacedBy: item.replacedBy } };
    }),
};
