import { useState } from 'react';
import type { ChangeReason, OrderPage } from '../../../modules/orders/contract.ts';
import { useDeskCommands, type DeskCommands } from '../../data/desk-commands.ts';
import type { Done } from '../../data/use-command.ts';
import { useMe } from '../../ui/me.ts';
import { useTell, type Told } from './desk-told.tsx';

/** What the clerk does around one order: take it, put it to sleep, note something; each with its way back. */
export interface OrderDesk {
  readonly open: 'none' | 'snooze' | 'note' | 'assign' | 'reason';
  readonly setOpen: (open: OrderDesk['open']) => void;
  readonly busy: boolean;
  readonly take: () => void;
  readonly give: (to: string | null, name: string) => void;
  readonly snooze: (until: string | null) => void;
  readonly wake: () => void;
  /** Why the lines were changed last. */
  readonly explain: (reason: ChangeReason) => void;
  readonly note: (id: string, text: string) => Promise<boolean>;
  /** After a rejection: says so, with the way back. */
  readonly tellRejected: (rejected: OrderPage) => void;
}

type Tell = (told: Told) => void;
type Ended = Promise<Done<OrderPage> | null>;

async function settled(ended: Ended, tell: Tell): Promise<OrderPage | null> {
  const done = await ended;
  if (done === null) return null;
  if (done.ok) return done.value;
  tell({ key: '', error: done.error });
  return null;
}

function assigning(order: OrderPage, commands: DeskCommands, tell: Tell): (to: string | null, name: string) => void {
  const was = order.assignedTo;
  return (to, name) =>
    void settled(commands.assign(order.id, { to, was: was?.id ?? null }), tell).then((page) => {
      if (page === null) return;
      const back = (): void => void settled(commands.assign(order.id, { to: was?.id ?? null, was: to }), tell);
      tell({ key: to === null ? 'unassigned' : 'assigned', facts: { number: order.number, name }, back });
    });
}

/** The clerk's hands around an order. */
export function useOrderDesk(order: OrderPage): OrderDesk {
  const me = useMe();
  const tell = useTell();
  const commands = useDeskCommands();
  const [open, setOpen] = useState<OrderDesk['open']>('none');
  const give = assigning(order, commands, tell);
  const wake = (): void => void settled(commands.wake(order.id), tell);
  return {
    open,
    setOpen,
    busy: commands.busy,
    give: (to, name) => {
      setOpen('none');
      give(to, name);
    },
    take: () => me !== null && (order.assignedTo?.id === me.id ? give(null, me.name) : give(me.id, me.name)),
    snooze: (until) => {
      setOpen('none');
      void settled(commands.snooze(order.id, { version: order.version, until }), tell).then(
        (page) => page !== null && tell({ key: 'snoozed', facts: { number: order.number }, back: wake }),
      );
    },
    wake,
    explain: (reason) => {
      setOpen('none');
      void settled(commands.explain(order.id, { version: order.version, reason }), tell);
    },
    note: async (id, text) => (await settled(commands.note(order.id, { id, text }), tell)) !== null,
    tellRejected: (rejected) =>
      tell({ key: 'rejected', facts: { number: rejected.number }, back: () => void settled(commands.reopen(rejected.id, rejected.version), tell) }),
  };
}
