import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconSend } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { OrderCommands, Outcome } from '../../data/order-commands.ts';
import { questionQuery } from '../../data/queries.ts';
import { Button } from '../../ui/button.tsx';
import { LoadingState, Notice, useErrorSentence } from '../../ui/states.tsx';
import { MarkedText } from '../../ui/text/marked-text.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './dialogs.module.css';

interface QuestionDialogProps {
  /** Open while it is set. */
  readonly conversationId: string | null;
  readonly commands: OrderCommands;
  readonly onClose: () => void;
  readonly onOutcome: (outcome: Outcome) => boolean;
}

/** The exact message that the customer would get, before it is sent: this cannot be taken back. */
export function QuestionDialog({ conversationId, commands, onClose, onOutcome }: QuestionDialogProps): ReactNode {
  const { t } = useWords();
  return (
    <Modal opened={conversationId !== null} onClose={onClose} title={t('orders:question.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      {conversationId === null ? null : <Question conversationId={conversationId} commands={commands} onClose={onClose} onOutcome={onOutcome} />}
    </Modal>
  );
}

function Question({ conversationId, commands, onClose, onOutcome }: QuestionDialogProps & { readonly conversationId: string }): ReactNode {
  const { t } = useWords();
  const errorSentence = useErrorSentence();
  const preview = useQuery(questionQuery(conversationId));
  const [error, setError] = useState<unknown>(null);
  const send = async (): Promise<void> => {
    const outcome = await commands.sendQuestion(conversationId);
    if (onOutcome(outcome)) onClose();
    else if (!outcome.ok && outcome.error !== null) setError(outcome.error);
  };
  const failure = error ?? preview.error;
  return (
    <div className={classes['stack']}>
      {preview.isPending ? <LoadingState rows={1} /> : null}
      {preview.data === undefined ? null : (
        <>
          <div className={classes['message']} lang={preview.data.language}>
            <MarkedText text={preview.data.text} ours />
          </div>
          {preview.data.window === 'template_only' ? <Notice tone="risk">{t('orders:question.template_only')}</Notice> : null}
        </>
      )}
      {failure === null ? null : (
        <Notice tone="stop" urgent>
          {errorSentence(failure)}
        </Notice>
      )}
      <div className={classes['row']}>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        {preview.data === undefined ? null : (
          <Button look="primary" disabled={commands.busy} onClick={() => void send()} hint="Enter" data-autofocus autoFocus>
            <IconSend size={15} className="k-flip" /> {t('orders:question.send')}
          </Button>
        )}
      </div>
    </div>
  );
}
