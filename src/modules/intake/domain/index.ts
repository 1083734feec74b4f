/** Pure decisions of intake that others compute with: what aliases weigh, and when they are shared. */
export { companyAgrees, regionAgrees, tallyVotes, type Tally, type Vote } from './aliases/promotion.ts';
export { standings, stateOf } from './aliases/standing.ts';
export { amounts, decayed, learn, usualUom, type LessonStep, type Meaning, type Meanings } from './aliases/weights.ts';
