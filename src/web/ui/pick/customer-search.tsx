import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { CustomerHit } from '../../../modules/masters/contract.ts';
import { customersQuery } from '../../data/queries.ts';
import { Code } from '../figures.tsx';
import { useWords } from '../use-words.ts';
import { PickList } from './pick-list.tsx';

interface CustomerSearchProps {
  readonly onPick: (customer: CustomerHit) => void;
  readonly onClose?: () => void;
  readonly takeFocus?: boolean;
}

/** Finds a customer by name or code; a blocked one says so. */
export function CustomerSearch({ onPick, onClose, takeFocus = false }: CustomerSearchProps): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [query] = useDebouncedValue(text.trim(), 100);
  const found = useQuery(customersQuery(query === '' ? null : query));
  const rows = query === '' ? [] : (found.data?.rows ?? []);
  const empty = query === '' || found.isFetching ? null : found.isError ? t('error.command_unreachable') : t('orders:who.none');
  return (
    <PickList
      label={t('orders:who.search')}
      takeFocus={takeFocus}
      text={text}
      onText={setText}
      empty={empty}
      rows={rows.map((row) => ({
        id: row.code,
        label: <bdi>{row.name}</bdi>,
        side: row.blocked ? t('orders:who.blocked') : <Code>{`${row.code} · ${row.region}`}</Code>,
      }))}
      onPick={(code) => {
        const row = rows.find((each) => each.code === code);
        if (row !== undefined) onPick(row);
      }}
      {...(onClose === undefined ? {} : { onClose })}
    />
  );
}
