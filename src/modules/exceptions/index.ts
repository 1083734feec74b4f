import type { ModuleParts } from '../../platform/runtime/module.ts';

/** What exceptions hands to the composition root. */
export const exceptionsModule = (): ModuleParts => ({ name: 'exceptions' });
