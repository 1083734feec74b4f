/** The pure side of exceptions, for screens too. */
export { linesBelowCost } from './decide.ts';
export { isOpen } from './case-machine.ts';
