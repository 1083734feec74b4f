import { createHash } from 'node:crypto';
import type { BusinessDate } from '../../../kernel/time.ts';
import { addDays, businessDateIn, instantFromMs } from '../../../kernel/time.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { ReferencedDocument, ReferencePage } from '../../kit/types.ts';
import { erpKeyOf, voucherOf } from '../map/voucher.ts';
import type { Voucher } from '../map/voucher.ts';
import { readState } from '../read/book.ts';
import { bookOf } from '../read/reading.ts';
import type { TemplateName } from '../wire/templates.ts';
import type { Writing } from './tools.ts';

const ours = /^MO[0-9A-HJKMNP-TV-Z]{14}$/;

/** What of a voucher people would call changed. */
function digestOf(voucher: Voucher): string {
  const goods = (lines: Voucher['goods']) =>
    lines.map((line) => [line.item, line.measures, line.amount, line.batches.map((batch) => [batch.godown, batch.batch])]);
  const what = [
    voucher.party,
    voucher.date,
    goods(voucher.goods),
    goods(voucher.inward),
    goods(voucher.outward),
    voucher.ledgers.map((line) => [line.ledger, line.amount]),
  ];
  return createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 32);
}

const documentOf = (company: string, voucher: Voucher): ReferencedDocument => ({
  erpKey: erpKeyOf(company, voucher),
  reference: ours.test(voucher.reference) ? voucher.reference : '',
  state: voucher.cancelled ? 'cancelled' : 'open',
  digest: digestOf(voucher),
  // Tally keeps the order of changes, not their time
  changedAt: null,
});

interface Cursor {
  readonly c: number;
  readonly at: number;
}

/** Vouchers of a type that are dated on or after a day. (Tally does not say when one was made or changed; a change of an older one is found by its number of changes, in deltas.) Throws `ErpReadError`. */
export async function referencesOf(writing: Writing, template: TemplateName, since: string, cursorText: string | null): Promise<ReferencePage> {
  const cursor: Cursor = cursorText === null ? { c: 0, at: 0 } : (JSON.parse(cursorText) as Cursor);
  const tools = writing.companies[cursor.c];
  if (tools === undefined) return { documents: [], nextCursor: null };
  const read = await readState(writing.client, tools.company);
  if (read.kind !== 'state') throw new ErpReadError(read);
  const book = await bookOf(tools);
  const window = writing.settings.pageSize * 4;
  const upTo = cursor.at + window >= read.state.lastVoucherChange ? null : cursor.at + window;
  const today = businessDateIn(tools.company.zone, instantFromMs(writing.now()));
  const period = { from: since.slice(0, 10) as BusinessDate, to: addDays(today, 366) };
  const wanted = { by: 'master', after: cursor.at, upTo } as const;
  const answer = await writing.client.read('references', { name: template, company: tools.company.name, wanted, period });
  if (answer.kind !== 'ok') throw new ErpReadError(answer);
  const next: Cursor = upTo === null ? { c: cursor.c + 1, at: 0 } : { c: cursor.c, at: upTo };
  return {
    documents: answer.rows.map((row) => documentOf(tools.company.code, voucherOf(row, book))),
    nextCursor: writing.companies[next.c] === undefined ? null : JSON.stringify(next),
  };
}
