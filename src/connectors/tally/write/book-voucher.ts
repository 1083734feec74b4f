import type { ErpFailure, ExecuteOutcome } from '../../kit/types.ts';
import type { CallSink, Imported } from '../client.ts';
import { erpKeyOf } from '../map/voucher.ts';
import { classify } from '../messages.ts';
import type { CompanyTools } from '../read/reading.ts';
import { cancelXml, createXml } from './voucher-xml.ts';
import type { VoucherDraft } from './voucher-xml.ts';
import { findByReference, readByKey, refused } from './tools.ts';
import type { Writing } from './tools.ts';

/** What an import that was answered has certainly not done, in Tally's words; null when it may have done something. */
export function complaintOf(imported: Extract<Imported, { kind: 'counted' }>): ErpFailure | null {
  const { created, altered, cancelled, errors, lines } = imported.counts;
  const [line] = lines;
  // a complaint is a failure even with ERRORS 0; something that was counted all the same has to be looked at
  if (line !== undefined && created + altered + cancelled === 0) return classify(line);
  return errors > 0 && created + altered + cancelled === 0 ? refused('no_reason', `Tally counted ${errors} errors and said no more`) : null;
}

/**
 * Imports a new voucher and looks for it: the counters are not believed. A failure means that Tally booked nothing. Tally books before it answers,
 * so an answer after which the voucher is not there is the certainty that nothing was done.
 */
export async function bookVoucher(writing: Writing, tools: CompanyTools, draft: VoucherDraft, record: CallSink): Promise<ExecuteOutcome> {
  const imported = await writing.client.importVoucher('create', tools.company.name, createXml(draft), record);
  if (imported.kind !== 'counted') return imported;
  const complaint = complaintOf(imported);
  if (complaint) return complaint;
  const found = await findByReference(writing, tools, draft.reference, draft.date, record);
  if (found.kind !== 'rows') return { kind: 'unknown', why: `not_looked_up_${found.kind}` };
  const alive = found.vouchers.filter((voucher) => !voucher.cancelled);
  const booked = alive.find((voucher) => voucher.masterId === imported.counts.lastVoucher) ?? alive.at(-1);
  if (booked) return { kind: 'committed', erpKey: erpKeyOf(tools.company.code, booked), warnings: imported.counts.lines };
  return imported.counts.created + imported.counts.altered > 0
    ? { kind: 'unknown', why: 'counted_but_not_there' }
    : refused('nothing_done', 'Tally answered, counted nothing, complained of nothing and booked nothing');
}

/** Cancels a voucher of ours, and looks whether it is: Tally answers CANCELLED 0 for cancellations that it has made. Twice is once. */
export async function cancelVoucher(writing: Writing, erpKey: string, narration: string, record: CallSink): Promise<ExecuteOutcome> {
  const read = await readByKey(writing, 'read', erpKey, record);
  if (read.kind !== 'voucher') return read;
  if (read.voucher.cancelled) return { kind: 'committed', erpKey, warnings: [] };
  const imported = await writing.client.importVoucher('cancel', read.tools.company.name, cancelXml(read.voucher, narration), record);
  if (imported.kind !== 'counted') return imported;
  const after = await readByKey(writing, 'verify', erpKey, record);
  if (after.kind !== 'voucher') return { kind: 'unknown', why: `not_looked_up_${after.kind}` };
  if (after.voucher.cancelled) return { kind: 'committed', erpKey, warnings: imported.counts.lines };
  return complaintOf(imported) ?? refused('nothing_done', 'Tally answered and did not cancel the voucher');
}
