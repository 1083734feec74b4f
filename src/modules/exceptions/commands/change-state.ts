import { nextState } from '../../../kernel/machine.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Case } from '../domain/case.ts';
import { caseMachine, type CaseEventName } from '../domain/case-machine.ts';
import { appendStory, type StoryEntry } from '../store/story-store.ts';
import { saveAndWind } from './tell-people.ts';

/** Moves a locked case along its machine, keeps the step in its story and tells it; null when its state does not know the event. */
export async function changeState(ctx: Ctx, file: Case, event: CaseEventName, entry: StoryEntry): Promise<Case | null> {
  const state = nextState(caseMachine, file.state, event);
  if (state === null) return null;
  const saved = await saveAndWind(ctx, { ...file, state });
  await appendStory(ctx, file.id, entry);
  await ctx.publish({ type: 'case.changed', subject: file.id, payload: { kind: file.kind, state } });
  return saved;
}
