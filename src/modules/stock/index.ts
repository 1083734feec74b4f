/** Server face of stock: what lies where, and what open orders have taken of it. See README.md. */
import type { ModuleParts } from '../../platform/runtime/module.ts';

export { releaseStock as release, reserveStock as reserve } from './commands/reserve.ts';
export { endStockReading, savePositions } from './commands/save-positions.ts';
export type { PositionSnapshot } from './commands/save-positions.ts';
export { getAvailability } from './queries.ts';
export { loadPositionsOf as listPositionsOf } from './store/position-store.ts';
export type { AvailabilityQuestion } from './queries.ts';

/** The module as the composition root gets it. */
export const stockModule = (): ModuleParts => ({ name: 'stock' });
