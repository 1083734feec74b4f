/** The reader's face. Everything else in this folder is its inside. */
import type { CatalogueHit, Reader } from './types.ts';

export type * from './types.ts';
export { buildReader } from './reader.ts';
export { aliasKey } from './text/alias-key.ts';

/** Items that `text` could mean, best first: what a desk search box shows. Never more than `limit`. */
export const catalogueSearch = (reader: Reader, text: string, limit: number): CatalogueHit[] => reader.search(text, limit);
