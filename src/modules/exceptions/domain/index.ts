/** Pure decisions of cases that screens share with the server. */
export { counterAt, counterRange, type CounterFigures, type CounterLine, type CounterRange } from './counter.ts';
