import { addDays } from '../../../kernel/time.ts';
import type { BusinessDate } from '../../../kernel/time.ts';
import { exactJsonFormat } from '../../kit/format.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf, literalOf } from '../../kit/odata4/codec.ts';
import type { ErpFailure, ExecuteOutcome, FindOutcome } from '../../kit/types.ts';
import type { FoAnswer, Unknown } from '../client.ts';
import { converted } from '../map/units.ts';
import { areaOf } from '../map/fields.ts';
import { itemsByNumber } from '../read/items.ts';
import { both, ourCompanies } from '../read/reading.ts';
import { dataAreaOf, documentKey, parseKey } from '../settings.ts';
import { beforeSending, readRows, refused, type Tools } from './tools.ts';

/** Puts a message of the shop floor into the queue. The ERP answers at once and books later, in the order of the messages of a production order. */
export const sendMessage = (type: string, dataAreaId: string, content: unknown, { client, record }: Tools): Promise<FoAnswer | ErpFailure | Unknown> =>
  client.call(
    'create',
    '/api/services/SysMessageServices/SysMessageService/SendMessage',
    { _companyId: dataAreaId.toUpperCase(), _messageQueue: 'JmgMES3P', _messageType: type, _messageContent: String(exactJsonFormat.encode(content)) },
    record,
  );

/** A production order that a booking is for. */
export interface Target {
  readonly kind: 'target';
  readonly dataAreaId: string;
  readonly number: string;
  readonly row: WireRecord;
}

const notStarted = ['Created', 'CostEstimated', 'Scheduled'];

/** Looks the production order up: messages for one that cannot be booked on would fail where nobody sees it. */
export async function targetOf(company: string, erpNumber: string, step: string, tools: Tools): Promise<Target | ErpFailure> {
  const { companies, number } = parseKey(tools.settings, erpNumber);
  const wanted = dataAreaOf(tools.settings, 'company', company);
  const among = wanted === undefined ? companies : companies.filter((one) => one === wanted);
  const filter = both(ourCompanies(tools.settings, among), `ProductionOrderNumber eq ${literalOf('text', number)}`);
  const found = await readRows(step, 'ProductionOrderHeaders', filter, tools);
  if (found.kind !== 'rows') return found;
  const [row, other] = found.rows;
  if (!row) return refused('unknown_production_order', `the ERP has no production order ${number}`, 'ProductionOrderNumber');
  return other ? refused('ambiguous_number', `several companies have a production order ${number}`) : { kind: 'target', dataAreaId: areaOf(row), number, row };
}

/** A refusal of ours for an order that takes no bookings now. */
export function closedTo(target: Target): ErpFailure | null {
  const status = textOf(target.row, 'ProductionOrderStatus');
  if (notStarted.includes(status)) return refused('not_released', `production order ${target.number} is not released (${status})`);
  return status === 'Completed' ? refused('ended', `production order ${target.number} is ended`) : null;
}

/** A quantity in the item's inventory unit, which is what messages count in. */
export async function inInventory(sku: string, quantity: string, erpUom: string, step: string, tools: Tools): Promise<string | ErpFailure> {
  const items = await beforeSending(() =>
    itemsByNumber({ ...tools, client: { ...tools.client, get: (name, path) => tools.client.get(name, path, tools.record) } }, step, [sku], false),
  );
  if ('kind' in items) return items as ErpFailure;
  const units = items.get(sku)?.units ?? [];
  const [base] = units;
  const unit = units.find((one) => one.erpUom === erpUom);
  if (!base) return refused('unknown_item', `the ERP has no item ${sku}`, 'ItemNumber');
  if (!unit) return refused('unknown_unit', `item ${sku} has no unit ${erpUom}`, 'ItemNumber');
  return converted(quantity, unit, base) ?? refused('quantity_not_exact', `${quantity} ${erpUom} of ${sku} is no exact quantity in ${base.erpUom}`);
}

/** A filter: the field's moment lies in the day. */
export const onDay = (field: string, day: string): string => `${field} ge ${day}T00:00:00Z and ${field} lt ${addDays(day as BusinessDate, 1)}T00:00:00Z`;

/** The key of a journal line. */
export const lineKey = (row: WireRecord, tools: Tools): string =>
  documentKey(tools.settings, areaOf(row), `${textOf(row, 'JournalNumber')}:${textOf(row, 'JournalLineNumber')}`);

/** The journal line of a key. */
export async function readLine(
  step: string,
  set: string,
  erpKey: string,
  tools: Tools,
): Promise<{ readonly kind: 'line'; readonly row: WireRecord } | ErpFailure> {
  const { companies, number } = parseKey(tools.settings, erpKey);
  const [journal = '', line = ''] = number.split(':');
  const filter = both(
    ourCompanies(tools.settings, companies),
    `JournalNumber eq ${literalOf('text', journal)}`,
    `JournalLineNumber eq ${literalOf('number', line)}`,
  );
  const found = await readRows(step, set, filter, tools);
  if (found.kind !== 'rows') return found;
  const [row] = found.rows;
  return row ? { kind: 'line', row } : { kind: 'transient', why: 'not_booked_yet' };
}

/** What rows of journals that fit a booking say. Those with our reference are ours; equal ones without are, when the settings say so. */
export function foundAmong(rows: readonly WireRecord[], byReference: boolean, tools: Tools): FindOutcome {
  const keys = rows.map((row) => lineKey(row, tools));
  const [only] = keys;
  if (only === undefined) return { kind: 'absent' };
  return keys.length === 1 && (byReference || tools.settings.equalBookings === 'same') ? { kind: 'found', erpKey: only } : { kind: 'ambiguous', erpKeys: keys };
}

const lookEveryMs = 500;

/** Waits for the message processor: until the booking is found, or as long as the settings allow. A message in the queue is in doubt: it may fail there. */
export async function waitForBooking(find: () => Promise<FindOutcome>, tools: Tools): Promise<ExecuteOutcome> {
  const until = tools.now() + tools.settings.messageWaitMs;
  for (;;) {
    const found = await find();
    if (found.kind === 'found') return { kind: 'committed', erpKey: found.erpKey, warnings: [] };
    if (found.kind !== 'absent' || tools.now() >= until) return { kind: 'unknown', why: found.kind === 'absent' ? 'queued' : `queued_${found.kind}` };
    await tools.sleep(lookEveryMs);
  }
}

/** The day of a journal line. */
export const bookedOn = (row: WireRecord, field: string): string => dayOf(row, field) ?? '';
