/** Server face of exceptions: cases for people, decisions with everything needed, and what time does to them. See README.md. */
import type { ModuleParts } from '../../platform/runtime/module.ts';
import { exceptionJobs, exceptionSweep } from './jobs.ts';
import { linkRoutes } from './link-routes.ts';
import type { Links } from './links.ts';
import { cannotRequote, type RequoteLines } from './requote.ts';
import { exceptionRoutes } from './routes.ts';

export { raiseCase, type Raised } from './commands/raise-case.ts';
export { ackCase, followCase, withdrawCase } from './commands/follow-case.ts';
export { decideCase, type Settled } from './commands/decide-case.ts';
export { getCase } from './queries/get-case.ts';
export { listCases, type CaseFilter } from './queries/list-cases.ts';
export { openLinks, type Links } from './links.ts';

/** What the module is given by this installation. */
export interface ExceptionDeps {
  /** Without links nobody can decide but at the desk. */
  readonly links?: Links;
  /** Without it no counter-offer can be tried in another quantity. */
  readonly requote?: RequoteLines;
}

/** The module for `app/wire.ts`. */
export const exceptionsModule = ({ links, requote = cannotRequote }: ExceptionDeps = {}): ModuleParts => ({
  name: 'exceptions',
  routes: exceptionRoutes(requote),
  ...(links ? { openRoutes: linkRoutes(links, requote) } : {}),
  jobs: exceptionJobs,
  periodic: [exceptionSweep],
});
