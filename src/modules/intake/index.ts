/** Server face of intake: conversations become drafts, with evidence; answers and corrections are learnt. See README.md. */
import type { ModuleParts } from '../../platform/runtime/module.ts';
import { intakeDoor } from './door.ts';
import { aliasUpkeep } from './jobs/aliases.ts';
import { caseJobs, caseReactions } from './jobs/cases.ts';
import { intakeJobs, intakeSweep } from './jobs.ts';
import { nightlyRefit, readingJobs, warmReader } from './jobs/reading.ts';
import { intakeReactions, offerReaction } from './reactions.ts';
import { createReaders } from './readers.ts';
import { intakeRoutes } from './routes.ts';
import type { IntakeSettings } from './settings.ts';

export type { IntakePolicy } from './domain/quiet-window.ts';
export type { CaseChannel, IntakeSettings } from './settings.ts';
export { openReading, type ReadingService } from './reading/open-reading.ts';

/** The module for `app/wire.ts`. */
export function intakeModule(settings: IntakeSettings): ModuleParts {
  const { reading, installed = null, llm, cases } = settings;
  const deps = { readers: reading?.readers ?? createReaders(installed), policy: settings.policy, ...(llm ? { llm } : {}) };
  const fitting = reading === undefined ? null : { trainer: reading.trainer, installed };
  return {
    name: 'intake',
    routes: (runtime) => intakeRoutes(runtime, deps),
    door: (runtime) => intakeDoor(runtime, settings),
    jobs: [...intakeJobs(settings, deps), ...readingJobs(deps, fitting), ...(cases ? caseJobs(settings.whatsapp, cases) : [])],
    periodic: [intakeSweep(), nightlyRefit(), warmReader(deps), aliasUpkeep()],
    reactions: [...intakeReactions, offerReaction(settings.policy), ...(cases ? caseReactions : [])],
  };
}
