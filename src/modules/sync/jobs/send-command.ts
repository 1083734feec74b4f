import { setTimeout as sleep } from 'node:timers/promises';
import type { CallRecord } from '../../../connectors/kit/types.ts';
import { isDatabaseAway } from '../../../platform/db/errors.ts';
import type { JobDefinition } from '../../../platform/jobs/definition.ts';
import { defineJob } from '../../../platform/jobs/definition.ts';
import type { Runtime } from '../../../platform/runtime/ctx.ts';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import { unitWordsOf } from '../active-mapping.ts';
import type { Attempt } from '../commands/attempt-command.ts';
import { claimCommand, finishAttempt, markSending } from '../commands/attempt-command.ts';
import { canSimulate, connectionSettingsSchema, type ConnectionPool, type ConnectionSettings } from '../connections.ts';
import type { SyncDeps } from '../deps.ts';
import type { DryRun } from '../domain/dry-run.ts';
import type { Ending } from '../domain/ending.ts';
import { writeCommand, type Unsayable } from '../domain/mapping/mapping.ts';
import { attemptSteps } from './attempt-steps.ts';
import { tryOrder } from './dry-run.ts';

export const syncActor = systemActor('sync');

/** Attempts after which a fault of ours (not of the ERP) goes to a person instead of being tried again. */
const mostFaults = 8;

/** The job that works on one command: claim, calls without a transaction, finish. Three transactions and four calls when all goes well (three where the ERP cannot try an order). */
export const sendCommandJob = (deps: SyncDeps, pool: ConnectionPool): JobDefinition<{ readonly commandId: string }> =>
  defineJob({
    name: 'sync.send-command',
    concurrency: 8,
    expireSeconds: 230,
    handle: async (runtime, { commandId }, signal) => {
      const attempt = await runtime.transaction(syncActor, (ctx) => claimCommand(ctx, deps.orders, commandId));
      if (attempt) await runAttempt(runtime, deps, pool, attempt, signal);
    },
  });

async function runAttempt(runtime: Runtime, deps: SyncDeps, pool: ConnectionPool, attempt: Attempt, signal: AbortSignal): Promise<void> {
  const calls: CallRecord[] = [];
  let sent = false;
  let ending: Ending | null;
  let tried: DryRun | undefined;
  try {
    const settings = connectionSettingsSchema.parse(attempt.command.connection.settings);
    const connection = pool.open(attempt.command.connection);
    const record = (call: CallRecord): number => calls.push(call);
    const said = inErpWords(attempt, pool);
    const result = await attemptSteps(said.attempt, {
      unsayable: said.unsayable,
      connection,
      settleMs: settings.settleSeconds * 1_000,
      mayRepeat: mayRepeat(attempt, pool),
      now: deps.connectorDeps.now,
      record,
      signal,
      dryRun: isTried(attempt, pool, settings) ? (erp) => tryOrder(connection, erp, settings.dryRun, record) : null,
      markSending: async () => {
        const held = await runtime.transaction(syncActor, (ctx) => markSending(ctx, attempt));
        sent = held;
        return held;
      },
    });
    ending = result.ending;
    tried = result.tried;
  } catch (error) {
    runtime.log.error({ error, commandId: attempt.command.id }, 'attempt at an ERP command failed inside');
    ending = endingOfFault(attempt, sent);
  }
  if (ending === null) return;
  const report = { attempt, ending, calls, sent, ...(tried === undefined ? {} : { tried }), chance: Math.random() };
  await untilKept(signal, () => runtime.transaction(syncActor, (ctx) => finishAttempt(ctx, deps.orders, report)));
}

/** Whether a command that was sent and is not found can be sent again: not where the ERP books it later without our mark. */
function mayRepeat({ command }: Attempt, pool: ConnectionPool): boolean {
  const capability = pool.connectorOf(command.connection.connector)?.capabilities.write[command.kind];
  return capability === undefined || !capability.async || !['none', 'compareDocument'].includes(capability.idempotency);
}

/** The command in the words of its ERP, as far as its mapping can say it. */
function inErpWords(attempt: Attempt, pool: ConnectionPool): { readonly attempt: Attempt; readonly unsayable: Unsayable | null } {
  const { connection, kind, payload } = attempt.command;
  const words = unitWordsOf(pool.connectorOf(connection.connector), connection.settings);
  const said = writeCommand({ ...attempt.mapping, words }, kind, payload);
  return said.ok ? { attempt: { ...attempt, command: { ...attempt.command, payload: said.data } }, unsayable: null } : { attempt, unsayable: said };
}

/** Whether a command is tried before it is written: a new order, where the ERP can, the setting is on, and nobody wants it posted whatever a try says. */
function isTried({ command }: Attempt, pool: ConnectionPool, settings: ConnectionSettings): boolean {
  const wanted = (command.payload as { readonly dryRun?: unknown }).dryRun !== false;
  return wanted && settings.dryRun.on && command.kind === 'create_sales_order' && canSimulate(pool.connectorOf(command.connection.connector));
}

/** About a minute of tries, a second apart: a built-in database that was killed is back by then. */
const mostWrites = 60;

/**
 * What the ERP answered is known here and nowhere else: with the database away it is written as soon as that is back, so that the
 * command need not lie until its lease has run out. Written twice is harmless: the fence and the order's state see to that.
 */
async function untilKept(signal: AbortSignal, write: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (tries === mostWrites || signal.aborted || !isDatabaseAway(error)) throw error;
      await sleep(Math.min(1_000, 100 * 2 ** tries));
    }
  }
}

/** A fault after the mark may have happened after the ERP committed. */
function endingOfFault(attempt: Attempt, sent: boolean): Ending {
  if (sent) return { kind: 'unknown', why: 'internal_fault', lost: true, erpKey: null, afterMs: null };
  if (attempt.inDoubt || attempt.command.attempts < mostFaults) return { kind: 'put_off', why: 'internal_fault', trouble: false, afterMs: null };
  return { kind: 'rejected', code: 'internal_fault', text: '', field: null, erpKey: null, facts: {} };
}
