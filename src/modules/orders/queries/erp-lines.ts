import { minorToText } from '../../../kernel/money.ts';
import { milliToText } from '../../../kernel/quantity.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { listItems } from '../../masters/index.ts';
import type { Item } from '../../masters/contract.ts';
import type { NumberedLine } from '../domain/erp-numbers.ts';
import { skusOfGoods, type FreeGood } from '../domain/free-goods.ts';

/** A line in the canonical form that every connector gets: decimal texts, our unit and the ERP's. */
export interface ErpLine {
  readonly erpLine: number;
  readonly sku: string;
  readonly words: string;
  readonly quantity: string;
  readonly uom: string;
  readonly erpUom: string;
  readonly price: string | null;
  /** The item of the line with which it goes along free; absent: it is bought. */
  readonly freeWith?: number;
}

/** Lines as an ERP is sent them, each followed by what goes along free with it; null when one cannot be said (unit or item unknown). */
export async function listErpLines(ctx: Ctx, lines: readonly NumberedLine[], currency: string): Promise<readonly ErpLine[] | null> {
  const items = new Map((await listItems(ctx, [...skusOfGoods(lines)])).map((item) => [item.sku, item]));
  const said = lines.flatMap((line) => [boughtLine(line, items, currency), ...(line.free ?? []).map((good) => freeLine(good, line.erpLine, items))]);
  const whole = said.filter((line) => line !== null);
  return whole.length === said.length ? whole : null;
}

const erpUomOf = (items: ReadonlyMap<string, Item>, sku: string, uom: string): string | null =>
  items.get(sku)?.uoms.find((each) => each.uom === uom)?.erpUom ?? null;

function boughtLine(line: NumberedLine, items: ReadonlyMap<string, Item>, currency: string): ErpLine | null {
  const { erpLine, sku, quantityMilli, uom, words, priceMinor } = line;
  const erpUom = sku === null || uom === null ? null : erpUomOf(items, sku, uom);
  if (sku === null || uom === null || quantityMilli === null || erpUom === null) return null;
  return { erpLine, sku, words, quantity: milliToText(quantityMilli), uom, erpUom, price: priceMinor === null ? null : minorToText(priceMinor, currency) };
}

function freeLine({ sku, uom, quantityMilli, erpLine }: FreeGood, freeWith: number, items: ReadonlyMap<string, Item>): ErpLine | null {
  const erpUom = erpUomOf(items, sku, uom);
  if (erpUom === null || erpLine === undefined) return null;
  return { erpLine, sku, words: '', quantity: milliToText(quantityMilli), uom, erpUom, price: null, freeWith };
}
