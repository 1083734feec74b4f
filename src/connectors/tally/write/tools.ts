import { addDays, businessDateIn, instantFromMs } from '../../../kernel/time.ts';
import type { BusinessDate } from '../../../kernel/time.ts';
import type { ErpFailure, FindOutcome } from '../../kit/types.ts';
import type { CallSink, TallyClient } from '../client.ts';
import { erpKeyOf, partsOfKey, voucherOf } from '../map/voucher.ts';
import type { Voucher } from '../map/voucher.ts';
import { readState } from '../read/book.ts';
import type { CompanyTools } from '../read/reading.ts';
import type { TallySettings } from '../settings.ts';
import type { Wanted } from '../wire/templates.ts';

/** A name that is older may have been changed meanwhile; Tally then says that there is no such master, and the book is looked at again. */
export const bookAgeMs = 60_000;

/** What writers of one connection work with. */
export interface Writing {
  readonly client: TallyClient;
  readonly settings: TallySettings;
  readonly now: () => number;
  readonly companies: readonly CompanyTools[];
  /** Whether a company's collections of vouchers have been seen to give any, and until when that is believed. */
  readonly proven: Map<string, number>;
}

/** One failure that is ours to say before anything is sent. */
export const refused = (code: string, text: string, field: string | null = null): Extract<ErpFailure, { kind: 'rejected' }> => ({
  kind: 'rejected',
  code,
  text,
  field,
});

/** The company that a booking names: by its code, an order by its sales organisation; the only one where none is named. */
export function companyFor(writing: Writing, name: string): CompanyTools | ErpFailure {
  const found = writing.companies.find(({ company }) => company.code === name || company.salesOrg === name);
  const [only, ...others] = writing.companies;
  return found ?? (name === '' && only !== undefined && others.length === 0 ? only : refused('unknown_company', `no company ${name} is connected`, 'company'));
}

const earliest = (a: string, b: string): string => (a < b ? a : b);
const latest = (a: string, b: string): string => (a < b ? b : a);

/** Days in which a voucher of a day, or of today, can be: dates are changed by hand, and orders are written ahead. */
function periodAround(writing: Writing, tools: CompanyTools, date: string | null) {
  const today = businessDateIn(tools.company.zone, instantFromMs(writing.now()));
  const from = addDays(earliest(date ?? today, today) as BusinessDate, -writing.settings.findDays);
  return { from, to: addDays(latest(date ?? today, today) as BusinessDate, 366) };
}

/** All vouchers, for those that are named by their id: their date is not known. */
const allDays = { from: '1990-01-01', to: '2099-12-31' };

async function readVouchers(
  writing: Writing,
  tools: CompanyTools,
  step: string,
  wanted: Wanted,
  period: { readonly from: string; readonly to: string },
  record: CallSink,
): Promise<{ readonly kind: 'rows'; readonly vouchers: readonly Voucher[] } | ErpFailure> {
  const outcome = await tools.book(bookAgeMs, record);
  if (outcome.kind !== 'book') return outcome;
  const answer = await writing.client.read(step, { name: 'vouchers', company: tools.company.name, wanted, period }, record);
  return answer.kind === 'ok' ? { kind: 'rows', vouchers: answer.rows.map((row) => voucherOf(row, outcome.book)) } : answer;
}

const proofMs = 600_000;

/**
 * In some installations a collection of vouchers gives nothing, and no error. So "there is none" is believed only of a company whose collections
 * have been seen to give something, or whose counter says that it has no vouchers at all.
 */
async function prove(writing: Writing, tools: CompanyTools, record: CallSink): Promise<ErpFailure | null> {
  const { code, name } = tools.company;
  if ((writing.proven.get(code) ?? 0) > writing.now()) return null;
  const read = await readState(writing.client, tools.company, record);
  if (read.kind !== 'state') return read;
  const last = read.state.lastVoucherChange;
  for (let back = 200; last > 0; back *= 20) {
    const wanted: Wanted = { by: 'alter', after: Math.max(0, last - back), upTo: null };
    const answer = await writing.client.read('find', { name: 'voucherProof', company: name, wanted, period: allDays }, record);
    if (answer.kind !== 'ok') return answer;
    if (answer.rows.length > 0) break;
    if (back >= last) return { kind: 'transient', why: 'voucher_collection_gives_nothing' };
  }
  writing.proven.set(code, writing.now() + proofMs);
  return null;
}

/** The vouchers that carry a reference; proven where there is none. */
export async function findByReference(
  writing: Writing,
  tools: CompanyTools,
  reference: string,
  date: string | null,
  record: CallSink,
): Promise<{ readonly kind: 'rows'; readonly vouchers: readonly Voucher[] } | ErpFailure> {
  const found = await readVouchers(writing, tools, 'find', { by: 'reference', reference }, periodAround(writing, tools, date), record);
  if (found.kind !== 'rows' || found.vouchers.length > 0) {
    if (found.kind === 'rows') writing.proven.set(tools.company.code, writing.now() + proofMs);
    return found;
  }
  return (await prove(writing, tools, record)) ?? found;
}

/** Cancelled ones do not count as long as another one lives; one that is alone is found, so that a person's cancelling is never undone. */
export function outcomeOf(company: string, vouchers: readonly Voucher[]): FindOutcome {
  const alive = vouchers.filter((voucher) => !voucher.cancelled);
  if (alive.length > 1) return { kind: 'ambiguous', erpKeys: alive.map((voucher) => erpKeyOf(company, voucher)) };
  const one = alive[0] ?? vouchers.at(-1);
  return one === undefined ? { kind: 'absent' } : { kind: 'found', erpKey: erpKeyOf(company, one) };
}

/** A voucher by our key of it. Refused when there is none, or when the one with that id has another number: after a split ids start anew. */
export async function readByKey(
  writing: Writing,
  step: string,
  erpKey: string,
  record: CallSink,
): Promise<{ readonly kind: 'voucher'; readonly voucher: Voucher; readonly tools: CompanyTools } | ErpFailure> {
  const parts = partsOfKey(erpKey);
  const tools = parts ? companyFor(writing, parts.company) : refused('unknown_document', `${erpKey} names no voucher`);
  if (parts === null || 'kind' in tools) return tools as ErpFailure;
  const read = await readVouchers(writing, tools, step, { by: 'id', id: parts.masterId }, allDays, record);
  if (read.kind !== 'rows') return read;
  const voucher = read.vouchers.find((one) => one.number === parts.number);
  return voucher ? { kind: 'voucher', voucher, tools } : refused('unknown_document', `Tally has no voucher ${erpKey}`);
}
