import { useQuery } from '@tanstack/react-query';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { deskPeopleQuery } from '../../data/queries.ts';
import { useMe } from '../../ui/me.ts';
import { Code } from '../../ui/figures.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './desk.module.css';
import { sortOf, type Queue, type QueueFilter } from './use-queue.ts';

interface QueueFiltersProps {
  readonly queue: Queue;
  readonly filter: QueueFilter;
  readonly onChange: (change: Partial<QueueFilter>) => void;
}

/** Whose orders, asleep or not, in which order. What is chosen stands in the address. */
export function QueueFilters({ queue, filter, onChange }: QueueFiltersProps): ReactNode {
  const { t, formats } = useWords();
  const me = useMe();
  const people = (useQuery(deskPeopleQuery).data?.people ?? []).filter((person) => person.id !== me?.id);
  const counted = (key: string, count: number | undefined): string => (count === undefined || count === 0 ? t(key) : `${t(key)} (${formats.number(count)})`);
  return (
    <div className={classes['filters']} role="group" aria-label={t('orders:filter.title')}>
      <select aria-label={t('orders:filter.assigned')} value={filter.assigned} onChange={(event) => onChange({ assigned: event.currentTarget.value })}>
        <option value="">{t('orders:filter.everybody')}</option>
        <option value="me">{counted('orders:filter.me', queue.desk?.mine)}</option>
        <option value="nobody">{counted('orders:filter.nobody', queue.desk?.unassigned)}</option>
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </select>
      <select
        aria-label={t('orders:filter.snoozed')}
        value={filter.snoozed}
        onChange={(event) => onChange({ snoozed: event.currentTarget.value as QueueFilter['snoozed'] })}
      >
        <option value="hide">{t('orders:filter.awake')}</option>
        <option value="only">{counted('orders:filter.asleep', queue.desk?.snoozed)}</option>
        <option value="all">{t('orders:filter.both')}</option>
      </select>
      <select
        aria-label={t('orders:filter.sort')}
        value={sortOf(filter)}
        onChange={(event) => onChange({ sort: event.currentTarget.value as QueueFilter['sort'] })}
      >
        <option value="urgency">{t('orders:filter.urgency')}</option>
        <option value="newest">{t('orders:filter.newest')}</option>
      </select>
      {filter.customer === '' ? null : (
        <button type="button" className={classes['chip']} aria-label={t('orders:filter.any_customer')} onClick={() => onChange({ customer: '' })}>
          <Code>{filter.customer}</Code> <IconX size={13} />
        </button>
      )}
    </div>
  );
}
