import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../../runtime/log.ts';
import { keepEmbedded } from '../embedded/keep.ts';
import { layoutOf } from '../embedded/layout.ts';
import { startEmbedded, type Embedded } from '../embedded/start.ts';
import { isAlive } from '../processes.ts';
import { lockState } from '../state.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'karkhana-embedded-'));
// The database account must be able to enter it.
chmodSync(root, 0o755);
const state = path.join(root, 'state');
const deep = path.join(root, 'a'.repeat(60), 'b'.repeat(40));
let servers: Embedded[] = [];

beforeAll(async () => {
  await stopping(await startEmbedded({ state })).stop();
});
afterEach(async () => {
  for (const server of servers) await server.stop();
  servers = [];
});
afterAll(() => {
  rmSync(layoutOf(deep).socket, { recursive: true, force: true });
  rmSync(root, { recursive: true, force: true });
});

function stopping(server: Embedded): Embedded {
  servers.push(server);
  return server;
}

async function query(server: Embedded, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(server.url);
  await client.connect();
  try {
    return (await client.query(text)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

const killHard = async (pid: number): Promise<void> => {
  process.kill(pid, 'SIGKILL');
  while (isAlive(pid)) await sleep(5);
};

/** A node process of its own that starts the server, says so and waits. */
async function startElsewhere(): Promise<ChildProcess> {
  const script = path.join(root, 'starter.mts');
  const module = path.resolve(import.meta.dirname, '../embedded/start.ts');
  writeFileSync(
    script,
    `const { startEmbedded } = await import(${JSON.stringify(module)}); await startEmbedded({ state: ${JSON.stringify(state)} }); console.log('up'); setInterval(() => {}, 1000);`,
  );
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: path.resolve(import.meta.dirname, '../../../..'),
  });
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  return child;
}

describe('the built-in database', () => {
  it('starts with the settings that survive a power cut, whatever the caller asks for', async () => {
    const server = stopping(await startEmbedded({ state, settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } }));
    const names = ['fsync', 'synchronous_commit', 'full_page_writes'];
    expect(await query(server, `select name, setting from pg_settings where name in ('${names.join(`','`)}') order by name`)).toEqual(
      names.sort().map((name) => ({ name, setting: 'on' })),
    );
    expect(await query(server, 'show data_checksums')).toEqual([{ data_checksums: 'on' }]);
  });

  it('listens on no network port and refuses a wrong password', async () => {
    const server = stopping(await startEmbedded({ state }));
    expect(await query(server, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
    const client = new pg.Client(server.url.replace(/karkhana:[^@]+@/, 'karkhana:wrong@'));
    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  it('is started once by three starts at the same moment', async () => {
    const three = await Promise.all([1, 2, 3].map(() => startEmbedded({ state })));
    three.slice(0, 1).forEach(stopping);
    expect(new Set(three.map((server) => server.pid)).size).toBe(1);
    expect(three.map((server) => server.adopted).sort()).toEqual([false, true, true]);
  });

  it('outlives a killed node process, which the next start adopts', async () => {
    const child = await startElsewhere();
    await killHard(child.pid ?? 0);
    const server = stopping(await startEmbedded({ state }));
    expect(server.adopted).toBe(true);
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('starts again after its own processes were killed, with every committed row', async () => {
    const first = await startEmbedded({ state });
    await query(first, 'create table if not exists kept (n int); insert into kept values (1)');
    const busy = new pg.Client(first.url);
    busy.on('error', () => undefined);
    await busy.connect();
    await killHard(first.pid);
    const second = stopping(await startEmbedded({ state }));
    expect(second.adopted).toBe(false);
    expect(await query(second, 'select count(*)::int as n from kept')).toEqual([{ n: 1 }]);
    await busy.end().catch(() => undefined);
  });

  it('is started again by its keeper when it ends by itself, at the same address', async () => {
    const kept = stopping(await keepEmbedded({ state }, silentLogger));
    await killHard(kept.pid);
    let rows: unknown = null;
    for (let tries = 0; tries < 100 && rows === null; tries += 1) rows = await query(kept, 'select 1 as one').catch(() => sleep(100, null));
    expect(rows).toEqual([{ one: 1 }]);
  });

  it('does not take an unrelated process for its own when a power cut left a pid file behind', async () => {
    const first = await startEmbedded({ state });
    const note = readFileSync(path.join(state, 'pg18', 'postmaster.pid'), 'utf8');
    await first.stop();
    writeFileSync(path.join(state, 'pg18', 'postmaster.pid'), note.replace(/^\d+/, String(process.pid)));
    writeFileSync(path.join(state, 'run', '.s.PGSQL.5432.lock'), note.replace(/^\d+/, String(process.pid)));
    const second = stopping(await startEmbedded({ state }));
    expect(second.adopted).toBe(false);
    expect(await query(second, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('begins anew after a cut in the middle of the first start', async () => {
    const fresh = path.join(root, 'cut');
    mkdirSync(path.join(fresh, 'pg18.draft', 'base'), { recursive: true });
    writeFileSync(path.join(fresh, 'db.secret'), '');
    const server = stopping(await startEmbedded({ state: fresh }));
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('says in one sentence what is wrong with its folder', async () => {
    const file = path.join(root, 'file');
    writeFileSync(file, '');
    await expect(startEmbedded({ state: path.join(file, 'state') })).rejects.toMatchObject({
      name: 'StartFault',
      code: 'state_not_writable',
      message: expect.stringContaining('cannot be written') as string,
    });
  });

  it.runIf(process.getuid?.() === 0)(
    'runs as an unprivileged account when node runs as root, and says so when that account cannot reach the folder',
    async () => {
      const server = stopping(await startEmbedded({ state }));
      const uid = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1];
      expect(Number(uid)).toBeGreaterThan(0);
      const hidden = path.join(root, 'hidden');
      mkdirSync(hidden);
      chmodSync(hidden, 0o700);
      await expect(startEmbedded({ state: path.join(hidden, 'state') })).rejects.toMatchObject({ code: 'state_not_reachable' });
    },
  );

  it('keeps the socket path short enough in a deep folder', async () => {
    const server = stopping(await startEmbedded({ state: deep }));
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('the state folder', () => {
  const lockElsewhere = async (dir: string): Promise<ChildProcess> => {
    const script = path.join(root, 'locker.mts');
    const module = path.resolve(import.meta.dirname, '../state.ts');
    writeFileSync(
      script,
      `const { lockState } = await import(${JSON.stringify(module)}); lockState(${JSON.stringify(dir)}); console.log('locked'); setInterval(() => {}, 1000);`,
    );
    const child = spawn(process.execPath, ['--import', 'tsx', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: path.resolve(import.meta.dirname, '../../../..'),
    });
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    return child;
  };

  it('belongs to one karkhana, which the refusal names, until that one ends, however it ends', async () => {
    const dir = path.join(root, 'locked');
    const child = await lockElsewhere(dir);
    expect(() => lockState(dir)).toThrow(`Another karkhana (process ${child.pid}) already uses ${dir}`);
    await killHard(child.pid ?? 0);
    const lock = lockState(dir);
    expect(() => lockState(dir)).toThrow(`process ${process.pid}`);
    lock.release();
    lockState(dir).release();
  });

  it('is not held by a later process that got the number of the dead one', () => {
    const dir = path.join(root, 'recycled');
    mkdirSync(dir);
    writeFileSync(path.join(dir, 'karkhana.lock.4'), JSON.stringify({ pid: process.pid, birth: 'other-boot-1', released: false }));
    expect(() => lockState(dir).release()).not.toThrow();
  });
});
