/** The reader's face. Everything else in this folder is its inside. */
export type * from './types.ts';
export { buildReader } from './reader.ts';
export { trainReader, type JudgedFeatures, type Trained, type Training } from './calibration/train.ts';
export { aliasKey } from './text/alias-key.ts';
export { joinLexicons, readLexiconFile, type LexiconRefusal } from './lexicon/read-lexicon-file.ts';
export {
  conversationFrom,
  customersFrom,
  itemFrom,
  predictionFrom,
  type IntakeCustomer,
  type IntakeHistory,
  type IntakeItem,
  type IntakeMessage,
} from './eval/intake-format.ts';
export { upper95 } from './eval/bound.ts';
export { measure, type Judged, type Metrics, type Prediction, type ToBase } from './eval/metrics.ts';
