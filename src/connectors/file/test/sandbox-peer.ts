import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CreateSalesOrder } from '../../../modules/sync/contract.ts';
import type { CompanySeed } from '../../../sandbox/kit/index.ts';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { FileHabits, FileSandboxHandler } from '../../../sandbox/file/index.ts';
import { createFileSandbox, fileSandboxSettings } from '../../../sandbox/file/index.ts';
import { reference16 } from '../../kit/reference.ts';
import type { CommandKind, ErpCommand, ErpConnection } from '../../kit/types.ts';
import { fileErp } from '../index.ts';

export interface Peer {
  readonly sandbox: FileSandboxHandler;
  readonly folder: string;
  readonly open: (more?: Record<string, unknown>) => ErpConnection;
  readonly habits: (patch: Partial<FileHabits>) => void;
  readonly close: () => Promise<void>;
  /** Lets the connector's clock run fast, so that it does not wait in vain for an acknowledgement that will not come. */
  readonly hurry: (fast: boolean) => void;
}

const open: Peer[] = [];

/** Ends the sandboxes of a test and removes their folders. */
export async function closePeers(): Promise<void> {
  for (const peer of open.splice(0)) await peer.close();
}

/** A sandbox over a folder of its own, its job running all the time, and the connector opened on it. */
export async function sandboxPeer(seed: CompanySeed = tinyCompany(), habits: Partial<FileHabits> = {}, everyMs: number | null = 10): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'karkhana-file-'));
  let ahead = 0;
  let step = 0;
  const now = (): number => {
    ahead += step;
    return Date.now() + ahead;
  };
  const sandbox = await createFileSandbox({ folder, stateDir: null, seed, habits, everyMs });
  const peer: Peer = {
    sandbox,
    folder,
    open: (more = {}) =>
      fileErp.open(
        { folder, ackWaitMs: 8_000, pollMs: 10, ...fileSandboxSettings, ...more },
        {},
        { now, randomHex: (bytes) => '0'.repeat(bytes * 2), fetch: () => Promise.reject(new Error('no network')) },
      ),
    habits: (patch) => {
      const problems = sandbox.habits.change(patch);
      if (problems.length > 0) throw new Error(problems.join('; '));
    },
    hurry: (fast) => {
      step = fast ? 400 : 0;
    },
    close: async () => {
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  open.push(peer);
  return peer;
}

export const anOrder = (more: Partial<CreateSalesOrder> = {}): CreateSalesOrder => ({
  orderNumber: 'K-1',
  customer: 'C-1042',
  salesOrg: 'VS01',
  channel: '10',
  division: '00',
  shipTo: null,
  currency: 'INR',
  requestedDate: '2026-11-24',
  customerPo: null,
  lines: [
    { lineNo: 10, sku: 'SEV200', words: '=40 peti sev', quantity: '4', uom: 'CAR', erpUom: 'CAR', price: '1260.00' },
    { lineNo: 20, sku: 'CHP5', words: '25 paanch; "wala" ₹5', quantity: '2.000', uom: 'CAR', erpUom: 'CAR', price: null },
  ],
  ...more,
});

export const aLine = (sku: string, more: Partial<CreateSalesOrder['lines'][number]> = {}): CreateSalesOrder['lines'][number] => ({
  ...{ lineNo: 10, sku, words: '', quantity: '1', uom: 'CAR', erpUom: 'CAR', price: null },
  ...more,
});

let serial = 0;
export function aCommand(payload: unknown = anOrder(), kind: CommandKind = 'create_sales_order'): ErpCommand {
  serial += 1;
  const id = `0193a000-0000-7000-8000-${String(serial).padStart(12, '0')}`;
  return { id, reference: reference16('test', id), kind, payload };
}
