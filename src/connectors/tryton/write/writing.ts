import type { ErpFailure, ExecuteOutcome } from '../../kit/types.ts';
import type { CallSink, TrytonClient } from '../client.ts';
import type { TrytonSettings } from '../settings.ts';
import type { Row } from '../wire.ts';
import { idOf, linked, text } from '../wire.ts';

/** What the writers of one connection share. */
export interface Writing {
  readonly client: TrytonClient;
  readonly settings: TrytonSettings;
  readonly record: CallSink;
}

/** A refusal before anything was sent. */
export const refused = (code: string, said: string, field: string | null = null): ErpFailure => ({ kind: 'rejected', code, text: said, field });

/** Record numbers by a code, and which codes there are none for. */
export async function idsBy(
  model: string,
  field: string,
  codes: readonly string[],
  { client, record }: Writing,
): Promise<ReadonlyMap<string, number> | ErpFailure> {
  const found = await client.search('look up', { model, domain: [[field, 'in', [...new Set(codes)]]], fields: [field] }, record);
  return found.kind === 'ok' ? new Map(found.rows.map((row) => [text(row, field), idOf(row)])) : found;
}

/** Whether a look-up went wrong. */
export const isFailure = (value: ReadonlyMap<string, number> | ErpFailure): value is ErpFailure => 'kind' in value;

/** Products and units of lines by their codes; a refusal names the first that is not there. */
export async function goodsOf(
  lines: readonly { readonly sku: string; readonly erpUom: string }[],
  writing: Writing,
): Promise<{ readonly kind: 'ok'; readonly product: (sku: string) => number; readonly uom: (symbol: string) => number } | ErpFailure> {
  const products = await idsBy(
    'product.product',
    'code',
    lines.map((line) => line.sku),
    writing,
  );
  if (isFailure(products)) return products;
  const uoms = await idsBy(
    'product.uom',
    'symbol',
    lines.map((line) => line.erpUom),
    writing,
  );
  if (isFailure(uoms)) return uoms;
  const missing = lines.find((line) => !products.has(line.sku));
  if (missing) return refused('unknown_item', `Tryton has no product with the code ${missing.sku}`, 'sku');
  const unit = lines.find((line) => !uoms.has(line.erpUom));
  if (unit) return refused('unknown_unit', `Tryton has no unit ${unit.erpUom}`, 'erpUom');
  return { kind: 'ok', product: (sku) => products.get(sku) ?? 0, uom: (symbol) => uoms.get(symbol) ?? 0 };
}

/** Runs buttons one after the other, each a transaction of its own; gives the first that fails. */
export async function press(
  model: string,
  id: number,
  buttons: readonly string[],
  { client, record }: Writing,
): Promise<Exclude<ExecuteOutcome, { kind: 'committed' }> | null> {
  for (const button of buttons) {
    const answer = await client.write(button, `model.${model}.${button}`, [[id]], record);
    if (answer.kind !== 'ok') return answer;
    if (button === 'assign_try' && answer.value === false)
      return refused('not_enough_stock', 'Tryton could not assign all goods: there is not enough stock at the place');
  }
  return null;
}

/** After a refusal half way: the steps back. A failure stays what it was when they succeed; else nothing is certain. */
export async function takenBack(
  failure: Exclude<ExecuteOutcome, { kind: 'committed' }>,
  model: string,
  id: number,
  steps: readonly string[],
  writing: Writing,
): Promise<ExecuteOutcome> {
  if (failure.kind === 'unknown') return failure;
  const back = await press(model, id, steps, writing);
  return back === null ? failure : { kind: 'unknown', why: `not_taken_back_${back.kind}` };
}

/** Code of the product of a line. */
export const skuOf = (row: Row): string => text(linked(row, 'product'), 'code');
