/** Server face of identity: who acts, what they may, and how they sign in. See README.md. */
import type { ModuleParts } from '../../platform/runtime/module.ts';
import { identityRoutes } from './routes.ts';

export { createAuth } from './auth.ts';
export type { Auth, AuthSettings } from './auth.ts';
export { savePeople, setPersonActive } from './commands.ts';
export { auditedBy, requireRole } from './domain/actor.ts';
export type { NewPerson, Role } from './contract.ts';
export { hasPeople, listPeople, nameActors } from './queries.ts';

/** The module for `app/wire.ts`. */
export const identityModule = (): ModuleParts => ({ name: 'identity', routes: identityRoutes });
