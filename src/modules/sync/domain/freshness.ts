import type { ErpObject, ReadCapability } from '../../../connectors/kit/model.ts';
import type { Instant } from '../../../kernel/time.ts';
import { msBetween } from '../../../kernel/time.ts';

/** How an object can be read, and how its reading stands. */
export interface Standing {
  readonly object: ErpObject;
  readonly can: ReadCapability;
  /** Null: it was never begun. */
  readonly state: {
    readonly complete: boolean;
    readonly records: number;
    readonly finishedAt: string | null;
    readonly sweptAt: string | null;
    readonly watermark: string | null;
    readonly busyUntil: string | null;
  } | null;
  readonly now: Instant;
}

/** What is to be done about an object now. */
export type Due = 'nothing' | 'everything' | 'changes' | 'changes_and_keys';

const changesEveryMs = 60_000;
/** Under five minutes, with a round to spare: a change in the ERP must count here by then. */
const snapshotEveryMs = 230_000;
/** A snapshot of more records than this is read less often, in proportion: reading must not be what the ERP is busy with. */
const lightSnapshot = 20_000;
/** Nobody decides by what was sold today; it is learnt from. */
const historyEveryMs = 24 * 3_600_000;
const keysEveryMs = 6 * 3_600_000;

/** Every object that nobody is reading is due when its age has passed what its way of reading allows. An interrupted full reading is always due. */
export function isDue(standing: Standing): Due {
  const { state, now } = standing;
  if (!state) return 'everything';
  if (state.busyUntil !== null && state.busyUntil > now) return 'nothing';
  if (!state.complete || state.finishedAt === null) return 'everything';
  return dueAt(standing, state, msBetween(state.finishedAt as Instant, now));
}

function dueAt({ object, can, now }: Standing, state: NonNullable<Standing['state']>, ageMs: number): Due {
  if (can.how === 'snapshot' || state.watermark === null) {
    const every = object === 'past_order' ? historyEveryMs : snapshotEveryMs * Math.max(1, state.records / lightSnapshot);
    return ageMs >= every ? 'everything' : 'nothing';
  }
  if (ageMs < changesEveryMs) return 'nothing';
  const sweptMs = state.sweptAt === null ? Infinity : msBetween(state.sweptAt as Instant, now);
  return can.deletes === 'sweep' && sweptMs >= keysEveryMs ? 'changes_and_keys' : 'changes';
}
