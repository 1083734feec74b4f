import { assemble } from '../kit/assemble.ts';
import type { Capabilities, Connector, ErpConnection, WriteCapability } from '../kit/types.ts';
import { createTallyClient } from './client.ts';
import { inspectTally } from './inspect.ts';
import { createBook } from './read/book.ts';
import { deltaObjects, readersOf, snapshotObjects } from './read/objects.ts';
import { createOpenOrders } from './read/open-orders.ts';
import type { CompanyTools, Reading } from './read/reading.ts';
import { tallySettingsSchema } from './settings.ts';
import { deliveryKind, movementKind, paymentKind, receiptKind, statusKind } from './write/bookings.ts';
import { changeWriter } from './write/sales-order-change.ts';
import { salesOrderKind, voucherWriter } from './write/sales-order.ts';
import type { Writing } from './write/tools.ts';

export { tallyAgentDoor, type TallyAgentDoor } from './agent/door.ts';
export { runTallyAgent } from './agent/run.ts';

const voucher: WriteCapability = {
  how: 'native',
  idempotency: 'findByReference',
  referenceField: 'REFERENCE',
  referenceLength: 50,
  atomic: true,
  async: false,
  reversal: 'cancel',
};
const change: WriteCapability = { ...voucher, idempotency: 'compareDocument', referenceField: '', referenceLength: 0, reversal: 'none' };

const capabilities: Capabilities = {
  // it works on one request at a time, and a second one makes it wait or hang
  limits: { atOnce: 1, perMinute: null },
  read: {
    ...Object.fromEntries(deltaObjects.map((object) => [object, { how: 'delta', by: 'AlterId', deletes: 'sweep' } as const])),
    ...Object.fromEntries(snapshotObjects.map((object) => [object, { how: 'snapshot', by: '', deletes: 'none' } as const])),
  },
  write: {
    create_sales_order: voucher,
    sales_order_change: change,
    sales_order_cancel: change,
    stock_movement: voucher,
    stock_status: voucher,
    production_receipt: voucher,
    delivery: voucher,
    payment_receipt: voucher,
  },
};

/** TallyPrime over its XML interface. See README.md for versions, requests and known gaps. */
export const tally: Connector = {
  id: 'tally',
  vendor: 'Tally Solutions',
  product: 'TallyPrime',
  settings: tallySettingsSchema,
  // of a gateway before Tally: Tally itself knows no secret
  secretNames: ['gatewayToken'],
  // the bare port wants none
  secretsFor: () => [],
  capabilities,
  open(given, secrets, deps): ErpConnection {
    const settings = tallySettingsSchema.parse(given);
    const client = createTallyClient(settings, secrets['gatewayToken'] ?? '', deps);
    const companies = settings.companies.map((company): CompanyTools => {
      const book = createBook(client, company, settings, deps.now);
      return { company, book, openOrders: createOpenOrders(client, company, settings, book, deps.now) };
    });
    const reading: Reading = { client, settings, now: deps.now, companies };
    const writing: Writing = { client, settings, now: deps.now, companies, proven: new Map() };
    const changing = changeWriter(writing);
    return assemble({
      async testConnection() {
        for (const { company } of companies) {
          const health = await client.health(company.name);
          if (health.state !== 'fine') return { ok: false, text: `${health.state}: ${health.text}` };
        }
        return { ok: true, text: `Tally answers, ${companies.length} open` };
      },
      inspect: () => inspectTally(reading),
      readers: readersOf(reading),
      writers: {
        create_sales_order: voucherWriter(writing, salesOrderKind),
        sales_order_change: changing,
        sales_order_cancel: changing,
        stock_movement: voucherWriter(writing, movementKind),
        stock_status: voucherWriter(writing, statusKind),
        production_receipt: voucherWriter(writing, receiptKind),
        delivery: voucherWriter(writing, deliveryKind),
        payment_receipt: voucherWriter(writing, paymentKind),
      },
      close: () => Promise.resolve(),
    });
  },
};
