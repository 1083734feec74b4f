import { Modal } from '@mantine/core';
import { useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { useErpError } from '../../ui/erp/use-erp-error.ts';
import field from '../../ui/field.module.css';
import { Notice } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './erp.module.css';
import type { LetterActs } from './use-letters.ts';

/** Settles a refused command by hand (number and why), or cancels it (why). */
export function SettleDialog({ acts }: { readonly acts: LetterActs }): ReactNode {
  const { t } = useWords();
  const asked = acts.dialog?.what;
  const what = asked === 'cancel' ? 'cancel' : 'done';
  return (
    <Modal
      opened={asked === 'done' || asked === 'cancel'}
      onClose={acts.close}
      title={t(`erp:settle.${what}.title`)}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Form acts={acts} what={what} />
    </Modal>
  );
}

/** Enter sends the form of a text field; with Shift it makes a line. */
export const onEnter = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
};

function Form({ acts, what }: { readonly acts: LetterActs; readonly what: 'done' | 'cancel' }): ReactNode {
  const { t, say } = useWords();
  const sentence = useErpError();
  const [erpKey, setErpKey] = useState('');
  const [why, setWhy] = useState('');
  const ready = why.trim() !== '' && (what === 'cancel' || erpKey.trim() !== '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!ready) return;
    if (what === 'done') acts.settle({ erpKey: erpKey.trim(), why: why.trim() });
    else acts.cancel(why.trim());
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <p>{t(`erp:settle.${what}.text`, { what: say('erp_write', acts.dialog?.letter.kind ?? '') })}</p>
      {what === 'done' ? (
        <label className={field['field']}>
          {t('erp:settle.number')}
          <input data-autofocus dir="ltr" required maxLength={60} value={erpKey} onChange={(event) => setErpKey(event.currentTarget.value)} />
        </label>
      ) : null}
      <label className={field['field']}>
        {t('erp:settle.why')}
        <textarea
          data-autofocus={what === 'cancel' ? true : undefined}
          dir="auto"
          required
          maxLength={500}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
          onKeyDown={onEnter}
        />
      </label>
      {acts.error === null ? null : (
        <Notice tone="stop" urgent>
          {sentence(acts.error)}
        </Notice>
      )}
      <div className={classes['row']}>
        <Button onClick={acts.close}>{t('action.cancel')}</Button>
        <Button type="submit" look="primary" hint="Enter" disabled={acts.busy || !ready}>
          {t(`erp:settle.${what}.send`)}
        </Button>
      </div>
    </form>
  );
}
