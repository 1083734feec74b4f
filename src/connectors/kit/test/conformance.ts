import { describe, expect, it } from 'vitest';
import { ErpReadError } from '../read-error.ts';
import type { CallRecord, Capabilities, CommandKind, ErpCommand, ErpConnection, ErpFailure, ErpObject } from '../types.ts';

/** What the peer is told to do with the next calls. `none`: behave. */
export type Habit = 'none' | 'lose_after_commit' | 'lose_before_commit' | 'timeout_after_commit' | 'throttle' | 'end_session' | 'lock' | 'lie' | 'conflict';

/** A connector on the stand-in of its ERP, as the suite needs it. */
export interface ConformancePeer {
  /** What the connector says of itself. */
  readonly capabilities: Capabilities;
  open(): ErpConnection;
  openWithWrongSecret(): ErpConnection;
  /** Small pages, so that a list spans several. */
  openWithPages(size: number): ErpConnection;
  habit(habit: Habit): void;
  /** A command that the ERP accepts; a new reference each time. */
  command(): ErpCommand;
  /** Commands that the business refuses, each with a reason's name. */
  refused(): readonly (readonly [string, ErpCommand])[];
  /** Documents that carry the reference: living lines as `item quantity unit`. */
  documents(reference: string): Promise<readonly { readonly erpKey: string; readonly lines: readonly string[] }[]>;
  /** The same lines as the command asks for. */
  linesOf(command: ErpCommand): readonly string[];
  /** Changes to the document that `command()` made, as `erpKey`: more of one line, less of another and a new one; one that the ERP refuses half way; all cancelled. */
  changes(
    erpKey: string,
    command: ErpCommand,
  ): {
    readonly wanted: ErpCommand;
    /** The living lines of the document when that is done. */
    readonly lines: readonly string[];
    readonly refused: ErpCommand;
    readonly cancelled: ErpCommand;
  };
  /** Keys that a full read of the object must give. */
  keys(object: ErpObject): readonly string[];
  readonly objects: readonly ErpObject[];
  /** Calls that reached the peer so far. */
  callCount(): number;
  /** Documents are made in several calls: what is lost between them is not found whole, and gone on with. Left out: one call makes them. */
  readonly stepwise?: boolean;
  /** Calls that looking at a document takes; left out: one. */
  readonly callsToLook?: number;
  /** Adds a row that sorts before all others of `object` while a read is under way; undefined when the peer cannot. */
  insertBefore?(object: ErpObject): void;
}

/** A peer whose orders can hold goods that go along free. */
export interface FreeGoodsPeer extends ConformancePeer {
  /** A command with goods that go along free, and its document's free lines as `item quantity unit free with item`. */
  freeCommand(): { readonly command: ErpCommand; readonly free: readonly string[] };
  /** Free lines of the document that carries the reference, in the same words, and what each is charged. */
  freeLines(reference: string): Promise<readonly { readonly text: string; readonly net: string }[]>;
}

/** A peer in which an order can be tried. */
export interface SimulatePeer extends FreeGoodsPeer {
  /** Everything that the ERP holds and counts: documents, numbers given, credit used. Equal before and after: nothing was changed. */
  state(): Promise<unknown>;
}

const silent = (): void => undefined;

const allKinds: readonly CommandKind[] = [
  'create_sales_order',
  'sales_order_change',
  'sales_order_cancel',
  'stock_movement',
  'stock_status',
  'production_receipt',
  'operation_confirmation',
  'delivery',
  'proof_of_delivery',
  'payment_receipt',
];
const allObjects: readonly ErpObject[] = [
  'company',
  'item',
  'cost',
  'customer',
  'credit',
  'price',
  'stock',
  'work_centre',
  'bom',
  'routing',
  'past_order',
  'sales_order',
  'delivery',
  'invoice',
  'production_order',
  'purchase_order',
];

/**
 * What every connector promises, whatever its ERP: run it in the connector's own test file against its stand-in.
 * Ids are those of the reference list (C auth and capabilities, R reading, W writing).
 */
export function conformance(name: string, peerOf: () => ConformancePeer | Promise<ConformancePeer>): void {
  describe(`${name} conforms`, () => {
    const withPeer = (work: (peer: ConformancePeer) => Promise<void>) => async () => work(await peerOf());

    it(
      'C1 what it says it can read, it reads',
      withPeer(async (peer) => {
        for (const object of peer.objects) expect((await readAll(peer.open(), object)).sort()).toEqual([...peer.keys(object)].sort());
      }),
    );
    it(
      'C1 what it says it cannot, it refuses without a call',
      withPeer(async (peer) => {
        const connection = peer.open();
        const before = peer.callCount();
        for (const kind of allKinds.filter((one) => peer.capabilities.write[one] === undefined)) {
          const command = { ...peer.command(), kind };
          for (const outcome of [
            await connection.find(command, silent),
            await connection.execute(command, silent),
            await connection.verify(command, '1', silent),
          ])
            expect(outcome, kind).toMatchObject({ kind: 'rejected', code: 'not_supported' });
        }
        for (const object of allObjects.filter((one) => peer.capabilities.read[one] === undefined))
          expect(await connection.readPage(object, null).catch((error: unknown) => error), object).toBeInstanceOf(ErpReadError);
        expect(peer.callCount()).toBe(before);
      }),
    );
    it('C1 a reference of ours fits the field that carries it', async () => {
      const { capabilities } = await peerOf();
      for (const [kind, write] of Object.entries(capabilities.write))
        if (write.idempotency !== 'compareDocument' && write.idempotency !== 'none') expect(write.referenceLength, kind).toBeGreaterThanOrEqual(16);
    });
    it(
      'C2 a wrong secret is one clear outcome and no storm',
      withPeer(async (peer) => {
        const before = peer.callCount();
        expect(await peer.openWithWrongSecret().find(peer.command(), silent)).toMatchObject({ kind: 'unauthorised' });
        expect(peer.callCount() - before).toBe(1);
      }),
    );
    it(
      'C2 an ended session is renewed once, for twenty calls at once',
      withPeer(async (peer) => {
        const connection = peer.open();
        const commands = Array.from({ length: 20 }, () => peer.command());
        const made = await Promise.all(commands.map((command) => connection.execute(command, silent)));
        expect(new Set(made.map((outcome) => outcome.kind))).toEqual(new Set(['committed']));
        peer.habit('end_session');
        const outcome = await connection.execute(peer.command(), silent);
        // A session that ends at every call is given up after one renewal, and nothing was done.
        expect(outcome.kind).not.toBe('unknown');
        peer.habit('none');
        expect(await connection.execute(peer.command(), silent)).toMatchObject({ kind: 'committed' });
      }),
    );
    it(
      'R1 pages of any size give the exact set, also while rows are inserted',
      withPeer(async (peer) => {
        for (const size of [1, 2, 3, 100]) {
          for (const object of peer.objects) expect(await readAll(peer.openWithPages(size), object)).toHaveLength(peer.keys(object).length);
        }
      }),
    );
    it(
      'W1 the document is what was asked for, line by line, and carries the reference',
      withPeer(async (peer) => {
        const command = peer.command();
        expect(await deliver(peer.open(), command)).toBe('committed');
        expect((await peer.documents(command.reference)).map((one) => one.lines)).toEqual([peer.linesOf(command)]);
      }),
    );
    it(
      'W2 the same command again finds its document',
      withPeer(async (peer) => {
        const command = peer.command();
        await deliver(peer.open(), command);
        expect(await deliver(peer.open(), command)).toBe('committed');
        expect(await peer.documents(command.reference)).toHaveLength(1);
      }),
    );
    it.each(['lose_after_commit', 'timeout_after_commit'] as const)('W3 %s is unknown, and found', (habit) =>
      withPeer(async (peer) => {
        const connection = peer.open();
        const command = peer.command();
        peer.habit(habit);
        expect(await connection.execute(command, silent)).toMatchObject({ kind: 'unknown' });
        peer.habit('none');
        if (peer.stepwise) expect(await deliver(connection, command)).toBe('committed');
        expect(await connection.find(command, silent)).toMatchObject({ kind: 'found' });
        expect(await peer.documents(command.reference)).toHaveLength(1);
      })(),
    );
    it(
      'W4 lost before the commit is unknown as well: the two look the same from here',
      withPeer(async (peer) => {
        const connection = peer.open();
        const command = peer.command();
        peer.habit('lose_before_commit');
        expect(await connection.execute(command, silent)).toMatchObject({ kind: 'unknown' });
        peer.habit('none');
        expect(await connection.find(command, silent)).toEqual({ kind: 'absent' });
      }),
    );
    it(
      "W6 a refusal of the business has the ERP's words and leaves nothing behind",
      withPeer(async (peer) => {
        for (const [why, command] of peer.refused()) {
          const outcome = await peer.open().execute(command, silent);
          expect(outcome, why).toMatchObject({ kind: 'rejected' });
          expect((outcome as Extract<ErpFailure, { kind: 'rejected' }>).text.length, why).toBeGreaterThan(3);
          expect(await peer.documents(command.reference), why).toEqual([]);
        }
      }),
    );
    it(
      'W6 a locked object is tried again later',
      withPeer(async (peer) => {
        peer.habit('lock');
        expect(await peer.open().execute(peer.command(), silent)).toMatchObject({ kind: 'transient' });
      }),
    );
    it(
      'W7 a success that lies is seen',
      withPeer(async (peer) => {
        const connection = peer.open();
        const command = peer.command();
        peer.habit('lie');
        const made = await connection.execute(command, silent);
        peer.habit('none');
        expect(made.kind).toBe('committed');
        if (made.kind === 'committed') expect(await connection.verify(command, made.erpKey, silent)).toMatchObject({ kind: 'different' });
      }),
    );
    it(
      'W9 throttled says how long, and nothing was done',
      withPeer(async (peer) => {
        peer.habit('throttle');
        const command = peer.command();
        const outcome = await peer.open().execute(command, silent);
        expect(outcome).toMatchObject({ kind: 'throttled' });
        expect(await peer.documents(command.reference)).toEqual([]);
      }),
    );
    it(
      'keeps a record of each call, without body or secret',
      withPeer(async (peer) => {
        const calls: CallRecord[] = [];
        const connection = peer.open();
        const command = peer.command();
        await connection.find(command, (call) => calls.push(call));
        await connection.execute(command, (call) => calls.push(call));
        expect(calls.map((call) => call.step)).toEqual(expect.arrayContaining(['find', 'create']));
        expect(JSON.stringify(calls)).not.toMatch(/secret|authorization|cookie|csrf-token/i);
      }),
    );
  });
}

/** What every connector promises of changes to a document: run beside `conformance` where the connector can write them. */
export function changeConformance(name: string, peerOf: () => ConformancePeer | Promise<ConformancePeer>): void {
  describe(`${name} changes documents`, () => {
    /** A document that is there, and the changes to it. */
    const made = async () => {
      const peer = await peerOf();
      const connection = peer.open();
      const command = peer.command();
      const outcome = await connection.execute(command, silent);
      if (outcome.kind !== 'committed') throw new Error(outcome.kind);
      const linesNow = async (): Promise<readonly string[]> => (await peer.documents(command.reference))[0]?.lines ?? [];
      return { peer, connection, erpKey: outcome.erpKey, before: peer.linesOf(command), linesNow, ...peer.changes(outcome.erpKey, command) };
    };

    it('W1 the document becomes what was wanted, and is found so', async () => {
      const { connection, wanted, lines, linesNow } = await made();
      expect(await connection.find(wanted, silent)).toEqual({ kind: 'absent' });
      expect(await deliver(connection, wanted)).toBe('committed');
      expect(await linesNow()).toEqual(lines);
      expect(await connection.find(wanted, silent)).toMatchObject({ kind: 'found' });
    });

    it('W2 the same change again changes nothing', async () => {
      const { peer, connection, wanted, lines, linesNow } = await made();
      await deliver(connection, wanted);
      const before = peer.callCount();
      expect(await connection.execute(wanted, silent)).toMatchObject({ kind: 'committed' });
      expect(peer.callCount() - before).toBe(peer.callsToLook ?? 1);
      expect(await linesNow()).toEqual(lines);
    });

    it.each(['lose_after_commit', 'timeout_after_commit', 'lose_before_commit'] as const)('W3 %s is unknown, and goes on from where it is', async (habit) => {
      const { peer, connection, wanted, lines, linesNow } = await made();
      // each round loses the answer to the next step, until there is none left
      for (let round = 0; round < 8; round += 1) {
        peer.habit(habit);
        const outcome = await connection.execute(wanted, silent);
        if (outcome.kind === 'committed') break;
        expect(outcome).toMatchObject({ kind: 'unknown' });
      }
      peer.habit('none');
      expect(await deliver(connection, wanted)).toBe('committed');
      expect(await linesNow()).toEqual(lines);
    });

    it('W5 a document that others keep saving is left for later, nothing done', async () => {
      const { peer, connection, wanted, before, linesNow } = await made();
      peer.habit('conflict');
      expect(await connection.execute(wanted, silent)).toMatchObject({ kind: 'transient' });
      expect(await linesNow()).toEqual(before);
    });

    it('W6 a refusal half way has the words of the ERP, and the document is as it was', async () => {
      const { connection, refused, before, linesNow } = await made();
      const outcome = await connection.execute(refused, silent);
      expect(outcome).toMatchObject({ kind: 'rejected' });
      expect((outcome as Extract<ErpFailure, { kind: 'rejected' }>).text.length).toBeGreaterThan(3);
      expect(await linesNow()).toEqual(before);
    });

    it('W6 a locked document is tried again later', async () => {
      const { peer, connection, wanted, before, linesNow } = await made();
      peer.habit('lock');
      expect(await connection.execute(wanted, silent)).toMatchObject({ kind: 'transient' });
      expect(await linesNow()).toEqual(before);
    });

    it('W7 a success that lies is seen', async () => {
      const { peer, connection, erpKey, wanted } = await made();
      peer.habit('lie');
      await connection.execute(wanted, silent);
      peer.habit('none');
      expect(await connection.verify(wanted, erpKey, silent)).toMatchObject({ kind: 'different' });
    });

    it('cancels all without deleting the document', async () => {
      const { connection, erpKey, cancelled, linesNow } = await made();
      expect(await deliver(connection, cancelled)).toBe('committed');
      expect(await linesNow()).toEqual([]);
      expect(await connection.verify(cancelled, erpKey, silent)).toMatchObject({ kind: 'equal' });
    });

    it('never writes over what somebody changed in the ERP', async () => {
      const { connection, wanted, cancelled, refused, lines, linesNow } = await made();
      await deliver(connection, wanted);
      // made for the document as it was before that
      expect(await connection.execute(refused, silent)).toMatchObject({ kind: 'rejected', code: 'changed_in_erp' });
      expect(await connection.execute(cancelled, silent)).toMatchObject({ kind: 'rejected', code: 'changed_in_erp' });
      expect(await linesNow()).toEqual(lines);
    });
  });
}

/** What of a peer is asked for goods that go along free: a live server has no habits. */
export type FreeGoodsPart = Pick<FreeGoodsPeer, 'open' | 'documents' | 'freeCommand' | 'freeLines'>;

/** What every connector promises of goods that go along free of charge. */
export function freeGoodsConformance(name: string, peerOf: () => FreeGoodsPart | Promise<FreeGoodsPart>): void {
  describe(`${name} gives goods along`, () => {
    it('free lines arrive with their line, are charged nothing, and verify', async () => {
      const peer = await peerOf();
      const { command, free } = peer.freeCommand();
      expect(await deliver(peer.open(), command)).toBe('committed');
      const lines = await peer.freeLines(command.reference);
      expect(lines.map((line) => line.text)).toEqual(free);
      expect(lines.map((line) => Number(line.net))).toEqual(free.map(() => 0));
    });

    it('the same command again finds them, and gives nothing twice', async () => {
      const peer = await peerOf();
      const { command, free } = peer.freeCommand();
      await deliver(peer.open(), command);
      expect(await deliver(peer.open(), command)).toBe('committed');
      expect(await peer.documents(command.reference)).toHaveLength(1);
      expect(await peer.freeLines(command.reference)).toHaveLength(free.length);
    });

    it('a document without them is not what was asked for', async () => {
      const peer = await peerOf();
      const connection = peer.open();
      const { command } = peer.freeCommand();
      const order = command.payload as { readonly lines: readonly { readonly freeWith?: number | null }[] };
      const without = { ...command, payload: { ...order, lines: order.lines.filter((line) => !line.freeWith) } };
      const made = await connection.execute(without, silent);
      if (made.kind !== 'committed') throw new Error(made.kind);
      expect(await connection.verify(command, made.erpKey, silent)).toMatchObject({ kind: 'different' });
    });
  });
}

/** What every connector promises that says it can try an order (`capabilities.simulate`). */
export function simulateConformance(name: string, peerOf: () => SimulatePeer | Promise<SimulatePeer>): void {
  describe(`${name} tries an order`, () => {
    it('it says what each line would be charged, and changes nothing', async () => {
      const peer = await peerOf();
      const { command } = peer.freeCommand();
      const before = await peer.state();
      const outcome = await peer.open().simulate(command, silent);
      expect(outcome).toMatchObject({ kind: 'simulated' });
      const asked = (command.payload as { readonly lines: readonly { readonly lineNo: number }[] }).lines.map((line) => line.lineNo);
      if (outcome.kind === 'simulated') expect(outcome.lines.map((line) => line.lineNo)).toEqual(asked);
      expect(await peer.state()).toEqual(before);
    });

    it('what it said is what creating it is charged', async () => {
      const peer = await peerOf();
      const { command } = peer.freeCommand();
      const connection = peer.open();
      const outcome = await connection.simulate(command, silent);
      await deliver(connection, command);
      const free = await peer.freeLines(command.reference);
      if (outcome.kind !== 'simulated') throw new Error(outcome.kind);
      expect(outcome.lines.filter((line) => Number(line.net) === 0)).toHaveLength(free.length);
    });

    it("a refusal has the ERP's words, the same that creating it meets", async () => {
      const peer = await peerOf();
      for (const [why, command] of peer.refused()) {
        const before = await peer.state();
        const tried = await peer.open().simulate(command, silent);
        expect(await peer.state(), why).toEqual(before);
        expect(tried, why).toMatchObject({ kind: 'rejected' });
        expect(await peer.open().execute(command, silent), why).toEqual(tried);
      }
    });

    it.each(['lose_after_commit', 'timeout_after_commit', 'lose_before_commit'] as const)('%s is no answer, and nothing is in doubt', async (habit) => {
      const peer = await peerOf();
      const before = await peer.state();
      peer.habit(habit);
      expect(await peer.open().simulate(peer.command(), silent)).toMatchObject({ kind: 'transient' });
      peer.habit('none');
      expect(await peer.state()).toEqual(before);
    });
  });
}

async function readAll(connection: ErpConnection, object: ErpObject): Promise<string[]> {
  const keys: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ErpConnection['readPage']>> = await connection.readPage(object, cursor);
    keys.push(...page.records.map((record) => record.key), ...(page.skipped ?? []).map((row) => row.key));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return keys;
}

/** The order of calls that sync makes. */
async function deliver(connection: ErpConnection, command: ErpCommand): Promise<string> {
  const found = await connection.find(command, silent);
  const made = found.kind === 'absent' ? await connection.execute(command, silent) : found;
  if (made.kind !== 'committed' && made.kind !== 'found') return made.kind;
  const read = await connection.verify(command, made.erpKey, silent);
  return read.kind === 'equal' ? 'committed' : read.kind;
}
