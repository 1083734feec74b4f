/** Server face of exceptions: cases for people, decisions with everything needed, and what time does to them. See README.md. */
import type { ModuleParts } from '../../platform/runtime/module.ts';
import { exceptionJobs, exceptionSweep } from './jobs.ts';
import { exceptionRoutes } from './routes.ts';

export { raiseCase, type Raised } from './commands/raise-case.ts';
export { ackCase, followCase, withdrawCase } from './commands/follow-case.ts';
export { decideCase, type Settled } from './commands/decide-case.ts';
export { getCase } from './queries/get-case.ts';
export { listCases, type CaseFilter } from './queries/list-cases.ts';

/** The module for `app/wire.ts`. */
export const exceptionsModule = (): ModuleParts => ({
  name: 'exceptions',
  routes: exceptionRoutes,
  jobs: exceptionJobs,
  periodic: [exceptionSweep],
});
