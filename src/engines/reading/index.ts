/** The reader's face. Everything else in this folder is its inside. */
export type * from './types.ts';
export { buildReader } from './reader.ts';
export { aliasKey } from './text/alias-key.ts';
