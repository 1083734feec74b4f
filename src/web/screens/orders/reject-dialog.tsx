import { Modal } from '@mantine/core';
import { useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { rejectOrderSchema, type OrderPage, type RejectOrder } from '../../../modules/orders/contract.ts';
import type { OrderCommands, Outcome } from '../../data/order-commands.ts';
import { Button, KeyHint } from '../../ui/button.tsx';
import { Notice, useErrorSentence } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './dialogs.module.css';

const reasons = rejectOrderSchema.shape.reason.options;

interface RejectDialogProps {
  readonly opened: boolean;
  readonly order: OrderPage;
  readonly commands: OrderCommands;
  readonly onClose: () => void;
  readonly onOutcome: (outcome: Outcome) => boolean;
}

/** Ends an order that must not reach the ERP; it always has a reason, and stays visible. */
export function RejectDialog({ opened, order, commands, onClose, onOutcome }: RejectDialogProps): ReactNode {
  const { t } = useWords();
  return (
    <Modal opened={opened} onClose={onClose} title={t('orders:reject.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Reasons order={order} commands={commands} onClose={onClose} onOutcome={onOutcome} />
    </Modal>
  );
}

function Reasons({ order, commands, onClose, onOutcome }: Omit<RejectDialogProps, 'opened'>): ReactNode {
  const { t, say } = useWords();
  const errorSentence = useErrorSentence();
  const [reason, setReason] = useState<RejectOrder['reason']>('not_an_order');
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const outcome = await commands.reject(order.version, { reason, note });
    if (!onOutcome(outcome) && !outcome.ok && outcome.error !== null) setError(outcome.error);
  };
  const onKey = (event: KeyboardEvent): void => {
    const picked = event.target instanceof HTMLTextAreaElement ? undefined : reasons[Number(event.key) - 1];
    if (picked !== undefined) setReason(picked);
  };
  return (
    <form className={classes['stack']} onSubmit={(event) => void submit(event)} onKeyDown={onKey}>
      <div className={classes['reasons']} role="radiogroup" aria-label={t('orders:reject.reason')}>
        {reasons.map((each, i) => (
          <label key={each} className={classes['reason']}>
            <input
              type="radio"
              name="reason"
              value={each}
              checked={each === reason}
              autoFocus={i === 0}
              data-autofocus={i === 0 ? true : undefined}
              onChange={() => setReason(each)}
            />
            <span>{say('reject', each)}</span>
            <KeyHint keys={String(i + 1)} />
          </label>
        ))}
      </div>
      <textarea
        className={classes['note']}
        dir="auto"
        maxLength={500}
        placeholder={t('orders:reject.note')}
        aria-label={t('orders:reject.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {error === null ? null : (
        <Notice tone="stop" urgent>
          {errorSentence(error)}
        </Notice>
      )}
      <div className={classes['row']}>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" look="primary" hint="Enter" disabled={commands.busy}>
          {t('orders:reject.reject')}
        </Button>
      </div>
    </form>
  );
}
