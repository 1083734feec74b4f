import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { OrderPage } from '../../../modules/orders/contract.ts';
import { deskPeopleQuery } from '../../data/queries.ts';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './dialogs.module.css';
import type { OrderDesk } from './use-desk.ts';

/** Gives an order to somebody of the desk, or to nobody. */
export function AssignDialog({ order, around }: { readonly order: OrderPage; readonly around: OrderDesk }): ReactNode {
  const { t } = useWords();
  const opened = around.open === 'assign';
  const people = useQuery({ ...deskPeopleQuery, enabled: opened }).data?.people ?? [];
  return (
    <Modal opened={opened} onClose={() => around.setOpen('none')} title={t('orders:assign.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <div className={classes['stack']}>
        {people.map((person) => (
          <Button key={person.id} disabled={around.busy || person.id === order.assignedTo?.id} onClick={() => around.give(person.id, person.name)}>
            <bdi>{person.name}</bdi>
          </Button>
        ))}
        <Button look="quiet" disabled={around.busy || order.assignedTo === null} onClick={() => around.give(null, '')}>
          {t('orders:assign.nobody')}
        </Button>
      </div>
    </Modal>
  );
}
