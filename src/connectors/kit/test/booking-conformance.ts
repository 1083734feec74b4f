import { describe, expect, it } from 'vitest';
import type { CommandKind, ErpCommand, ErpConnection } from '../types.ts';
import type { Habit } from './conformance.ts';

/** One booking, and what it does to the ERP's own figures: name of a figure → by how much it moves (thousandths or minor units). */
export interface Booking {
  readonly command: ErpCommand;
  readonly moves: Readonly<Record<string, number>>;
}

/** A connector on the stand-in of its ERP, as the booking suite needs it. */
export interface BookingPeer {
  open(): ErpConnection;
  habit(habit: Habit): void;
  /** Kinds of commands the connector books beside orders; with each, a booking that the ERP accepts (a new reference each time). */
  readonly bookings: Readonly<Partial<Record<CommandKind, () => Booking | Promise<Booking>>>>;
  /** Kinds that can be taken back. */
  readonly reversible: readonly CommandKind[];
  /** Bookings that the business refuses: negative stock, closed period, unknown order. */
  refused(): readonly (readonly [string, ErpCommand])[];
  /** The ERP's own figures by name, read in the ERP, not through the connector. */
  figures(): Promise<Readonly<Record<string, number>>>;
  /** How many documents of the ERP carry the reference. */
  documents(reference: string): Promise<number>;
}

const silent = (): void => undefined;

/** What every connector promises of movements, receipts, confirmations, holds, deliveries and payments (W2, W3, W6, W7, W10). */
export function bookingConformance(name: string, peerOf: () => BookingPeer | Promise<BookingPeer>): void {
  describe(`${name} books`, () => {
    const each = (work: (peer: BookingPeer, kind: CommandKind) => Promise<void>) => async () => {
      for (const kind of Object.keys((await peerOf()).bookings) as CommandKind[]) await work(await peerOf(), kind);
    };

    it(
      "W10 moves the ERP's figures by exactly what was asked, and back",
      each(async (peer, kind) => {
        const { command, moves } = await bookingOf(peer, kind);
        const before = await peer.figures();
        const connection = peer.open();
        const erpKey = await book(connection, command);
        expect(await peer.figures(), kind).toEqual(added(before, moves));
        if (!peer.reversible.includes(kind)) return;
        expect(await connection.reverse(command, erpKey, silent), kind).toMatchObject({ kind: 'committed' });
        expect(await peer.figures(), `${kind} taken back`).toEqual(before);
        expect(await connection.reverse(command, erpKey, silent), `${kind} taken back twice`).toMatchObject({ kind: 'committed' });
        expect(await peer.figures(), `${kind} taken back twice`).toEqual(before);
      }),
    );
    it(
      'W2 the same command again books nothing',
      each(async (peer, kind) => {
        const { command, moves } = await bookingOf(peer, kind);
        const before = await peer.figures();
        await book(peer.open(), command);
        expect(await peer.open().find(command, silent), kind).toMatchObject({ kind: 'found' });
        await book(peer.open(), command);
        expect(await peer.figures(), kind).toEqual(added(before, moves));
        expect(await peer.documents(command.reference), kind).toBe(1);
      }),
    );
    it.each(['lose_after_commit', 'timeout_after_commit', 'lose_before_commit'] as const)('W3 %s ends booked once', (habit) =>
      each(async (peer, kind) => {
        const { command, moves } = await bookingOf(peer, kind);
        const before = await peer.figures();
        const connection = peer.open();
        peer.habit(habit);
        expect(await connection.execute(command, silent), kind).toMatchObject({ kind: 'unknown' });
        peer.habit('none');
        await book(connection, command);
        expect(await peer.figures(), kind).toEqual(added(before, moves));
      })(),
    );
    it("W6 a refusal has the ERP's words and moves nothing", async () => {
      const peer = await peerOf();
      const before = await peer.figures();
      for (const [why, command] of peer.refused()) {
        const outcome = await peer.open().execute(command, silent);
        expect(outcome, why).toMatchObject({ kind: 'rejected' });
        if (outcome.kind === 'rejected') expect(outcome.text.length, why).toBeGreaterThan(3);
      }
      expect(await peer.figures()).toEqual(before);
    });
    it(
      'W7 a success that lies is seen',
      each(async (peer, kind) => {
        const { command } = await bookingOf(peer, kind);
        const connection = peer.open();
        peer.habit('lie');
        const made = await connection.execute(command, silent);
        peer.habit('none');
        const found = made.kind === 'committed' ? { kind: 'found' as const, erpKey: made.erpKey } : await connection.find(command, silent);
        if (found.kind === 'found') expect(await connection.verify(command, found.erpKey, silent), kind).toMatchObject({ kind: 'different' });
        else expect(made.kind, `${kind}: what lies is not called booked`).not.toBe('committed');
      }),
    );
  });
}

async function bookingOf(peer: BookingPeer, kind: CommandKind): Promise<Booking> {
  const booking = await peer.bookings[kind]?.();
  if (!booking) throw new Error(`no booking of ${kind}`);
  return booking;
}

/** The order of calls that sync makes; gives the document's key. */
async function book(connection: ErpConnection, command: ErpCommand): Promise<string> {
  const found = await connection.find(command, silent);
  const made = found.kind === 'absent' ? await connection.execute(command, silent) : found;
  if (made.kind !== 'committed' && made.kind !== 'found') throw new Error(`${command.kind}: ${JSON.stringify(made)}`);
  const read = await connection.verify(command, made.erpKey, silent);
  if (read.kind !== 'equal') throw new Error(`${command.kind}: ${JSON.stringify(read)}`);
  return made.erpKey;
}

const added = (before: Readonly<Record<string, number>>, moves: Readonly<Record<string, number>>): Record<string, number> => {
  const after: Record<string, number> = { ...before };
  for (const [figure, by] of Object.entries(moves)) after[figure] = (after[figure] ?? 0) + by;
  return after;
};
