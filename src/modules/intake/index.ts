/** Server face of intake: conversations become drafts, with evidence; answers and corrections are learnt. See README.md. */
import type { ModuleParts } from '../../platform/runtime/module.ts';
import { intakeDoor } from './door.ts';
import { intakeJobs, intakeSweep } from './jobs.ts';
import { intakeReactions } from './reactions.ts';
import { createReaders } from './readers.ts';
import { intakeRoutes } from './routes.ts';
import type { IntakeSettings } from './settings.ts';

export type { IntakePolicy } from './domain/quiet-window.ts';
export type { IntakeSettings } from './settings.ts';

/** The module for `app/wire.ts`. */
export function intakeModule(settings: IntakeSettings): ModuleParts {
  const deps = { readers: createReaders(), policy: settings.policy };
  return {
    name: 'intake',
    routes: (runtime) => intakeRoutes(runtime, deps),
    door: (runtime) => intakeDoor(runtime, settings),
    jobs: intakeJobs(settings, deps),
    periodic: [intakeSweep()],
    reactions: intakeReactions,
  };
}
