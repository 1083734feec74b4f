import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { getCompany } from '../modules/masters/index.ts';
import type { ConnectionInput, SyncParts } from '../modules/sync/index.ts';
import { systemActor } from '../platform/runtime/ctx.ts';
import type { Runtime } from '../platform/runtime/ctx.ts';
import type { Progress } from './progress.ts';
import { Trouble } from './start-trouble.ts';

const setUp = systemActor('set-up');

/** What a connection file holds; `settings` and `secrets` are those of the connector (see its README). */
const connectionSchema = z.object({
  id: z.string().min(1).max(40),
  connector: z.string(),
  settings: z.record(z.string(), z.unknown()),
  secrets: z.record(z.string(), z.string()),
  settleSeconds: z.number().optional(),
  dryRun: z.object({ on: z.boolean().optional(), seconds: z.number().optional(), toleranceMinor: z.int().optional() }).optional(),
});

/** Reads a connection file. Throws Trouble with a sentence, never with a value of it. */
export function readConnectionFile(file: string): ConnectionInput {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Trouble(
      error instanceof SyntaxError ? `${file} is no valid JSON.` : `${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'}).`,
    );
  }
  const checked = connectionSchema.safeParse(given);
  if (!checked.success) throw new Trouble(`${file} lacks or mistakes: ${checked.error.issues.map((issue) => issue.path.join('.')).join(', ')}.`);
  const { settleSeconds, dryRun, ...connection } = checked.data;
  return { ...connection, ...(settleSeconds === undefined ? {} : { settleSeconds }), ...(dryRun === undefined ? {} : { dryRun }) };
}

/** Saves the connection; the first time, reads everything from the ERP. Throws Trouble when connection or ERP refuse. */
export async function connectErp(connection: ConnectionInput, runtime: Runtime, sync: SyncParts, progress: Progress, isRead: boolean): Promise<void> {
  const made = await sync.createConnection(runtime, connection);
  if (!made.ok) throw new Trouble(`The connection ${connection.id} was refused (${made.refusal.code} ${JSON.stringify(made.refusal.facts)}).`);
  if (isRead && (await runtime.transaction(setUp, (ctx) => getCompany(ctx)))) return;
  const counts = new Map<string, number>();
  const read = await progress.step(`master data read from ${connection.id}`, () =>
    sync.readAll(runtime, connection.id, { onProgress: ({ object, records }) => void counts.set(object, records) }),
  );
  if (!read.ok) throw new Trouble(`${connection.id} could not be read (${read.refusal.code} ${JSON.stringify(read.refusal.facts)}).`);
  progress.say(`    ${[...counts].map(([object, records]) => `${records} ${object}`).join(', ')}`);
}
