import { expect, it } from 'vitest';
import type { ErpConnection } from '../../../connectors/kit/types.ts';
import { instantFromMs } from '../../../kernel/time.ts';
import { changeFor, freshMemory } from '../domain/ending.ts';
import { attemptSteps } from '../jobs/attempt-steps.ts';
import type { LockedCommand } from '../store/command-store.ts';

const now = Date.parse('2026-11-23T06:00:00Z');

/** A command that was sent a minute ago, in an ERP that does not show it. */
async function lookAgain(mayRepeat: boolean) {
  let creates = 0;
  const connection: Pick<ErpConnection, 'find' | 'execute' | 'verify'> = {
    find: async () => ({ kind: 'absent' }),
    execute: async () => {
      creates += 1;
      return { kind: 'unknown', why: 'reset' };
    },
    verify: async () => ({ kind: 'transient', why: 'reset' }),
  };
  const command = {
    id: 'c-1',
    reference: 'MO12345678901234',
    kind: 'production_receipt',
    payload: {},
    memory: freshMemory,
    sentAt: instantFromMs(now - 60_000),
  };
  const result = await attemptSteps(
    { command: command as unknown as LockedCommand, fence: 1, inDoubt: true, mapping: { version: 0, rules: [] } },
    {
      connection: connection as ErpConnection,
      unsayable: null,
      settleMs: 4_000,
      mayRepeat,
      now: () => now,
      record: () => undefined,
      signal: new AbortController().signal,
      dryRun: null,
      markSending: async () => true,
    },
  );
  return { ...result, creates };
}

it('a booking that an ERP makes later and without our mark is never sent twice by itself: a person looks, and may then send it at once', async () => {
  const { ending, creates } = await lookAgain(false);
  expect(creates).toBe(0);
  expect(ending).toMatchObject({ kind: 'rejected', code: 'sent_not_seen' });
  if (ending === null) throw new Error('the lease was not lost');
  expect(changeFor(ending, freshMemory, { inDoubt: true, sent: false, chance: 0 })).toMatchObject({ state: 'rejected', nextMs: null, sentAt: 'clear' });
});

it('one that our mark would show is sent again once the ERP has settled', async () => {
  expect((await lookAgain(true)).creates).toBe(1);
});
