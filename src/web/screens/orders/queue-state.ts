/** Whatever the queue lists. */
export interface QueueRow {
  readonly id: string;
}

/** What the queue shows, apart from how. `left` marks a selected row that no longer belongs to the tab. */
export interface QueueState<R extends QueueRow> {
  /** Which list this is: a change of it replaces everything. */
  readonly list: string;
  readonly rows: readonly R[];
  readonly selectedId: string | null;
  readonly left: boolean;
}

/** Rows came from the server, the selection moved by one, or a row was picked. */
export type QueueEvent<R extends QueueRow> =
  | { readonly kind: 'arrived'; readonly list: string; readonly rows: readonly R[]; readonly selectFirst: boolean }
  | { readonly kind: 'moved'; readonly by: 1 | -1 }
  | { readonly kind: 'selected'; readonly id: string | null };

/** An empty queue of a list. */
export const emptyQueue = <R extends QueueRow>(list: string, selectedId: string | null = null): QueueState<R> => ({ list, rows: [], selectedId, left: false });

/**
 * The queue after an event. Live changes never move a row that is already shown: known rows keep their order, new
 * ones enter where the server has them, and the row that is being worked on stays even when it has left the tab.
 */
export function queueAfter<R extends QueueRow>(state: QueueState<R>, event: QueueEvent<R>): QueueState<R> {
  if (event.kind === 'arrived') return arrived(state, event);
  if (event.kind === 'selected') return settled({ ...state, selectedId: event.id }, state.selectedId);
  return moved(state, event.by);
}

function arrived<R extends QueueRow>(state: QueueState<R>, event: { list: string; rows: readonly R[]; selectFirst: boolean }): QueueState<R> {
  const same = event.list === state.list;
  const rows = same ? merged(state, event.rows) : event.rows;
  const here = event.rows.some((row) => row.id === state.selectedId);
  const selectedId = state.selectedId === null && event.selectFirst ? (rows[0]?.id ?? null) : state.selectedId;
  return { list: event.list, rows, selectedId, left: same && !here && rows.some((row) => row.id === selectedId) && state.selectedId !== null };
}

function merged<R extends QueueRow>(state: QueueState<R>, incoming: readonly R[]): readonly R[] {
  const fresh = new Map(incoming.map((row) => [row.id, row]));
  const kept = state.rows.flatMap((row) => {
    const newer = fresh.get(row.id);
    if (newer !== undefined) return [newer];
    return row.id === state.selectedId ? [row] : [];
  });
  const placeOf = new Map(kept.map((row, place) => [row.id, place]));
  const newAfter = new Map<number, R[]>();
  let place = -1;
  for (const row of incoming) {
    const known = placeOf.get(row.id);
    if (known !== undefined) place = Math.max(place, known);
    else {
      const group = newAfter.get(place) ?? [];
      newAfter.set(place, group);
      group.push(row);
    }
  }
  return [...(newAfter.get(-1) ?? []), ...kept.flatMap((row, at) => [row, ...(newAfter.get(at) ?? [])])];
}

function moved<R extends QueueRow>(state: QueueState<R>, by: 1 | -1): QueueState<R> {
  const at = state.rows.findIndex((row) => row.id === state.selectedId);
  const last = state.rows.length - 1;
  const to = at === -1 ? (by === 1 ? 0 : last) : Math.max(0, Math.min(last, at + by));
  return settled({ ...state, selectedId: state.rows[to]?.id ?? state.selectedId }, state.selectedId);
}

/** Once the selection has moved on, a row that had left the tab goes. */
function settled<R extends QueueRow>(state: QueueState<R>, before: string | null): QueueState<R> {
  if (!state.left || state.selectedId === before) return state;
  return { ...state, rows: state.rows.filter((row) => row.id !== before), left: false };
}
