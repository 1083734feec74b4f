/** Things found by key and by one other name, in the order in which they were entered. */
export interface Book<T> {
  list(): readonly T[];
  get(key: string): T | undefined;
  /** By the other name. */
  by(name: string): readonly T[];
  put(entry: T): void;
  remove(key: string): void;
  /** Rises with every change. */
  version(): number;
}

/** A book whose entries say their key and their other name. */
export function createBook<T>(keyOf: (entry: T) => string, nameOf: (entry: T) => string): Book<T> {
  const entries = new Map<string, T>();
  const names = new Map<string, Set<string>>();
  let listed: readonly T[] | null = null;
  let version = 0;
  const forget = (key: string): void => {
    const before = entries.get(key);
    if (before !== undefined) names.get(nameOf(before))?.delete(key);
  };
  return {
    list: () => (listed ??= [...entries.values()]),
    get: (key) => entries.get(key),
    by: (name) => [...(names.get(name) ?? [])].sort().flatMap((key) => entries.get(key) ?? []),
    put: (entry) => {
      const key = keyOf(entry);
      forget(key);
      entries.set(key, entry);
      names.set(nameOf(entry), (names.get(nameOf(entry)) ?? new Set()).add(key));
      listed = null;
      version += 1;
    },
    remove: (key) => {
      forget(key);
      entries.delete(key);
      listed = null;
      version += 1;
    },
    version: () => version,
  };
}
