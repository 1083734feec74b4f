import { setTimeout as sleep } from 'node:timers/promises';
import type { CallRecord, ErpCommand, ErpConnection, ErpFailure, ExecuteOutcome } from '../../../connectors/kit/types.ts';
import { instantFromMs } from '../../../kernel/time.ts';
import { mayCreate } from '../domain/admission.ts';
import type { DryRun } from '../domain/dry-run.ts';
import { sentNotSeen, type Ending } from '../domain/ending.ts';
import type { Unsayable } from '../domain/mapping/mapping.ts';
import type { Attempt } from '../commands/attempt-command.ts';

/** What the steps need from around them. */
export interface StepTools {
  readonly connection: ErpConnection;
  /** Why the mapping cannot say the command in the ERP's words; null: it can. Nothing is asked of the ERP then. */
  readonly unsayable: Unsayable | null;
  readonly settleMs: number;
  /** False: the ERP books later than it answers, and nothing that it books carries our mark. What was sent once is then not sent again by itself. */
  readonly mayRepeat: boolean;
  readonly now: () => number;
  readonly record: (call: CallRecord) => void;
  /** Writes in a transaction that the create leaves now; false when the lease is lost. */
  readonly markSending: () => Promise<boolean>;
  /** Tries the command in the ERP before it is written; null where that is not done. */
  readonly dryRun: ((erp: ErpCommand) => Promise<DryRun>) | null;
  readonly signal: AbortSignal;
}

/** The end of the steps; `ending` null when the lease was lost and there is nothing to be said. */
export interface StepsResult {
  readonly ending: Ending | null;
  readonly sent: boolean;
  /** What trying it came to, where it was tried. */
  readonly tried?: DryRun;
}

/** A create that did not leave this long after it was marked is given up: the settling time runs from the mark. */
const staleMarkMs = 1_000;

/**
 * One attempt: look the document up; if it is not there and may be created, try it, create it; read it back and compare.
 * Every way out is an `Ending`; whatever is in doubt is `unknown`.
 */
export async function attemptSteps(attempt: Attempt, tools: StepTools): Promise<StepsResult> {
  if (tools.unsayable !== null) return { ending: notSayable(tools.unsayable), sent: false };
  const { command } = attempt;
  const erp: ErpCommand = { id: command.id, reference: command.reference, kind: command.kind, payload: command.payload, round: command.memory.round };
  const lookedUpAt = instantFromMs(tools.now());
  const found = await tools.connection.find(erp, tools.record);
  switch (found.kind) {
    case 'found':
      return { ending: await verify(erp, found.erpKey, [], tools), sent: false };
    case 'ambiguous':
      return {
        ending: {
          kind: 'rejected',
          code: 'ambiguous_documents',
          text: found.erpKeys.join(', '),
          field: null,
          erpKey: found.erpKeys[0] ?? null,
          facts: { erpKeys: found.erpKeys },
        },
        sent: false,
      };
    case 'absent':
      if (mayCreate(command.sentAt, lookedUpAt, tools.settleMs)) return createOrLeave(erp, attempt.inDoubt, tools);
      return { ending: { kind: 'unknown', why: 'not_there_yet', lost: false, erpKey: null, afterMs: null }, sent: false };
    default:
      return { ending: attempt.inDoubt ? lookupFailed(found) : failed(found), sent: false };
  }
}

/** A person maps the code, and sends the command again. */
const notSayable = ({ why, field, value }: Unsayable): Ending => ({
  kind: 'rejected',
  code: why,
  text: value,
  field,
  erpKey: null,
  facts: { mapping: true },
});

async function createOrLeave(erp: ErpCommand, inDoubt: boolean, tools: StepTools): Promise<StepsResult> {
  if (!inDoubt) return tryAndCreate(erp, tools);
  if (tools.mayRepeat) return create(erp, tools);
  return { ending: { kind: 'rejected', code: sentNotSeen, text: '', field: null, erpKey: null, facts: {} }, sent: false };
}

/** What the ERP refuses when it is tried is refused before anything was written; no answer to the try is no objection. */
async function tryAndCreate(erp: ErpCommand, tools: StepTools): Promise<StepsResult> {
  if (tools.dryRun === null) return create(erp, tools);
  const tried = await tools.dryRun(erp);
  if (tried.kind !== 'refused') return { ...(await create(erp, tools)), tried };
  const { code, text, field, fields } = tried;
  return { ending: { kind: 'rejected', code, text, field, erpKey: null, facts: { dryRun: true, fields } }, sent: false, tried };
}

async function create(erp: ErpCommand, tools: StepTools): Promise<StepsResult> {
  if (tools.signal.aborted) return { ending: { kind: 'put_off', why: 'stopping', trouble: false, afterMs: 0 }, sent: false };
  const marked = tools.now();
  if (!(await tools.markSending())) return { ending: null, sent: false };
  if (tools.now() - marked > staleMarkMs || tools.signal.aborted)
    return { ending: { kind: 'put_off', why: 'stalled', trouble: false, afterMs: 0 }, sent: true };
  const made = await tools.connection.execute(erp, tools.record);
  return { ending: await afterCreate(erp, made, tools), sent: true };
}

async function afterCreate(erp: ErpCommand, made: ExecuteOutcome, tools: StepTools): Promise<Ending> {
  if (made.kind === 'committed') return verify(erp, made.erpKey, made.warnings, tools);
  if (made.kind === 'unknown') return { kind: 'unknown', why: made.why, lost: true, erpKey: null, afterMs: null };
  return failed(made);
}

/** The document exists, so from here on nothing may end in a new create: what cannot be read now is unknown, never put off. */
async function verify(erp: ErpCommand, erpKey: string, warnings: readonly string[], tools: StepTools): Promise<Ending> {
  for (let tries = 0; ; tries += 1) {
    const outcome = await tools.connection.verify(erp, erpKey, tools.record);
    if (outcome.kind === 'equal') return { kind: 'committed', erpKey: outcome.erpKey ?? erpKey, warnings, document: outcome.document };
    if (outcome.kind === 'different') return differs(erpKey, outcome.fields);
    const wait = tools.signal.aborted ? null : verifyAgainIn(outcome, tries);
    if (wait === null)
      return { kind: 'unknown', why: `not_read_back_${outcome.kind}`, lost: false, erpKey, afterMs: outcome.kind === 'throttled' ? outcome.afterMs : null };
    await sleep(wait);
  }
}

/** Milliseconds until reading back is tried again within this attempt; null when that is left to a later one. */
function verifyAgainIn(failure: ErpFailure, tries: number): number | null {
  if (tries === 2 || failure.kind === 'unauthorised' || failure.kind === 'rejected') return null;
  const wait = failure.kind === 'throttled' ? failure.afterMs : 200 * (tries + 1);
  return wait > 2_000 ? null : wait;
}

function differs(erpKey: string, fields: readonly { readonly field: string; readonly ours: string; readonly theirs: string }[]): Ending {
  const text = fields.map((one) => `${one.field}: ${one.ours} ≠ ${one.theirs}`).join('; ');
  return { kind: 'rejected', code: 'document_differs', text, field: fields[0]?.field ?? null, erpKey, facts: { fields } };
}

function failed(failure: ErpFailure): Ending {
  switch (failure.kind) {
    case 'rejected':
      return { kind: 'rejected', code: failure.code, text: failure.text, field: failure.field, erpKey: null, facts: {} };
    case 'unauthorised':
      return { kind: 'unauthorised', why: failure.text };
    case 'throttled':
      return { kind: 'put_off', why: 'throttled', trouble: false, afterMs: failure.afterMs };
    case 'transient':
      // A locked object is the ERP at work, not in trouble.
      return { kind: 'put_off', why: failure.why, trouble: failure.why !== 'locked', afterMs: null };
  }
}

/** A look-up for a command in doubt: a refusal of the look-up says nothing about the document. */
function lookupFailed(failure: ErpFailure): Ending {
  if (failure.kind === 'rejected') return { kind: 'unknown', why: `lookup_refused_${failure.code}`, lost: false, erpKey: null, afterMs: 5_000 };
  return failed(failure);
}
