import { productionReceiptSchema, stockMovementSchema, stockStatusChangeSchema } from '../../modules/sync/contract.ts';
import { assemble } from '../kit/assemble.ts';
import type { Writer } from '../kit/assemble.ts';
import { queryOf, textOf } from '../kit/odata/codec.ts';
import type { CallRecord, CommandKind, Connector, ErpCommand, ErpConnection, ErpFailure, WriteCapability } from '../kit/types.ts';
import { createOracleClient } from './client.ts';
import { inspectOracle } from './inspect.ts';
import { planMovement, planReceipt, planStatus } from './map/movement.ts';
import type { Plan } from './map/movement.ts';
import { readCapabilities, readersOf, scm } from './read/objects.ts';
import type { Reading } from './read/pages.ts';
import { oracleSettingsSchema } from './settings.ts';
import type { OracleSettings } from './settings.ts';
import { quoted, rowsOf } from './wire.ts';
import { executeMovements, findMovements, reverseMovements, verifyMovements } from './write/movements.ts';
import { executeOperation, findOperation, reverseOperation, verifyOperation } from './write/operations.ts';
import { executeReceipt, findReceipt, reverseReceipt, verifyReceipt } from './write/receipts.ts';
import { referencesOf } from './write/references.ts';
import { changeSalesOrder, findSalesOrderChange, verifySalesOrderChange } from './write/sales-order-change.ts';
import { createSalesOrder, findSalesOrder, verifySalesOrder } from './write/sales-order.ts';
import type { BusinessUnitAccess } from './write/sales-order.ts';
import { executeDelivery, executeProof, findDelivery, findProof, verifyDelivery, verifyProof } from './write/shipping.ts';
import type { Tools } from './write/tools.ts';

const native = { how: 'native', atomic: true, async: false } as const;
const change: WriteCapability = { ...native, idempotency: 'compareDocument', referenceField: '', referenceLength: 0, reversal: 'none' };
const movement: WriteCapability = {
  ...native,
  idempotency: 'findByReference',
  referenceField: 'TransactionReference',
  referenceLength: 240,
  atomic: false,
  async: true,
  reversal: 'counterPosting',
};

const write: Readonly<Partial<Record<CommandKind, WriteCapability>>> = {
  create_sales_order: { ...native, idempotency: 'uniqueReference', referenceField: 'SourceTransactionId', referenceLength: 50, reversal: 'none' },
  sales_order_change: change,
  sales_order_cancel: change,
  stock_movement: movement,
  stock_status: movement,
  production_receipt: { ...movement, async: false, referenceField: 'TransactionNote' },
  operation_confirmation: { ...movement, how: 'companion', async: false, referenceField: 'TransactionNote' },
  delivery: { ...native, idempotency: 'uniqueReference', referenceField: 'Shipment', referenceLength: 30, reversal: 'none' },
  proof_of_delivery: change,
  payment_receipt: { ...native, idempotency: 'findByReference', referenceField: 'ReceiptNumber', referenceLength: 30, reversal: 'cancel' },
};

const accessKeptMs = 60_000;

/** Whether our user sees a business unit; asked again after a minute. */
function createAccess({ client, settings, now }: Reading): BusinessUnitAccess {
  const held = new Map<string, { readonly at: number; readonly seen: boolean }>();
  return async (name): Promise<boolean | ErpFailure> => {
    const known = held.get(name);
    if (known && now() - known.at < accessKeptMs) return known.seen;
    const answer = await client.get(
      'access',
      `${scm(settings, 'finBusinessUnitsLOV')}${queryOf({ q: `BusinessUnitName = ${quoted(name)}`, onlyData: 'true' })}`,
    );
    if (answer.kind !== 'ok') return answer;
    const seen = (rowsOf(answer.json)?.rows ?? []).some((row) => textOf(row, 'BusinessUnitName') === name);
    held.set(name, { at: now(), seen });
    return seen;
  };
}

type ToolsFor = (record: (call: CallRecord) => void) => Tools;

/** A writer of inventory transactions, from what turns its payload into them. */
const bookingWriter = (plan: (command: ErpCommand) => Plan, tools: ToolsFor): Writer => ({
  find: (command, record) => findMovements(command, plan(command), tools(record)),
  execute: (command, record) => executeMovements(command, plan(command), tools(record)),
  verify: (command, _erpKey, record) => verifyMovements(command, plan(command), tools(record)),
  reverse: (command, _erpKey, record) => reverseMovements(command, plan(command), tools(record)),
});

function writersOf(reading: Reading): Readonly<Partial<Record<CommandKind, Writer>>> {
  const { client, settings } = reading;
  const tools: ToolsFor = (record) => ({ client, settings, record });
  const access = createAccess(reading);
  const changing: Writer = {
    find: (command, record) => findSalesOrderChange(command, tools(record)),
    execute: (command, record) => changeSalesOrder(command, tools(record)),
    verify: (command, _erpKey, record) => verifySalesOrderChange(command, tools(record)),
  };
  const writers: Partial<Record<CommandKind, Writer>> = {
    create_sales_order: {
      find: (command, record) => findSalesOrder(command, tools(record), access),
      execute: (command, record) => createSalesOrder(command, tools(record)),
      verify: (command, erpKey, record) => verifySalesOrder(command, erpKey, tools(record)),
    },
    sales_order_change: changing,
    sales_order_cancel: changing,
    stock_movement: bookingWriter((command) => planMovement(stockMovementSchema.parse(command.payload), settings), tools),
    stock_status: bookingWriter((command) => planStatus(stockStatusChangeSchema.parse(command.payload), settings), tools),
    production_receipt: bookingWriter((command) => planReceipt(productionReceiptSchema.parse(command.payload), settings), tools),
    operation_confirmation: {
      find: (command, record) => findOperation(command, tools(record)),
      execute: (command, record) => executeOperation(command, tools(record)),
      verify: (command, _erpKey, record) => verifyOperation(command, tools(record)),
      reverse: (command, _erpKey, record) => reverseOperation(command, tools(record)),
    },
    delivery: {
      find: (command, record) => findDelivery(command, tools(record)),
      execute: (command, record) => executeDelivery(command, tools(record)),
      verify: (command, _erpKey, record) => verifyDelivery(command, tools(record)),
    },
    proof_of_delivery: {
      find: (command, record) => findProof(command, tools(record)),
      execute: (command, record) => executeProof(command, tools(record)),
      verify: (command, _erpKey, record) => verifyProof(command, tools(record)),
    },
    payment_receipt: {
      find: (command, record) => findReceipt(command, tools(record)),
      execute: (command, record) => executeReceipt(command, tools(record)),
      verify: (command, _erpKey, record) => verifyReceipt(command, tools(record)),
      reverse: (command, _erpKey, record) => reverseReceipt(command, tools(record)),
    },
  };
  return Object.fromEntries(
    Object.entries(writers).map(([kind, writer]) => {
      const references = referencesOf(kind as CommandKind, reading);
      return [kind, references ? { ...writer, references } : writer];
    }),
  );
}

const describe = (failure: ErpFailure): string =>
  [failure.kind, 'code' in failure ? failure.code : '', 'text' in failure ? failure.text : '', 'why' in failure ? failure.why : '']
    .filter((part) => part !== '')
    .join(': ');

async function testConnection({
  client,
  settings,
}: {
  readonly client: Reading['client'];
  readonly settings: OracleSettings;
}): Promise<{ readonly ok: boolean; readonly text: string }> {
  const answer = await client.get('test', `${scm(settings, 'salesOrdersForOrderHub')}?limit=1&fields=OrderNumber&onlyData=true`);
  if (answer.kind !== 'ok') return { ok: false, text: describe(answer) };
  return rowsOf(answer.json) ? { ok: true, text: 'sales orders can be read' } : { ok: false, text: 'the answer is no collection of Oracle: check the address' };
}

/** Oracle Fusion Cloud over its published REST resources. See README.md for versions, entities and known gaps. */
export const oracleFusion: Connector = {
  id: 'oracle-fusion',
  vendor: 'Oracle',
  product: 'Fusion Cloud',
  settings: oracleSettingsSchema,
  secretNames: ['password', 'clientSecret'],
  secretsFor: (given) => [oracleSettingsSchema.parse(given).auth.kind === 'oauth' ? 'clientSecret' : 'password'],
  capabilities: { read: readCapabilities, write },
  open(given, secrets, deps): ErpConnection {
    const settings = oracleSettingsSchema.parse(given);
    const client = createOracleClient(settings, secrets, deps);
    const reading: Reading = { client, settings, now: deps.now };
    return assemble({
      testConnection: () => testConnection(reading),
      inspect: () => inspectOracle(reading),
      readers: readersOf(reading),
      writers: writersOf(reading),
      close: () => Promise.resolve(),
    });
  },
};
