import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { KeyboardEvent, ReactNode } from 'react';
import { deskPeopleQuery } from '../../data/queries.ts';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './dialogs.module.css';

interface AssignDialogProps {
  readonly opened: boolean;
  readonly title: string;
  readonly busy: boolean;
  /** With whom it is: `nobody`, a person's id, or null when it is about several. */
  readonly now: string | null;
  readonly onGive: (to: string | null, name: string) => void;
  readonly onClose: () => void;
}

/** Whom orders go to: somebody of the desk, or nobody. One more key. */
export function AssignDialog({ opened, title, busy, now, onGive, onClose }: AssignDialogProps): ReactNode {
  const { t } = useWords();
  const people = useQuery({ ...deskPeopleQuery, enabled: opened }).data?.people ?? [];
  const onKey = (event: KeyboardEvent): void => {
    const person = people[Number(event.key) - 1];
    if (busy) return;
    if (event.key === '0' && now !== 'nobody') onGive(null, '');
    else if (person !== undefined && person.id !== now) onGive(person.id, person.name);
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <div className={classes['stack']} onKeyDown={onKey} role="group" aria-label={title} tabIndex={-1} data-autofocus>
        {people.map((person, i) => (
          <Button
            key={person.id}
            {...(i < 9 ? { hint: String(i + 1) } : {})}
            disabled={busy || person.id === now}
            onClick={() => onGive(person.id, person.name)}
          >
            <bdi>{person.name}</bdi>
          </Button>
        ))}
        <Button look="quiet" hint="0" disabled={busy || now === 'nobody'} onClick={() => onGive(null, '')}>
          {t('orders:assign.nobody')}
        </Button>
      </div>
    </Modal>
  );
}
