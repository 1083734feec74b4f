import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { layoutOf } from '../../src/platform/db/embedded/layout.ts';
import { openPool } from '../../src/platform/db/database.ts';
import { childrenOf, deliver, kill, post, sign, webhookBody, type Delivery, type DoorAnswer, type Karkhana, type SampleOrder } from '../support/karkhana.ts';
import type { ChaosWorld } from './world.ts';

/** What an outage looked like from outside. */
export interface Outage {
  /** What the door answered while it lasted, each message tried once. On a full disk the long text that was refused first is among them. */
  readonly during: readonly DoorAnswer[];
  /** The same messages, delivered until they were taken. */
  readonly after: readonly Delivery[];
  /** From the end of the outage to the first 200. */
  readonly recoveredInMs: number;
}

const bodyOf = (karkhana: Karkhana, order: SampleOrder): string => webhookBody(karkhana.whatsapp, [order]);

/** Sends each order once while `begin` … `end` holds, then until it is taken. */
async function through(
  world: ChaosWorld,
  orders: readonly SampleOrder[],
  begin: () => Promise<DoorAnswer | void> | void,
  end: () => Promise<void> | void,
): Promise<Outage> {
  const { karkhana } = world;
  const { appSecret } = karkhana.whatsapp;
  let during: DoorAnswer[] = [];
  try {
    const first = await begin();
    if (first) during.push(first);
    const answers = await Promise.all(orders.map((order) => post(karkhana.door, bodyOf(karkhana, order), sign(appSecret, bodyOf(karkhana, order)), 40_000)));
    during = [...during, ...answers];
  } finally {
    await end();
  }
  const ended = performance.now();
  let recoveredInMs = Infinity;
  const after = await Promise.all(
    orders.map(async (order) => {
      const delivery = await deliver(() => karkhana.door, appSecret, bodyOf(karkhana, order));
      recoveredInMs = Math.min(recoveredInMs, performance.now() - ended);
      return delivery;
    }),
  );
  return { during, after, recoveredInMs: Math.round(recoveredInMs) };
}

function signalAll(karkhana: Karkhana, signal: NodeJS.Signals): void {
  const pid = karkhana.databasePid();
  if (pid === null) throw new Error('there is no database to stop');
  // the main process first when it stops, and only then its children are looked for: none can be born in between
  if (signal === 'SIGSTOP') kill(pid, signal);
  for (const child of childrenOf(pid)) kill(child, signal);
  if (signal !== 'SIGSTOP') kill(pid, signal);
}

/** The database hangs: it neither answers nor refuses. */
export const frozenDatabase = (world: ChaosWorld, orders: readonly SampleOrder[]): Promise<Outage> =>
  through(
    world,
    orders,
    () => signalAll(world.karkhana, 'SIGSTOP'),
    () => signalAll(world.karkhana, 'SIGCONT'),
  );

/** The database refuses all connections: its socket is gone, and the open ones are cut. */
export function unreachableDatabase(world: ChaosWorld, orders: readonly SampleOrder[]): Promise<Outage> {
  const socket = path.join(layoutOf(world.karkhana.state).socket, '.s.PGSQL.5432');
  return through(
    world,
    orders,
    async () => {
      const pool = openPool(world.karkhana.databaseUrl(), { max: 1, name: 'chaos' });
      const client = await pool.connect();
      renameSync(socket, `${socket}.away`);
      await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`);
      client.release();
      await pool.end();
      await sleep(200);
    },
    () => renameSync(`${socket}.away`, socket),
  );
}

/** A state folder on a small file system of its own, or null where this account may not mount one. */
export function smallDisk(dir: string, megabytes: number): { readonly state: string; fill(): void; free(): void } | null {
  const state = path.join(dir, 'small-disk');
  mkdirSync(state, { recursive: true });
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', state]).status !== 0) return null;
  const filler = path.join(state, 'filler');
  return {
    state,
    fill() {
      for (let chunk = 1_048_576; chunk >= 4096; chunk /= 2) {
        const { bavail, bsize } = statfsSync(state);
        for (let left = Math.floor((bavail * bsize) / chunk); left > 0; left -= 1) {
          try {
            writeFileSync(filler, Buffer.alloc(chunk), { flag: 'a' });
          } catch {
            break;
          }
        }
      }
    },
    free: () => existsSync(filler) && rmSync(filler),
  };
}

/** The disk under database and log is full; long texts make sure that the room that the database keeps in reserve is used up too. */
export function fullDisk(world: ChaosWorld, disk: NonNullable<ReturnType<typeof smallDisk>>, orders: readonly SampleOrder[]): Promise<Outage> {
  const { karkhana } = world;
  return through(
    world,
    orders,
    async () => {
      disk.fill();
      for (let at = 0; at < 400; at += 1) {
        // written by nobody we know, in words that are no order; hard to compress
        const text = Array.from({ length: 1500 }, (_, word) => ((word * 7919 + at * 104_729) % 1_000_003).toString(36)).join(' ');
        const body = webhookBody(karkhana.whatsapp, [{ id: `wamid.FILL-${at}`, phone: '919999900001', text }]);
        const answer = await post(karkhana.door, body, sign(karkhana.whatsapp.appSecret, body), 40_000);
        if (answer.status !== 200) return answer;
        disk.fill();
      }
      throw new Error('the disk never was full');
    },
    () => disk.free(),
  );
}
