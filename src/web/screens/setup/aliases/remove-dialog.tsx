import { Modal } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { AliasPage } from '../../../../modules/intake/contract.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice, useErrorSentence } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { TouchedOrders } from './alias-relations.tsx';
import classes from './dialogs.module.css';
import type { AliasActs } from './use-alias-acts.ts';

interface RemoveDialogProps {
  readonly opened: boolean;
  readonly alias: AliasPage;
  readonly acts: AliasActs;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

/** Takes an alias back. First the open orders that it decided are shown: they are flagged for the desk, never changed. */
export function RemoveDialog({ opened, alias, acts, onClose, onRemoved }: RemoveDialogProps): ReactNode {
  const { t } = useWords();
  return (
    <Modal opened={opened} onClose={onClose} title={t('setup:remove.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Form alias={alias} acts={acts} onClose={onClose} onRemoved={onRemoved} />
    </Modal>
  );
}

function Form({ alias, acts, onClose, onRemoved }: Omit<RemoveDialogProps, 'opened'>): ReactNode {
  const { t } = useWords();
  const errorSentence = useErrorSentence();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const done = await acts.remove(alias, reason.trim());
    if (done?.ok === true) onRemoved();
    else if (done?.ok === false) setError(done.error);
  };
  return (
    <form className={classes['stack']} onSubmit={(event) => void submit(event)}>
      <p>{alias.openOrders.length === 0 ? t('setup:remove.no_orders') : t('setup:remove.orders', { count: alias.openOrders.length })}</p>
      <TouchedOrders orders={alias.openOrders} />
      <label className={classes['field']}>
        {t('setup:remove.reason')}
        <textarea
          data-autofocus
          autoFocus
          required
          dir="auto"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }
          }}
        />
      </label>
      {error === null ? null : (
        <Notice tone="stop" urgent>
          {errorSentence(error)}
        </Notice>
      )}
      <div className={classes['row']}>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" look="primary" hint="Enter" disabled={acts.busy || reason.trim() === ''}>
          {t('setup:remove.remove')}
        </Button>
      </div>
    </form>
  );
}
