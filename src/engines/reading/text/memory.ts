/** Remembers the results of a pure function of a text. Bounded: when full it forgets all, which only costs time. */
export function remembered<T>(compute: (text: string) => T, limit = 30_000): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const ready = known.get(text);
    if (ready !== undefined) return ready;
    const made = compute(text);
    if (known.size >= limit) known.clear();
    if (text.length <= 40) known.set(text, made);
    return made;
  };
}
