import { removeBoms, removeRoutings, retireWorkCentres } from './commands/retire-masters.ts';
import { saveBoms, saveRoutings, saveWorkCentres } from './commands/save-masters.ts';

/** How things are made, as the ERP says it: what goes into an item, in which steps, at which machines. Part of the face. */
export const production = { saveBoms, saveRoutings, saveWorkCentres, removeBoms, removeRoutings, retireWorkCentres } as const;
