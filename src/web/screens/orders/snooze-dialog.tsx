import { Modal } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './dialogs.module.css';
import { snoozeChoices, snoozeUntil } from './snooze-times.ts';
import type { OrderDesk } from './use-desk.ts';

/** Puts an order out of sight until a time, or until something changes: one more key. */
export function SnoozeDialog({ around }: { readonly around: OrderDesk }): ReactNode {
  const { t } = useWords();
  const close = (): void => around.setOpen('none');
  const onKey = (event: KeyboardEvent): void => {
    const choice = snoozeChoices[Number(event.key) - 1];
    if (choice !== undefined) around.snooze(snoozeUntil(choice, new Date()));
  };
  return (
    <Modal opened={around.open === 'snooze'} onClose={close} title={t('orders:snooze.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <div className={classes['stack']} onKeyDown={onKey} role="group" aria-label={t('orders:snooze.title')}>
        {snoozeChoices.map((choice, i) => (
          <Button
            key={choice}
            hint={String(i + 1)}
            data-autofocus={i === 0 ? true : undefined}
            disabled={around.busy}
            onClick={() => around.snooze(snoozeUntil(choice, new Date()))}
          >
            {t(`orders:snooze.${choice}`)}
          </Button>
        ))}
      </div>
    </Modal>
  );
}
