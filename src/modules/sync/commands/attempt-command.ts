import type { Instant } from '../../../kernel/time.ts';
import { addMs } from '../../../kernel/time.ts';
import type { CallRecord } from '../../../connectors/kit/types.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { CommandState } from '../contract.ts';
import type { OrdersFace, Told } from '../deps.ts';
import type { Admission } from '../domain/admission.ts';
import { admit, probeWaitMs } from '../domain/admission.ts';
import type { DryRun } from '../domain/dry-run.ts';
import type { Change, Ending } from '../domain/ending.ts';
import { changeFor } from '../domain/ending.ts';
import { sendCommandKind } from '../job-kinds.ts';
import { insertCalls } from '../store/call-store.ts';
import type { LockedCommand } from '../store/command-store.ts';
import { leaveCommand, lockCommand, markSent, nextInLine, putOff, takeLease } from '../store/command-store.ts';
import type { StoredMapping } from '../store/mapping-store.ts';
import { loadMapping } from '../store/mapping-store.ts';
import { forgetDigest } from '../store/report-store.ts';
import { endProbe, noteSuccess, pauseConnection, restConnection, takeProbe } from '../store/connection-store.ts';
import { noteFailure } from './note-failure.ts';
import { keepDryRun } from './simulate-order.ts';
import { listenerOf } from './tell-orders.ts';

/** Longer than the calls of one attempt can take; a holder that is dead longer than this loses the command. */
const leaseMs = 240_000;

/** One command tries a rested ERP for so long; if it dies, another one does. */
const probeMs = 60_000;

/** A command that this attempt holds. `told`: the order knows that it may be in the ERP. */
export interface Attempt {
  readonly command: LockedCommand;
  readonly fence: number;
  /** An earlier send may be in the ERP. */
  readonly inDoubt: boolean;
  /** The mapping in whose words it is sent and looked for: the one that counts now, or while it is in doubt the one with which it was sent. */
  readonly mapping: StoredMapping;
}

/**
 * Takes a command for one attempt, or null when there is nothing to do now; a job that came too early is put off.
 * Before the first attempt the order is told that the ERP's time begins.
 */
export async function claimCommand(ctx: Ctx, orders: OrdersFace, commandId: string): Promise<Attempt | null> {
  const command = await lockCommand(ctx, commandId);
  if (!command) return null;
  const admission = await admitted(ctx, command);
  if (admission === null) return null;
  const inDoubt = command.sentAt !== null;
  const fence = await takeLease(ctx, command.id, inDoubt ? 'unknown' : 'sending', addMs(ctx.now(), leaseMs));
  const listener = listenerOf(ctx, orders, command);
  if (admission.crashed) await listener.unknown('attempt_died');
  const sentWith = inDoubt ? (command.mappingVersion ?? undefined) : undefined;
  const mapping = await loadMapping(ctx, command.connection.id, sentWith);
  if (inDoubt || command.attempts > 0) return { command, fence, inDoubt, mapping };
  const started = await listener.started();
  if (started.ok) return { command, fence, inDoubt, mapping };
  // The order has another command by now. Sending this one too would make two documents.
  await leaveCommand(ctx, command.id, fence, {
    state: 'rejected',
    notBefore: ctx.now(),
    sentAt: null,
    erpKey: command.erpKey,
    result: { code: 'superseded' },
    finished: true,
  });
  await queueNext(ctx, command.orderingKey);
  return null;
}

/** Lets a command in, or has its job come back. Of those that would try a rested ERP only one is let in. */
async function admitted(ctx: Ctx, command: LockedCommand): Promise<Extract<Admission, { kind: 'take' }> | null> {
  const admission = admit(command, ctx.now());
  if (admission.kind === 'wait') await waitFor(ctx, command, admission.ms);
  if (admission.kind !== 'take') return null;
  if (!admission.probe || (await takeProbe(ctx, command.connection.id, addMs(ctx.now(), probeMs)))) return admission;
  await waitFor(ctx, command, probeWaitMs);
  return null;
}

async function waitFor(ctx: Ctx, command: LockedCommand, ms: number): Promise<void> {
  await putOff(ctx, command.id, addMs(ctx.now(), ms));
  await ctx.enqueue(sendCommandKind, { commandId: command.id }, { delayMs: ms });
}

/** Writes down that the create leaves now. False: the lease is lost, nothing may be sent. */
export const markSending = (ctx: Ctx, { command, fence, mapping }: Attempt): Promise<boolean> =>
  markSent(ctx, command.id, fence, { leaseUntil: addMs(ctx.now(), leaseMs), mappingVersion: mapping.version });

/** What an attempt has to tell at its end. */
export interface AttemptReport {
  readonly attempt: Attempt;
  readonly ending: Ending;
  readonly calls: readonly CallRecord[];
  /** A create left in this attempt. */
  readonly sent: boolean;
  /** What trying the command came to, where it was tried. */
  readonly tried?: DryRun;
  /** 0…1. */
  readonly chance: number;
}

/**
 * Ends an attempt: command, calls, connection and order change in one transaction. An attempt that lost its lease changes nothing:
 * whoever holds it now looks the document up.
 */
export async function finishAttempt(ctx: Ctx, orders: OrdersFace, report: AttemptReport): Promise<void> {
  const { attempt, ending, calls, sent } = report;
  const { command } = attempt;
  const change = changeFor(ending, command.memory, { inDoubt: attempt.inDoubt && !sent, sent, chance: report.chance });
  const held = await leaveCommand(ctx, command.id, attempt.fence, leavingOf(ctx.now(), command, ending, change));
  await insertCalls(ctx, command.id, calls);
  if (!held) return;
  if (isEnd(change.state) && command.kind !== 'create_sales_order') await forgetDigest(ctx, command.businessKey);
  await noteConnection(ctx, command.connection.id, ending);
  if (report.tried !== undefined) await keepDryRun(ctx, orders, command.businessKey, report.tried);
  await tellOrder(ctx, orders, command, ending, attempt.inDoubt);
  await ctx.publish({
    type: 'erp_command.changed',
    subject: command.businessKey,
    payload: { commandId: command.id, reference: command.reference, state: change.state, why: change.memory.why },
  });
  if (change.nextMs !== null) await ctx.enqueue(sendCommandKind, { commandId: command.id }, { delayMs: change.nextMs });
  if (isEnd(change.state)) await queueNext(ctx, command.orderingKey);
}

const isEnd = (state: CommandState): boolean => state === 'committed' || state === 'rejected';

async function queueNext(ctx: Ctx, orderingKey: string): Promise<void> {
  const next = await nextInLine(ctx, orderingKey);
  if (next !== null) await ctx.enqueue(sendCommandKind, { commandId: next });
}

function leavingOf(now: Instant, command: LockedCommand, ending: Ending, change: Change): Parameters<typeof leaveCommand>[3] {
  const { kind, ...facts } = ending;
  return {
    state: change.state,
    notBefore: addMs(now, change.nextMs ?? 0),
    sentAt: change.sentAt === 'restart' ? now : change.sentAt === 'clear' ? null : 'keep',
    erpKey: 'erpKey' in ending && ending.erpKey !== null ? ending.erpKey : command.erpKey,
    result: { kind, ...facts, memory: change.memory },
    finished: isEnd(change.state),
  };
}

async function noteConnection(ctx: Ctx, connection: string, ending: Ending): Promise<void> {
  if (ending.kind === 'committed' || isAnswer(ending)) return noteSuccess(ctx, connection, addMs(ctx.now(), -10_000));
  if (ending.kind === 'unauthorised' && (await pauseConnection(ctx, connection, ending.why))) {
    await ctx.publish({ type: 'erp_connection.paused', subject: connection, payload: { why: ending.why } });
  }
  await endProbe(ctx, connection);
  // the ERP asked for time: all of its commands wait, not only this one
  if (ending.kind === 'put_off' && ending.why === 'throttled') await restConnection(ctx, connection, addMs(ctx.now(), ending.afterMs ?? 0));
  if (ending.kind === 'put_off' && ending.trouble) await noteFailure(ctx, connection);
}

/** A refusal in the ERP's words is a sign of life; one of our own making is none. */
const isAnswer = (ending: Ending): boolean => ending.kind === 'rejected' && ending.code !== 'internal_fault' && ending.facts['mapping'] !== true;

async function tellOrder(ctx: Ctx, orders: OrdersFace, command: LockedCommand, ending: Ending, knownUnknown: boolean): Promise<void> {
  const told = await tellEnding(ctx, orders, command, ending, knownUnknown);
  // The ERP's document stands whatever the order says: somebody must look, and the log is where they find out why.
  if (!told.ok) ctx.log.warn({ commandId: command.id, orderId: command.businessKey, ending: ending.kind }, 'the order did not take the news from the ERP');
}

async function tellEnding(ctx: Ctx, orders: OrdersFace, command: LockedCommand, ending: Ending, knownUnknown: boolean): Promise<Told> {
  const listener = listenerOf(ctx, orders, command);
  switch (ending.kind) {
    case 'committed':
      return listener.committed(ending);
    case 'rejected':
      return listener.rejected(ending);
    case 'unknown':
      // Told once: the look-ups that follow are no news.
      return knownUnknown ? { ok: true } : listener.unknown(ending.why);
    default:
      return { ok: true };
  }
}
