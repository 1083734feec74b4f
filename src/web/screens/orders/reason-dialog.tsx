import { Modal } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { changeReasons, type ChangeReason, type OrderPage } from '../../../modules/orders/contract.ts';
import { reasonOfChange } from '../../../modules/orders/domain/index.ts';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './dialogs.module.css';
import type { OrderDesk } from './use-desk.ts';

/** 1 … 9, then 0: every reason is one key. */
const keyAt = (place: number): string => String((place + 1) % 10);

/** Why the lines were changed last: asked after the change, so that nobody is held up by it. One more key; said again, the newest counts. */
export function ReasonDialog({ order, around }: { readonly order: OrderPage; readonly around: OrderDesk }): ReactNode {
  const { t, say } = useWords();
  const said = reasonOfChange(order.life, order.version);
  const choose = (reason: ChangeReason): void => void (around.busy || around.explain(reason));
  const onKey = (event: KeyboardEvent): void => {
    const reason = changeReasons.find((_, place) => keyAt(place) === event.key);
    if (reason !== undefined) choose(reason);
  };
  return (
    <Modal
      opened={around.open === 'reason'}
      onClose={() => around.setOpen('none')}
      title={t('orders:reason.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <div className={classes['choices']} onKeyDown={onKey} role="group" aria-label={t('orders:reason.title')}>
        {changeReasons.map((reason, place) => (
          <Button
            key={reason}
            hint={keyAt(place)}
            look={reason === said ? 'primary' : 'plain'}
            aria-pressed={reason === said}
            data-autofocus={place === 0 ? true : undefined}
            disabled={around.busy}
            onClick={() => choose(reason)}
          >
            {say('change_reason', reason)}
          </Button>
        ))}
      </div>
    </Modal>
  );
}
