import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ObjectStanding } from '../../../../modules/sync/contract.ts';
import { Button } from '../../../ui/button.tsx';
import { useWords } from '../../../ui/use-words.ts';
import classes from './connections.module.css';

interface AcceptDialogProps {
  /** Null: closed. */
  readonly object: ObjectStanding | null;
  readonly onClose: () => void;
  readonly onAccept: (object: string) => void;
}

/** A person looks at how many records are left before they believe it: what is not read again counts as gone, and that is seen by everybody. */
export function AcceptDialog({ object, onClose, onAccept }: AcceptDialogProps): ReactNode {
  const { t, say, formats } = useWords();
  const counted = (value: number | null | undefined): string => (typeof value === 'number' ? formats.number(value) : '–');
  return (
    <Modal
      opened={object !== null}
      onClose={onClose}
      title={t('connections:accept.title', { object: object === null ? '' : say('erp_object', object.object) })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <div className={classes['form']}>
        <dl className={classes['counts']}>
          <div>
            <dt>{t('connections:accept.before')}</dt>
            <dd className="k-num">{counted(object?.trouble?.previous)}</dd>
          </div>
          <div>
            <dt>{t('connections:accept.now')}</dt>
            <dd className="k-num">{counted(object?.trouble?.seen)}</dd>
          </div>
        </dl>
        <p>{t('connections:accept.text')}</p>
        <div className={classes['row']} style={{ justifyContent: 'flex-end' }}>
          <Button data-autofocus onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button look="danger" onClick={() => (object === null ? undefined : onAccept(object.object))}>
            {t('connections:accept.accept')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
