/** The rows that are picked for one act, by id. */
export type Picked = ReadonlySet<string>;

export const nonePicked: Picked = new Set();

/** Picks a row, or lets it go. */
export function togglePick(picked: Picked, id: string | null): Picked {
  if (id === null) return picked;
  const after = new Set(picked);
  if (!after.delete(id)) after.add(id);
  return after;
}

/** Picks the row under the hand and the one beside it, to which the hand moves. At an end only the first. */
export function extendPick(picked: Picked, ids: readonly string[], selectedId: string | null, by: 1 | -1): Picked {
  const at = selectedId === null ? -1 : ids.indexOf(selectedId);
  const beside = ids[at + by];
  return new Set([...picked, ...(at === -1 || selectedId === null ? [] : [selectedId]), ...(beside === undefined ? [] : [beside])]);
}

/** The picked rows that are still shown, in the order in which they stand. */
export const pickedOf = <R extends { readonly id: string }>(rows: readonly R[], picked: Picked): readonly R[] =>
  picked.size === 0 ? [] : rows.filter((row) => picked.has(row.id));
