import type { Delivery, ProofOfDelivery } from '../../../modules/sync/contract.ts';
import { deliverySchema, proofOfDeliverySchema } from '../../../modules/sync/contract.ts';
import { sameDecimal } from '../../kit/decimal.ts';
import { jsonNumber } from '../../kit/format.ts';
import { isRecord, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import type { Difference } from '../map/sales-order.ts';
import { subinventoryFor } from '../map/stock.ts';
import { childRows, dayOf, quoted } from '../wire.ts';
import { ask, refusal, type Tools } from './tools.ts';

const deliveryOf = (command: ErpCommand): Delivery => deliverySchema.parse(command.payload);
const proofOf = (command: ErpCommand): ProofOfDelivery => proofOfDeliverySchema.parse(command.payload);

type Shipment = { readonly kind: 'shipment'; readonly row: WireRecord | null } | ErpFailure;

/** A shipment by its name: ours carry the reference as name. */
async function shipment(name: string, step: string, tools: Tools): Promise<Shipment> {
  const asked = await ask(tools, step, 'shipments', `Shipment = ${quoted(name)}`, 'unpackedShipmentLines');
  return asked.kind === 'rows' ? { kind: 'shipment', row: asked.rows[0] ?? null } : asked;
}

/** The errors that an answer of Shipping carries; null when there are none. */
function errorsOf(json: unknown): ErpFailure | null {
  const errors = isRecord(json) ? childRows(json, 'errors') : [];
  const [first] = errors;
  return first ? refusal(textOf(first, 'MessageName') || 'shipping_error', errors.map((row) => textOf(row, 'MessageText')).join(' · ')) : null;
}

async function request(action: string, body: Record<string, unknown>, step: string, tools: Tools): Promise<ExecuteOutcome | { readonly kind: 'done' }> {
  const answer = await tools.client.write({
    step,
    method: 'POST',
    path: `${tools.settings.scmPath}/shipmentTransactionRequests`,
    body: { ActionCode: action, shipments: [body] },
    record: tools.record,
  });
  if (answer.kind !== 'ok') return answer;
  return errorsOf(answer.json) ?? { kind: 'done' };
}

/** Finds the shipment that is named by our reference. */
export async function findDelivery(command: ErpCommand, tools: Tools): Promise<FindOutcome> {
  const found = await shipment(command.reference, 'find', tools);
  if (found.kind !== 'shipment') return found;
  return found.row ? { kind: 'found', erpKey: command.reference } : { kind: 'absent' };
}

/** The lines of the shipment, each with the id of the line that waits for it; or why there is none. */
async function shipmentLines(
  delivery: Delivery,
  tools: Tools,
): Promise<{ readonly kind: 'lines'; readonly organization: string; readonly lines: readonly object[] } | ErpFailure> {
  const places = delivery.lines.map((line) => subinventoryFor(line.place, 'free', tools.settings));
  const organizations = new Set(places.map((place) => place?.organization ?? ''));
  const [organization = ''] = organizations;
  if (organizations.size !== 1 || organization === '') return refusal('several_organizations', 'one shipment leaves from one organization', 'lines');
  const waiting = await ask(tools, 'read', 'shipmentLines', `Order = ${quoted(delivery.erpNumber)}`);
  if (waiting.kind !== 'rows') return waiting;
  const open = waiting.rows.filter((row) => textOf(row, 'Shipment') === '');
  const lines: object[] = [];
  for (const [index, line] of delivery.lines.entries()) {
    const row = open.find((one) => Number(textOf(one, 'OrderLine')) === line.erpLine && textOf(one, 'Item') === line.sku);
    if (!row)
      return refusal('no_open_line', `order ${delivery.erpNumber} has no line ${line.erpLine} of ${line.sku} that waits to be shipped`, `line ${line.erpLine}`);
    const unit = textOf(row, 'ShippedQuantityUOMCode');
    if (unit !== '' && unit !== line.erpUom) return refusal('other_unit', `line ${line.erpLine} is in ${unit}, not in ${line.erpUom}`, `line ${line.erpLine}`);
    lines.push({
      ShipmentLine: jsonNumber(textOf(row, 'ShipmentLine')),
      ShippedQuantity: jsonNumber(line.quantity),
      Subinventory: places[index]?.subinventory ?? '',
      ...(line.lot === '' ? {} : { LotNumber: line.lot }),
    });
  }
  return { kind: 'lines', organization, lines };
}

/** Creates and confirms a shipment in one request. Errors come with a 201: whether the shipment is there all the same is looked up. */
export async function executeDelivery(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const delivery = deliveryOf(command);
  const found = await shipmentLines(delivery, tools);
  if (found.kind !== 'lines') return found;
  const body = {
    Shipment: command.reference,
    OrganizationCode: found.organization,
    ActualShipDate: `${delivery.shippedOn}T00:00:00+00:00`,
    ...(delivery.carrier === '' ? {} : { Carrier: delivery.carrier }),
    shipmentLines: found.lines,
  };
  const sent = await request('CreateAndConfirmShipment', body, 'create', tools);
  if (sent.kind === 'done') return { kind: 'committed', erpKey: command.reference, warnings: [] };
  if (sent.kind !== 'rejected') return sent;
  const there = await shipment(command.reference, 'check', tools);
  if (there.kind !== 'shipment') return { kind: 'unknown', why: 'refused_not_read' };
  return there.row ? { kind: 'committed', erpKey: command.reference, warnings: [sent.text] } : sent;
}

/** Compares the shipment with what was asked for. */
export async function verifyDelivery(command: ErpCommand, tools: Tools): Promise<VerifyOutcome> {
  const delivery = deliveryOf(command);
  const found = await shipment(command.reference, 'verify', tools);
  if (found.kind !== 'shipment') return found;
  if (!found.row) return { kind: 'different', fields: [{ field: 'shipment', ours: command.reference, theirs: '' }] };
  const { row } = found;
  const lines = childRows(row, 'unpackedShipmentLines');
  const day = dayOf(row, 'ActualShipDate') ?? '';
  const fields: Difference[] = day === delivery.shippedOn ? [] : [{ field: 'shipped_on', ours: delivery.shippedOn, theirs: day }];
  for (const line of delivery.lines) {
    const theirs = lines.find(
      (one) => Number(textOf(one, 'OrderLine')) === line.erpLine && textOf(one, 'Item') === line.sku && textOf(one, 'LotNumber') === line.lot,
    );
    const quantity = theirs ? textOf(theirs, 'ShippedQuantity') : '';
    if (!sameDecimal(line.quantity, quantity)) fields.push({ field: `line ${line.erpLine} quantity`, ours: line.quantity, theirs: quantity });
  }
  if (lines.length !== delivery.lines.length) fields.push({ field: 'line_count', ours: String(delivery.lines.length), theirs: String(lines.length) });
  return fields.length === 0 ? { kind: 'equal', document: { erpNumber: command.reference, shippedOn: day } } : { kind: 'different', fields };
}

const sameMoment = (a: string, b: string): boolean => Number.isFinite(Date.parse(a)) && Math.abs(Date.parse(a) - Date.parse(b)) < 1000;

/** Found when the shipment has the moment at which the customer got it. */
export async function findProof(command: ErpCommand, tools: Tools): Promise<FindOutcome> {
  const proof = proofOf(command);
  const found = await shipment(proof.delivery, 'find', tools);
  if (found.kind !== 'shipment') return found;
  return found.row && sameMoment(textOf(found.row, 'ActualDeliveryDate'), proof.receivedAt) ? { kind: 'found', erpKey: proof.delivery } : { kind: 'absent' };
}

/** Notes when the customer got the goods. What did not arrive is a return, which a person books: Shipping notes no quantity that arrived. */
export async function executeProof(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const proof = proofOf(command);
  const found = await shipment(proof.delivery, 'read', tools);
  if (found.kind !== 'shipment') return found;
  if (!found.row) return refusal('404', `Oracle does not have shipment ${proof.delivery}`, 'delivery');
  const held = textOf(found.row, 'ActualDeliveryDate');
  if (sameMoment(held, proof.receivedAt)) return { kind: 'committed', erpKey: proof.delivery, warnings: [] };
  if (held !== '') return refusal('changed_in_erp', `shipment ${proof.delivery} was noted as delivered at ${held}`, 'delivery');
  const lines = childRows(found.row, 'unpackedShipmentLines');
  const short = proof.lines.find((line) => {
    const sent = lines.find((one) => Number(textOf(one, 'OrderLine')) === line.erpLine && textOf(one, 'Item') === line.sku);
    return !sent || !sameDecimal(line.quantity, textOf(sent, 'ShippedQuantity'));
  });
  if (short)
    return refusal('short_delivery', `line ${short.erpLine}: another quantity arrived than was shipped; book the return in Oracle`, `line ${short.erpLine}`);
  const sent = await request('ShipmentUpdate', { Shipment: proof.delivery, ActualDeliveryDate: proof.receivedAt.replace('Z', '+00:00') }, 'create', tools);
  return sent.kind === 'done' ? { kind: 'committed', erpKey: proof.delivery, warnings: [] } : sent;
}

/** Compares the moment. */
export async function verifyProof(command: ErpCommand, tools: Tools): Promise<VerifyOutcome> {
  const proof = proofOf(command);
  const found = await shipment(proof.delivery, 'verify', tools);
  if (found.kind !== 'shipment') return found;
  const held = found.row ? textOf(found.row, 'ActualDeliveryDate') : '';
  return sameMoment(held, proof.receivedAt)
    ? { kind: 'equal', document: { erpNumber: proof.delivery, deliveredAt: held } }
    : { kind: 'different', fields: [{ field: 'received_at', ours: proof.receivedAt, theirs: held }] };
}
