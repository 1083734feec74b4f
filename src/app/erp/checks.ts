import type { CallRecord, CommandKind, ErpCommand, ErpConnection, ErpObject, SnapshotPage } from '../../connectors/kit/types.ts';
import { failureText } from './doctor.ts';
import { recordSchemas } from './schemas.ts';
import type { Target } from './target.ts';

/** What one check of the conformance suite gave. Ids are those of the connector kit's suite. */
export interface CheckResult {
  readonly id: string;
  readonly text: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly detail: string;
  readonly ms: number;
}

/** A check: throws what is wrong, gives what was seen; `skip: …` when there is nothing to look at. */
interface Check {
  readonly id: string;
  readonly text: string;
  run(): Promise<string>;
}

/** Pages that are read of one object at most: a large ERP is looked at, not read whole. */
const mostPages = 40;

interface Rows {
  readonly keys: readonly string[];
  readonly records: SnapshotPage['records'];
  readonly total: number | null;
  readonly watermark: string | null;
  /** The last page was reached. */
  readonly whole: boolean;
}

async function read(connection: ErpConnection, object: ErpObject, from: string | null = null, since: string | null = null): Promise<Rows> {
  const records: SnapshotPage['records'][number][] = [];
  const keys: string[] = [];
  let cursor = from;
  let total: number | null = null;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page: SnapshotPage = await connection.readPage(object, cursor, since);
    records.push(...page.records);
    keys.push(...page.records.map((record) => record.key), ...(page.skipped ?? []).map((row) => row.key));
    total = page.total ?? total;
    cursor = page.nextCursor;
    if (cursor === null) return { keys, records, total, watermark: page.watermark ?? null, whole: true };
  }
  return { keys, records, total, watermark: null, whole: false };
}

const objectsOf = (target: Target): readonly ErpObject[] =>
  (Object.keys(recordSchemas) as ErpObject[]).filter((object) => object in target.connector.capabilities.read);
const fail = (text: string): never => {
  throw new Error(text);
};

function readingChecks(target: Target, object: ErpObject): readonly Check[] {
  const capability = target.connector.capabilities.read[object];
  return [
    {
      id: 'C1',
      text: `${object} is read, in the agreed form`,
      run: async () => {
        const rows = await read(target.open(), object);
        const wrong = rows.records.find((record) => !recordSchemas[object].safeParse(record.data).success);
        if (wrong)
          fail(
            `${wrong.key}: ${recordSchemas[object]
              .safeParse(wrong.data)
              .error?.issues.map((issue) => issue.path.join('.'))
              .join(', ')}`,
          );
        return `${rows.records.length} records${rows.whole ? '' : ' (not all)'}`;
      },
    },
    {
      id: 'R1',
      text: `${object}: no doubles, and as many as the ERP counts`,
      run: async () => {
        const rows = await read(target.open(), object);
        if (new Set(rows.keys).size !== rows.keys.length) fail(`${rows.keys.length - new Set(rows.keys).size} keys came twice`);
        if (rows.whole && rows.total !== null && rows.keys.length < rows.total) fail(`${rows.keys.length} of ${rows.total} came`);
        return `${rows.keys.length} keys`;
      },
    },
    {
      id: 'R2',
      text: `${object}: another process goes on from the cursor`,
      run: async () => {
        const first = await target.open().readPage(object, null);
        if (first.nextCursor === null) return 'skip: one page only';
        const here = await read(target.open(), object);
        const rest = await read(target.open(), object, first.nextCursor);
        const together = new Set([...first.records.map((record) => record.key), ...(first.skipped ?? []).map((row) => row.key), ...rest.keys]);
        if (here.whole && rest.whole && together.size !== new Set(here.keys).size) fail(`${together.size} instead of ${new Set(here.keys).size} records`);
        return `${together.size} records`;
      },
    },
    ...(capability?.how === 'delta' ? [deltaCheck(target, object)] : []),
    ...(capability?.deletes === 'sweep' ? [sweepCheck(target, object)] : []),
  ];
}

const deltaCheck = (target: Target, object: ErpObject): Check => ({
  id: 'R3',
  text: `${object}: a reading of changes begins where the last one ended`,
  run: async () => {
    const full = await read(target.open(), object);
    if (!full.whole) return 'skip: too many to read whole';
    const since = full.watermark ?? fail('a full reading ended without a watermark');
    const delta = await read(target.open(), object, null, since);
    if (delta.whole && delta.watermark === null) fail('a reading of changes ended without a watermark');
    return `${delta.keys.length} since ${since}`;
  },
});

const sweepCheck = (target: Target, object: ErpObject): Check => ({
  id: 'R3',
  text: `${object}: the keys are those of the records`,
  run: async () => {
    const full = await read(target.open(), object);
    if (!full.whole) return 'skip: too many to read whole';
    const connection = target.open();
    const keys = new Set<string>();
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<ErpConnection['readKeys']>> = await connection.readKeys(object, cursor);
      page.keys.forEach((key) => keys.add(key));
      cursor = page.nextCursor;
    } while (cursor !== null);
    const missing = full.records.filter((record) => !keys.has(record.key));
    if (missing.length > 0) fail(`${missing.length} records have no key in the sweep, e.g. ${missing[0]?.key}`);
    return `${keys.size} keys`;
  },
});

const unsupported: readonly CommandKind[] = ['stock_movement', 'proof_of_delivery', 'operation_confirmation', 'payment_receipt'];

function honestyCheck(target: Target): Check {
  return {
    id: 'C1',
    text: 'what it cannot do is refused without a call',
    run: async () => {
      const connection = target.open();
      const before = target.calls();
      const kinds = unsupported.filter((kind) => !(kind in target.connector.capabilities.write));
      for (const kind of kinds) {
        const outcome = await connection.find({ id: '0', reference: 'MO00000000000000', kind, payload: {} }, () => undefined);
        if (outcome.kind !== 'rejected') fail(`${kind}: ${outcome.kind}`);
      }
      if (target.calls() !== before) fail('calls were made');
      return kinds.length === 0 ? 'skip: it can do all of them' : kinds.join(', ');
    },
  };
}

function secretChecks(target: Target): readonly Check[] {
  return [
    {
      id: 'C2',
      text: 'a wrong secret is one clear refusal',
      run: async () => {
        if (target.connector.secretNames.length === 0) return 'skip: it has no secrets';
        const wrong = Object.fromEntries(Object.keys(target.secrets).map((name) => [name, `wrong-${Date.now()}`]));
        const before = target.calls();
        const test = await target.open({}, wrong).testConnection();
        if (test.ok) fail('the ERP took a wrong secret');
        if (target.calls() - before > 3) fail(`${target.calls() - before} calls with a wrong secret`);
        return test.text;
      },
    },
    {
      id: 'O3',
      text: 'no secret in what is noted of calls',
      run: async () => {
        const calls: CallRecord[] = [];
        await target.open().find(await neverSent(target), (call) => calls.push(call));
        const text = JSON.stringify(calls);
        const leaked = Object.entries(target.secrets).filter(([, value]) => value.length > 3 && text.includes(value));
        if (leaked.length > 0) fail(`noted: ${leaked.map(([name]) => name).join(', ')}`);
        return `${calls.length} calls noted`;
      },
    },
  ];
}

/** No customer or item is there that could be ordered for: the check cannot be made. */
class NothingToAskWith extends Error {}

/** An order that nobody ever sent, of a customer and item that the ERP has. */
async function neverSent(target: Target): Promise<ErpCommand> {
  const customers = await read(target.open(), 'customer');
  const items = await read(target.open(), 'item');
  const customer = customers.records
    .map((record) => recordSchemas.customer.parse(record.data) as { code: string; blocked: boolean } & Sales)
    .find((one) => !one.blocked);
  const item = items.records.map((record) => recordSchemas.item.parse(record.data) as Sold).find((one) => one.active);
  if (!customer || !item) throw new NothingToAskWith();
  const unit = item.uoms.find((one) => one.uom === item.salesUom) ?? item.uoms[0];
  const { salesOrg, channel, division, currency } = customer;
  const line = { lineNo: 10, sku: item.sku, words: '', quantity: '1', uom: item.salesUom, erpUom: unit?.erpUom ?? item.salesUom, price: null };
  const payload = {
    orderNumber: 'conformance',
    customer: customer.code,
    salesOrg,
    channel,
    division,
    shipTo: null,
    currency,
    requestedDate: null,
    customerPo: null,
  };
  return {
    id: crypto.randomUUID(),
    reference: `MO${String(Date.now()).padStart(14, '0')}`,
    kind: 'create_sales_order',
    payload: { ...payload, lines: [line] },
  };
}

type Sales = { readonly salesOrg: string; readonly channel: string; readonly division: string; readonly currency: string };
type Sold = {
  readonly sku: string;
  readonly active: boolean;
  readonly salesUom: string;
  readonly uoms: readonly { readonly uom: string; readonly erpUom: string }[];
};

const findCheck = (target: Target): Check => ({
  id: 'W2',
  text: 'an order that was never sent is not found',
  run: async () => {
    if (!('create_sales_order' in target.connector.capabilities.write)) return 'skip: it writes no orders';
    const outcome = await target.open().find(await neverSent(target), () => undefined);
    if (outcome.kind !== 'absent') fail(JSON.stringify(outcome));
    return 'absent';
  },
});

const writeCheck = (target: Target): Check => ({
  id: 'W1',
  text: 'an order is written once, found by its reference, and read back as asked for',
  run: async () => {
    const connection = target.open();
    const command = await neverSent(target);
    const made = await connection.execute(command, () => undefined);
    if (made.kind !== 'committed') fail(JSON.stringify(made));
    const found = await connection.find(command, () => undefined);
    if (found.kind !== 'found') return fail(`not found again: ${JSON.stringify(found)}`);
    const verified = await connection.verify(command, found.erpKey, () => undefined);
    if (verified.kind !== 'equal') fail(JSON.stringify(verified));
    return `order ${found.erpKey} with ${command.reference}: cancel it in the ERP`;
  },
});

/** Runs the checks one after the other; each has a result, whatever happens. `write`: makes one order, for test companies only. */
export async function runChecks(target: Target, write: boolean, onResult: (result: CheckResult) => void): Promise<readonly CheckResult[]> {
  const checks = [
    honestyCheck(target),
    ...objectsOf(target).flatMap((object) => readingChecks(target, object)),
    ...secretChecks(target),
    findCheck(target),
    ...(write ? [writeCheck(target)] : []),
  ];
  const results: CheckResult[] = [];
  for (const { id, text, run } of checks) {
    const started = performance.now();
    const [outcome, detail] = await run().then(
      (seen) => (seen.startsWith('skip: ') ? (['skipped', seen.slice(6)] as const) : (['passed', seen] as const)),
      (error: unknown) =>
        error instanceof NothingToAskWith ? (['skipped', 'there is no customer or item to ask with'] as const) : (['failed', failureText(error)] as const),
    );
    await target.closeAll();
    const result = { id, text, outcome, detail, ms: Math.round(performance.now() - started) };
    results.push(result);
    onResult(result);
  }
  return results;
}
