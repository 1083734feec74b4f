/** The pure side of exceptions, for screens too. */
export { linesBelowCost } from './decide.ts';
export { isOpen } from './case-machine.ts';
export { counterAt, counterRange, type CounterFigures, type CounterLine, type CounterRange } from './counter.ts';
