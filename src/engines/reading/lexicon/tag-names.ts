/** What stands after the name of a meaning: nothing, a figure (`num 2`, `weekday 3`), or a unit class (`dual case`). */
export type TagArgument = 'none' | 'figure' | 'unit';

const plain = [
  'add', 'address', 'all', 'ambiguous', 'and', 'approve', 'avail', 'before', 'big', 'both', 'but', 'by', 'cancel', 'clock', 'codeprefix', 'command',
  'complaint', 'condition', 'count', 'dateword', 'daytime', 'dearest', 'deliver', 'dest', 'discount', 'docword', 'double', 'each', 'end', 'festival', 'filler',
  'from', 'future', 'greet', 'half', 'header', 'if', 'info', 'instead', 'itemno', 'kal', 'keep', 'last', 'late', 'lead', 'less', 'lower', 'medium', 'minusquarter', 'misdial', 'more', 'next', 'no',
  'not', 'numword', 'or', 'order', 'parso', 'payment', 'person', 'place', 'plushalf', 'plusquarter', 'ponum', 'price', 'priceat', 'pricefor', 'pricein', 'priceper', 'priceset', 'quarter', 'question', 'quote', 'raise', 'reason', 'received',
  'refer', 'remove', 'repeat', 'rest', 'set', 'shipment', 'sku', 'small', 'sorry', 'swap', 'swapby', 'swapof', 'swapto', 'talk', 'thereto', 'this', 'to', 'triple', 'until', 'urgent', 'usual', 'verb', 'wala',
  'wedding', 'week', 'ya', 'yes',
]; // prettier-ignore
const figures = ['num', 'times', 'ordinal', 'day', 'weekday', 'month'];

/** Every meaning that the reader knows, with what stands after its name. A word under another name would do nothing. */
export const tagNames: ReadonlyMap<string, TagArgument> = new Map([
  ...plain.map((name) => [name, 'none'] as const),
  ...figures.map((name) => [name, 'figure'] as const),
  ['dual', 'unit'] as const,
]);
