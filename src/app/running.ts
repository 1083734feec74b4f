import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { birthOf, isAlive } from '../platform/db/processes.ts';
import type { DemoErpId } from './demo-erps/ids.ts';
import { writePrivate } from './kept-file.ts';

/** Somebody who can sign in to the demo. */
export interface SignIn {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** The sandbox WhatsApp as scripts need it. */
export interface WhatsappEndpoint {
  readonly url: string;
  readonly phoneNumberId: string;
  readonly businessNumber: string;
  readonly accessToken: string;
  readonly appSecret: string;
  readonly verifyToken: string;
}

/** The sandbox ERP as scripts need it. */
export interface ErpEndpoint {
  /** Id of the connector: `sap-s4`. */
  readonly id: DemoErpId;
  readonly name: string;
  readonly url: string;
  readonly signIn: Readonly<Record<string, string>>;
  /** Bad habits with which it books and does not answer, and with which it answers again. */
  readonly loseAnswers: { readonly on: object; readonly off: object };
}

/** What a running karkhana says about itself: `status --json`. Holds secrets of sandboxes, never those of the real world. */
export interface Running {
  readonly pid: number;
  readonly version: string;
  readonly state: string;
  readonly startedAt: string;
  readonly role: string;
  readonly demo: boolean;
  readonly quietMs: number;
  readonly web: { readonly url: string; readonly phoneUrl: string | null; readonly apiUrl: string; readonly webhookUrl: string } | null;
  readonly sandboxes: { readonly whatsapp: WhatsappEndpoint; readonly erp: ErpEndpoint } | null;
  readonly signIns: readonly SignIn[];
  readonly log: string;
}

const fileOf = (state: string): string => path.join(state, 'running.json');

/** Tells other processes on this machine where we are; only this account can read it. Returns how to take it back. */
export function announce(running: Running): () => void {
  const file = fileOf(running.state);
  writePrivate(file, `${JSON.stringify({ ...running, birth: birthOf(running.pid) }, null, 2)}\n`);
  return () => rmSync(file, { force: true });
}

/** What runs on this state folder, or null. A file that a killed process left behind counts as nothing. */
export function readRunning(state: string): Running | null {
  try {
    const { birth, ...running } = JSON.parse(readFileSync(fileOf(state), 'utf8')) as Running & { birth: string };
    return isAlive(running.pid) && (birth === '' || birth === birthOf(running.pid)) ? running : null;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}
