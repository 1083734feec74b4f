import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { failureOf, isJobId } from './protocol.ts';
import type { AgentAnswer } from './protocol.ts';

/** What the agent must still know after it was killed: which requests it has begun, and answers that the server does not have yet. */
export interface AnswerStore {
  readonly instance: string;
  /** Requests that were begun and have no answer: Tally may have carried them out. */
  interrupted(): Promise<readonly string[]>;
  waiting(): Promise<readonly string[]>;
  /** On the disk before Tally sees the request. */
  begin(id: string): Promise<void>;
  /** On the disk before the server is told. */
  keep(id: string, answer: AgentAnswer): Promise<void>;
  read(id: string): Promise<AgentAnswer | null>;
  forget(id: string): Promise<void>;
  close(): Promise<void>;
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(`${file}.new`, 'w');
  await handle.writeFile(bytes);
  await handle.sync();
  await handle.close();
  await rename(`${file}.new`, file);
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** One agent a folder: two would send a request twice. Throws when another one that runs holds it. */
async function lock(file: string): Promise<void> {
  const held = Number(await readFile(file, 'utf8').catch(() => ''));
  if (held > 0 && held !== process.pid && isAlive(held)) throw new Error(`another agent (process ${held}) works in ${path.dirname(file)}`);
  await writeWhole(file, Buffer.from(String(process.pid)));
}

async function instanceOf(file: string): Promise<string> {
  const known = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (isJobId(known)) return known;
  const fresh = randomBytes(16).toString('hex');
  await writeWhole(file, Buffer.from(fresh));
  return fresh;
}

function encoded(answer: AgentAnswer): Uint8Array {
  const head = answer.kind === 'answered' ? { status: answer.status, contentType: answer.contentType } : { why: answer.why };
  const body = answer.kind === 'answered' ? answer.body : new Uint8Array();
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body]);
}

function decoded(bytes: Buffer): AgentAnswer {
  const cut = bytes.indexOf('\n');
  const head = JSON.parse(bytes.subarray(0, cut).toString()) as { status?: number; contentType?: string; why?: string };
  if (head.status === undefined) return { kind: 'failed', why: failureOf(head.why ?? '') ?? 'interrupted' };
  return { kind: 'answered', status: head.status, contentType: head.contentType ?? '', body: new Uint8Array(bytes.subarray(cut + 1)) };
}

/** Opens the folder of an agent. Throws when another agent works in it, or it cannot be written. */
export async function openAnswerStore(dir: string): Promise<AnswerStore> {
  await mkdir(dir, { recursive: true });
  const lockFile = path.join(dir, 'agent.pid');
  await lock(lockFile);
  const instance = await instanceOf(path.join(dir, 'agent.id'));
  const begun = (id: string): string => path.join(dir, `${id}.begun`);
  const answer = (id: string): string => path.join(dir, `${id}.answer`);
  const idsWith = async (ending: string): Promise<readonly string[]> =>
    (await readdir(dir)).filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
  return {
    instance,
    interrupted: async () => {
      const answered = new Set(await idsWith('.answer'));
      return (await idsWith('.begun')).filter((id) => isJobId(id) && !answered.has(id));
    },
    waiting: async () => (await idsWith('.answer')).filter(isJobId),
    begin: (id) => writeWhole(begun(id), Buffer.from(new Date().toISOString())),
    keep: (id, given) => writeWhole(answer(id), encoded(given)),
    read: async (id) => {
      const bytes = await readFile(answer(id)).catch(() => null);
      return bytes === null ? null : decoded(bytes);
    },
    forget: async (id) => {
      await rm(begun(id), { force: true });
      await rm(answer(id), { force: true });
    },
    close: () => rm(lockFile, { force: true }),
  };
}
