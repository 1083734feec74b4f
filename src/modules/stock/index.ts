import type { ModuleParts } from '../../platform/runtime/module.ts';

/** What stock hands to the composition root. */
export const stockModule = (): ModuleParts => ({ name: 'stock' });
