import { IconAlarmSnooze, IconNote } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OrderRow } from '../../../modules/orders/contract.ts';
import { useMe } from '../../ui/me.ts';
import { useWords } from '../../ui/use-words.ts';
import classes from './row-people.module.css';

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first letters of a name, whole as they are read. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0] ?? '', words.at(-1) ?? ''] : words;
  return ends.map((word) => [...letters.segment(word)][0]?.segment ?? '').join('');
}

/** Who has an order of the queue, who else is looking at it, and whether it has notes or sleeps. */
export function RowPeople({ order }: { readonly order: OrderRow }): ReactNode {
  const { t } = useWords();
  const me = useMe();
  const others = order.lookers.filter((person) => person.id !== me?.id);
  return (
    <span className={classes['people']}>
      {order.assignedTo === null ? null : <Initials name={order.assignedTo.name} words={t('orders:assign.with', { name: order.assignedTo.name })} />}
      {others.map((person) => (
        <Initials key={person.id} name={person.name} words={t('orders:presence.looking', { count: 1, names: person.name })} looking />
      ))}
      {order.noteCount === 0 ? null : <IconNote size={13} role="img" aria-label={t('orders:notes.title')} />}
      {order.snoozed === null ? null : <IconAlarmSnooze size={13} role="img" aria-label={t('orders:filter.asleep')} />}
    </span>
  );
}

function Initials({ name, words, looking = false }: { readonly name: string; readonly words: string; readonly looking?: boolean }): ReactNode {
  return (
    <span className={classes['person']} data-looking={looking} title={words}>
      <span aria-hidden="true">{initialsOf(name)}</span>
      <span className="k-sr">{words}</span>
    </span>
  );
}
