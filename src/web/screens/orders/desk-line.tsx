import { IconAlarmSnooze, IconEye, IconNote, IconUser, IconUserPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OrderPage } from '../../../modules/orders/contract.ts';
import { Button } from '../../ui/button.tsx';
import { When } from '../../ui/figures.tsx';
import { keyOf } from '../../ui/keys/key-map.ts';
import { useMe } from '../../ui/me.ts';
import { isolated } from '../../ui/text/sentence.ts';
import { useWords } from '../../ui/use-words.ts';
import { AssignDialog } from './assign-dialog.tsx';
import classes from './desk.module.css';
import { ReasonDialog } from './reason-dialog.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';
import type { OrderDesk } from './use-desk.ts';

/** Who has the order, who else looks at it, whether it sleeps; and the keys that change it. */
export function DeskLine({ order, around }: { readonly order: OrderPage; readonly around: OrderDesk }): ReactNode {
  const { t } = useWords();
  const me = useMe();
  const mine = order.assignedTo !== null && order.assignedTo.id === me?.id;
  const others = order.lookers.filter((person) => person.id !== me?.id);
  return (
    <div className={classes['line']}>
      <Button
        small
        look="quiet"
        hint={keyOf('take')}
        disabled={around.busy}
        onClick={around.take}
        title={t(mine ? 'orders:assign.give_back' : 'orders:assign.take')}
      >
        <IconUser size={15} /> {order.assignedTo === null ? t('orders:assign.take') : mine ? t('orders:assign.mine') : <bdi>{order.assignedTo.name}</bdi>}
      </Button>
      <Button
        small
        look="quiet"
        hint={keyOf('assign')}
        aria-label={t('orders:assign.title')}
        title={t('orders:assign.title')}
        onClick={() => around.setOpen('assign')}
      >
        <IconUserPlus size={15} />
      </Button>
      {order.snoozed === null ? (
        <Button small look="quiet" hint={keyOf('snooze')} onClick={() => around.setOpen('snooze')}>
          <IconAlarmSnooze size={15} /> {t('orders:snooze.snooze')}
        </Button>
      ) : (
        <Button small hint={keyOf('snooze')} disabled={around.busy} onClick={around.wake}>
          <IconAlarmSnooze size={15} /> {t('orders:snooze.wake')}
          {order.snoozed.until === null ? null : <When at={order.snoozed.until} />}
        </Button>
      )}
      <Button small look="quiet" hint={keyOf('note')} onClick={() => around.setOpen('note')}>
        <IconNote size={15} /> {t('orders:notes.note')}
      </Button>
      {others.length === 0 ? null : (
        <span className={classes['looking']} role="status">
          <IconEye size={15} aria-hidden="true" />
          {t('orders:presence.looking', { count: others.length, names: others.map((person) => isolated(person.name)).join(t('orders:presence.and')) })}
        </span>
      )}
    </div>
  );
}

/** What the keys of the desk line open. */
export function DeskDialogs({ order, around }: { readonly order: OrderPage; readonly around: OrderDesk }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <SnoozeDialog around={around} />
      <ReasonDialog order={order} around={around} />
      <AssignDialog
        opened={around.open === 'assign'}
        title={t('orders:assign.title')}
        busy={around.busy}
        now={order.assignedTo?.id ?? 'nobody'}
        onGive={around.give}
        onClose={() => around.setOpen('none')}
      />
    </>
  );
}
