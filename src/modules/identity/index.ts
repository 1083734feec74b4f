/** Server face of identity: who acts, what they may, who is on duty, and how they sign in. See README.md. */
import type { ModuleParts } from '../../platform/runtime/module.ts';
import { identityRoutes } from './routes.ts';

export { createAuth } from './auth.ts';
export type { Auth, AuthSettings } from './auth.ts';
export { savePeople, setPersonActive } from './commands/save-people.ts';
export { saveAbsence, saveRota } from './commands/save-duty.ts';
export { auditedBy, requireRole } from './domain/actor.ts';
export { personsOnDuty, type DutyPerson } from './duty.ts';
export type { NewPerson, Role } from './contract.ts';
export { findPerson, findPersonByPhone, hasPeople, listPeopleOf, nameActors, type KnownPerson } from './queries/people.ts';

/** The module for `app/wire.ts`. */
export const identityModule = (): ModuleParts => ({ name: 'identity', routes: identityRoutes });
