import type { Service, Source } from '../odata/model.ts';

/** The rows of a service's sets, by set name. */
export type Sources = ReadonlyMap<string, Source>;

/** A service with its rows. */
export interface Mounted {
  readonly service: Service;
  readonly sources: Sources;
}
