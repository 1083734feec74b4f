import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive } from '../../platform/db/processes.ts';
import { readNote } from '../../platform/db/embedded/pidfile.ts';
import { createClosing } from '../closing.ts';
import type { Closing } from '../closing.ts';
import { createProgress } from '../progress.ts';
import { readRunning } from '../running.ts';
import { readSettings } from '../settings.ts';
import { start, type Started } from '../start.ts';

const state = mkdtempSync(path.join(tmpdir(), 'karkhana-start-'));
const lines: string[] = [];
const begin = async (env: Record<string, string> = {}): Promise<{ started: Started; closing: Closing }> => {
  const flags = { port: '0', whatsappPort: '0', erpPort: '0', quietSeconds: '0.5' };
  const settings = readSettings(flags, { KARKHANA_DEMO_PAST_ORDERS: '40', ...env }, state);
  if (!settings.ok) throw new Error(String(settings.refusal.facts['sentence']));
  const closing = createClosing();
  return {
    started: await start(
      settings.value,
      createProgress((line) => lines.push(line)),
      closing,
    ),
    closing,
  };
};
const databasePid = (): number => readNote(path.join(state, 'pg18'))?.pid ?? 0;
const urlOf = (started: Started): string => started.running.web?.url ?? '';

async function signIn(started: Started, email: string): Promise<string> {
  const person = started.running.signIns.find((one) => one.email === email);
  const answer = await fetch(`${urlOf(started)}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: person?.password }),
  });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

describe('a demo factory that starts', () => {
  let now: { started: Started; closing: Closing };
  beforeAll(async () => {
    now = await begin();
  });
  afterAll(async () => {
    await now?.closing.run();
    rmSync(state, { recursive: true, force: true });
  });

  it('reads the company from the sandbox ERP and lets its people in', async () => {
    const cookie = await signIn(now.started, 'asha@vindhya.example');
    const customers = await fetch(`${urlOf(now.started)}/api/customers?q=shree`, { headers: { cookie } });
    expect(await customers.json()).toMatchObject({ rows: [{ code: 'C-1042' }] });
    expect(lines.join('\n')).toMatch(/[1-9]\d{2} stock/);
  });

  it('says where it is to this account only, with everything that a script needs', () => {
    const running = readRunning(state);
    expect(running).toMatchObject({ pid: process.pid, demo: true, quietMs: 500, sandboxes: { erp: { id: 'sap-s4', signIn: { user: 'KARKHANA' } } } });
    expect(statSync(path.join(state, 'running.json')).mode & 0o777).toBe(0o600);
  });

  it('gives its pages what they need', async () => {
    const own = (await (await fetch(`${urlOf(now.started)}/api/demo`)).json()) as { phones: unknown[]; signIns: unknown[] };
    expect(own.phones.length).toBeGreaterThan(20);
    expect(own.signIns.length).toBeGreaterThan(5);
  });

  it('is refused a second time on the same folder, in one sentence that names the process', async () => {
    await expect(begin()).rejects.toThrow(new RegExp(`process ${process.pid}\\) already uses ${state}`));
  });

  it('answers 503 while the database is away, and recovers by itself', async () => {
    const health = async (): Promise<number> => (await fetch(`${urlOf(now.started)}/healthz`)).status;
    const killed = databasePid();
    process.kill(killed, 'SIGKILL');
    const seen = new Set<number>();
    for (const end = Date.now() + 15_000; Date.now() < end && !(seen.has(503) && seen.has(200));) {
      const status = await health();
      if (status !== 200 || seen.has(503)) seen.add(status);
    }
    expect([...seen].sort()).toEqual([200, 503]);
    expect(databasePid()).not.toBe(killed);
  });

  it('stops everything, the database too, and begins again with what it had', async () => {
    const database = databasePid();
    const { url } = now.started.running.sandboxes?.erp ?? { url: '' };
    const began = Date.now();
    await now.closing.run();
    expect(Date.now() - began).toBeLessThan(3000);
    expect(isAlive(database)).toBe(false);
    expect(readRunning(state)).toBeNull();
    await expect(fetch(url)).rejects.toThrow();
    lines.length = 0;
    now = await begin();
    expect(lines.join('\n')).not.toMatch(/company read|applied/);
    expect(await signIn(now.started, 'asha@vindhya.example')).toContain('session_token');
  });
});

describe('a start that cannot be', () => {
  it.each([
    ['a database that does not answer', { DATABASE_URL: 'postgresql://me:hunter22@127.0.0.1:1/k' }, /ECONNREFUSED/],
    ['a demo spread over processes', { KARKHANA_ROLE: 'worker' }, /leave --role out/],
    ['half a WhatsApp line', { KARKHANA_DEMO: 'no', KARKHANA_WHATSAPP_ACCESS_TOKEN: 'some-access-token' }, /needs all four/],
    ['a connection file that is not there', { KARKHANA_DEMO: 'no', KARKHANA_CONNECTION_FILE: '/nowhere/erp.json' }, /cannot be read \(ENOENT\)/],
  ])('ends with a reason: %s', async (_case, env, expected) => {
    const other = mkdtempSync(path.join(tmpdir(), 'karkhana-start-'));
    mkdirSync(other, { recursive: true });
    const settings = readSettings({ port: '0' }, env, other);
    if (!settings.ok) throw new Error('settings');
    const closing = createClosing();
    await expect(
      start(
        settings.value,
        createProgress(() => undefined),
        closing,
      ),
    ).rejects.toThrow(expected);
    await closing.run();
    rmSync(other, { recursive: true, force: true });
  });
});
