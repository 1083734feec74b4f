import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ErpConnection } from '../../../connectors/kit/types.ts';
import type { Instant } from '../../../kernel/time.ts';
import { addMs, instantFromMs } from '../../../kernel/time.ts';
import type { LockedCommand } from '../store/command-store.ts';
import type { CommandState } from '../contract.ts';
import { admit } from '../domain/admission.ts';
import type { Ending } from '../domain/ending.ts';
import { changeFor, freshMemory } from '../domain/ending.ts';
import { attemptSteps } from '../jobs/attempt-steps.ts';

/**
 * A model without database or network: the decisions and steps as they are, an ERP that does to each call what the property says,
 * a process that dies where the property says. `lateMs`: the ERP commits that long after the answer was lost; always within the settling time.
 */
const settleMs = 4_000;

type Fate =
  | { readonly do: 'answer' }
  | { readonly do: 'lose_after_commit' }
  | { readonly do: 'lose_before_commit' }
  | { readonly do: 'commit_late'; readonly lateMs: number }
  | { readonly do: 'refuse_for_now' }
  | { readonly do: 'throttle' }
  | { readonly do: 'die_before_create' }
  | { readonly do: 'die_after_commit' }
  | { readonly do: 'die_then_commit_late'; readonly lateMs: number }
  | { readonly do: 'fail_lookup' };

const fates: fc.Arbitrary<Fate> = fc.oneof(
  ...(['answer', 'lose_after_commit', 'lose_before_commit', 'refuse_for_now', 'throttle', 'die_before_create', 'die_after_commit', 'fail_lookup'] as const).map(
    (kind) => fc.constant({ do: kind } as Fate),
  ),
  fc.integer({ min: 1, max: settleMs - 1 }).map((lateMs): Fate => ({ do: 'commit_late', lateMs })),
  fc.integer({ min: 1, max: settleMs - 1 }).map((lateMs): Fate => ({ do: 'die_then_commit_late', lateMs })),
);

class Died extends Error {}

// eslint-disable-next-line complexity -- a model of the whole life of a command, read from top to bottom
async function live(script: readonly Fate[], gaps: readonly number[]): Promise<{ documents: number; state: CommandState }> {
  let clock = Date.parse('2026-11-22T04:30:00Z');
  const commits: number[] = [];
  const documents = (): number => commits.filter((at) => at <= clock).length;
  let command = { state: 'new' as CommandState, sentAt: null as Instant | null, notBefore: instantFromMs(clock), memory: freshMemory };

  for (let turn = 0; turn < script.length + 40; turn += 1) {
    clock += gaps[turn % Math.max(1, gaps.length)] ?? 50;
    const fate: Fate = script[turn] ?? { do: 'answer' };
    const now = instantFromMs(clock);
    // The lease of a dead process has ended: soleNode, or its time was over.
    const admission = admit(
      { ...command, leaseUntil: null, blocked: false, connectionState: 'active', breakerUntil: null, failures: 0, probeUntil: null, downUntil: null },
      now,
    );
    if (admission.kind === 'leave') return { documents: commits.length, state: command.state };
    if (admission.kind === 'wait') {
      clock += admission.ms;
      continue;
    }
    const inDoubt = command.sentAt !== null;
    command = { ...command, state: inDoubt ? 'unknown' : 'sending' };
    let sent = false;
    const connection: Pick<ErpConnection, 'find' | 'execute' | 'verify'> = {
      find: async () =>
        fate.do === 'fail_lookup'
          ? { kind: 'transient', why: 'reset' }
          : documents() === 0
            ? { kind: 'absent' }
            : documents() === 1
              ? { kind: 'found', erpKey: '1' }
              : { kind: 'ambiguous', erpKeys: ['1', '2'] },
      execute: async () => {
        switch (fate.do) {
          case 'lose_before_commit':
            return { kind: 'unknown', why: 'reset' };
          case 'refuse_for_now':
            return { kind: 'transient', why: 'locked' };
          case 'throttle':
            return { kind: 'throttled', afterMs: 100 };
          case 'die_before_create':
            throw new Died();
          case 'commit_late':
            commits.push(clock + fate.lateMs);
            return { kind: 'unknown', why: 'timeout' };
          case 'die_then_commit_late':
            commits.push(clock + fate.lateMs);
            throw new Died();
          case 'die_after_commit':
            commits.push(clock);
            throw new Died();
          case 'lose_after_commit':
            commits.push(clock);
            return { kind: 'unknown', why: 'status_504' };
          default:
            commits.push(clock);
            return { kind: 'committed', erpKey: '1', warnings: [] };
        }
      },
      verify: async () => ({ kind: 'equal', document: {} }),
    };
    const held = {
      id: 'c',
      kind: 'create_sales_order',
      reference: 'MO',
      payload: {},
      memory: command.memory,
      sentAt: command.sentAt,
      attempts: turn,
    } as unknown as LockedCommand;
    let ending: Ending | null;
    try {
      const result = await attemptSteps(
        { command: held, fence: turn, inDoubt, mapping: { version: 0, rules: [] } },
        {
          connection: connection as ErpConnection,
          unsayable: null,
          settleMs,
          mayRepeat: true,
          now: () => clock,
          record: () => undefined,
          signal: new AbortController().signal,
          dryRun: null,
          markSending: async () => {
            sent = true;
            command = { ...command, state: 'sending', sentAt: instantFromMs(clock) };
            return true;
          },
        },
      );
      ending = result.ending;
    } catch (error) {
      if (!(error instanceof Died)) throw error;
      continue;
    }
    if (!ending) continue;
    const change = changeFor(ending, command.memory, { inDoubt: inDoubt && !sent, sent, chance: 0.5 });
    const at = instantFromMs(clock);
    command = {
      state: change.state,
      memory: change.memory,
      notBefore: addMs(at, change.nextMs ?? 0),
      sentAt: change.sentAt === 'restart' ? at : change.sentAt === 'clear' ? null : command.sentAt,
    };
  }
  return { documents: commits.length, state: command.state };
}

it('whatever happens to the calls and the processes, exactly one document is made', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fates, { maxLength: 14 }), fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 6 }), async (script, gaps) => {
      expect(await live(script, gaps)).toEqual({ documents: 1, state: 'committed' });
    }),
    { numRuns: 1_500 },
  );
});

it('the settling time is needed: an ERP that commits later than it makes two', async () => {
  const late: Fate = { do: 'commit_late', lateMs: settleMs * 3 };
  const end = await live([late], [50]);
  expect(end.documents).toBe(2);
});
