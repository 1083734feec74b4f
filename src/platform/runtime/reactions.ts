import type { JobDefinition } from '../jobs/definition.ts';
import { systemActor, type DomainEvent, type Reaction } from './ctx.ts';

/** What the job of an `after` reaction carries. */
export interface ReactData {
  readonly reaction: string;
  readonly event: DomainEvent;
}

/** The job that runs `after` reactions: those of one reaction to one subject in the order of their events. */
export const reactJobName = 'platform.react';

/** Builds the job over these reactions. Throws when two have one name. */
export function reactJob(reactions: readonly Reaction[]): JobDefinition<ReactData> {
  const byName = new Map(reactions.map((reaction) => [reaction.name, reaction]));
  if (byName.size !== reactions.length) throw new Error('two reactions have one name');
  return {
    name: reactJobName,
    ordered: true,
    concurrency: 8,
    async handle(runtime, { reaction: name, event }) {
      const reaction = byName.get(name);
      if (!reaction) throw new Error(`no reaction is named ${name}`);
      await runtime.transaction(systemActor(name), (ctx) => reaction.handle(ctx, event));
    },
  };
}

/** Reactions by the event they wait for, in the order given. */
export function reactionsByEvent(reactions: readonly Reaction[]): ReadonlyMap<string, readonly Reaction[]> {
  const map = new Map<string, Reaction[]>();
  for (const reaction of reactions) map.set(reaction.event, [...(map.get(reaction.event) ?? []), reaction]);
  return map;
}
