import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rpc } from './rpc.ts';
import { createRpc } from './rpc.ts';
import { setUpFactory } from './setup.ts';

const modules = [
  ...['sale', 'production', 'production_routing', 'production_work', 'stock_lot', 'sale_credit_limit', 'sale_price_list', 'product_price_list'],
  ...['sale_supply_production', 'account_invoice_stock', 'sale_history'],
];
const packages = ['tryton-server', ...modules.map((module) => `tryton-modules-${module.replaceAll('_', '-')}`)];
const password = 'only-for-this-test';

const installed = (): boolean => spawnSync('trytond-admin', ['--version'], { stdio: 'ignore' }).status === 0;

/** Why Tryton cannot run here, with what to do about it; null: it can, and is installed now. */
export function whyNoTryton(): string | null {
  if (installed()) return null;
  const how = `install it (apt-get install --no-install-recommends ${packages.join(' ')}), or run as root on Debian with KARKHANA_TRYTON=1`;
  if (process.env.KARKHANA_TRYTON !== '1') return `Tryton is not installed: ${how}`;
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0)
    return `Tryton cannot be installed without root and apt-get: ${how}`;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update'], { stdio: 'ignore', env });
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { stdio: 'ignore', env, timeout: 600_000 });
  return installed() ? null : `apt-get could not install Tryton: ${how}`;
}

/** A Tryton server with the small factory in it. */
export interface TrytonServer {
  readonly url: string;
  readonly password: string;
  readonly rpc: Rpc;
  stop(): void;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** Makes a database in a folder of its own (SQLite), starts a server over it and sets the factory up. */
export async function startTryton(): Promise<TrytonServer> {
  const folder = mkdtempSync(join(tmpdir(), 'karkhana-tryton-'));
  const port = await freePort();
  const [conf, secret] = [join(folder, 'trytond.conf'), join(folder, 'password')];
  writeFileSync(conf, `[web]\nlisten=127.0.0.1:${port}\n[database]\nuri=sqlite://\npath=${folder}\n`);
  writeFileSync(secret, password, { mode: 0o600 });
  writeFileSync(join(folder, 'erp.sqlite'), '');
  const admin = (...args: string[]): void => {
    const done = spawnSync('trytond-admin', ['-c', conf, '-d', 'erp', ...args], {
      env: { ...process.env, TRYTONPASSFILE: secret },
      encoding: 'utf8',
      timeout: 400_000,
    });
    if (done.status !== 0) throw new Error(`trytond-admin ${args[0] ?? ''}: ${done.stderr.slice(-500)}`);
  };
  admin('--all', '--email', 'admin@example.com');
  admin('-u', ...modules, '--activate-dependencies');
  const server = spawn('trytond', ['-c', conf], { stdio: 'ignore' });
  const stop = (): void => {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    const up = await fetch(url).then(
      () => true,
      () => false,
    );
    if (up) break;
    if (tries > 150) throw new Error('trytond did not start');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const rpc = createRpc(`${url}/erp/`);
  await rpc.login('admin', password);
  await setUpFactory(rpc);
  return { url, password, rpc, stop };
}
