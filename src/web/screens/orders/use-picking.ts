import { useState } from 'react';
import { useDeskCommands } from '../../data/desk-commands.ts';
import { useMe } from '../../ui/me.ts';
import type { BulkResult } from './bulk-bar.tsx';
import { useTell } from './desk-told.tsx';
import { extendPick, nonePicked, pickedOf, togglePick, type Picked } from './picked.ts';
import { giveAll } from './give-all.ts';
import type { Queue } from './use-queue.ts';

/** The rows that are picked, and what can be done with them at once. */
export interface Picking {
  readonly picked: Picked;
  readonly count: number;
  readonly busy: boolean;
  readonly results: readonly BulkResult[] | null;
  readonly toggle: () => void;
  readonly extend: (by: 1 | -1) => void;
  readonly clear: () => void;
  readonly accept: () => void;
  readonly closeResults: () => void;
  /** Somebody is being chosen for those that are picked. */
  readonly assigning: boolean;
  readonly openAssign: () => void;
  readonly closeAssign: () => void;
  readonly give: (to: string | null, name: string) => void;
  readonly take: () => void;
}

/** Picks rows of the queue, and accepts those that are picked; what is not accepted stays picked. */
export function usePicking(queue: Queue): Picking {
  const tell = useTell();
  const commands = useDeskCommands();
  const [picked, setPicked] = useState<Picked>(nonePicked);
  const me = useMe();
  const [assigning, setAssigning] = useState(false);
  const [results, setResults] = useState<readonly BulkResult[] | null>(null);
  const { rows, selectedId } = queue.state;
  const orders = pickedOf(rows, picked).flatMap((row) => (row.kind === 'order' ? [row.order] : []));
  const accept = async (): Promise<void> => {
    if (orders.length === 0) return;
    const done = await commands.acceptAll(orders.map(({ id, version }) => ({ id, version })));
    if (done === null) return;
    if (!done.ok) return tell({ key: '', error: done.error });
    const byId = new Map(orders.map((order) => [order.id, order]));
    setResults(
      done.value.flatMap((outcome) => {
        const order = byId.get(outcome.id);
        if (order === undefined) return [];
        return [{ ...outcome, shownNumber: order.number, name: order.customerName ?? order.sender ?? '', currency: order.currency }];
      }),
    );
    setPicked(new Set(done.value.filter((outcome) => outcome.outcome !== 'accepted').map((outcome) => outcome.id)));
  };
  const give = (to: string | null, name: string): void => {
    setAssigning(false);
    if (orders.length > 0)
      void giveAll(commands, tell, orders, to === null ? null : { id: to, name }).then((stayed) => stayed !== null && setPicked(new Set(stayed)));
  };
  return {
    picked,
    count: orders.length,
    busy: commands.busy,
    results,
    toggle: () => setPicked((old) => togglePick(old, selectedId)),
    extend: (by) => {
      const ids = rows.map((row) => row.id);
      setPicked((old) => extendPick(old, ids, selectedId, by));
      queue.move(by);
    },
    clear: () => setPicked(nonePicked),
    accept: () => void accept(),
    closeResults: () => setResults(null),
    assigning,
    openAssign: () => setAssigning(orders.length > 0),
    closeAssign: () => setAssigning(false),
    give,
    take: () => me !== null && give(me.id, me.name),
  };
}
