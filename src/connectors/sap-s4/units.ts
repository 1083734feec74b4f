import type { SapSettings } from './settings.ts';

/** Our unit for a SAP unit; a unit that the settings do not name keeps its code. */
export const ourUnit = (settings: Pick<SapSettings, 'units'>, sapUnit: string): string => settings.units[sapUnit] ?? sapUnit;
