import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { ItemHit } from '../../../modules/masters/contract.ts';
import { itemsQuery } from '../../data/queries.ts';
import { Code } from '../figures.tsx';
import { useWords } from '../use-words.ts';
import { PickList } from './pick-list.tsx';

interface CatalogueSearchProps {
  readonly start: string;
  readonly onPick: (item: ItemHit) => void;
  readonly onClose?: () => void;
  /** Off where the search stands in a form with other fields. */
  readonly takeFocus?: boolean;
}

/** Finds an item of the catalogue; what is no longer sold is shown, said so, and cannot be picked. */
export function CatalogueSearch({ start, onPick, onClose, takeFocus = true }: CatalogueSearchProps): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState(start.slice(0, 60));
  const [query] = useDebouncedValue(text.trim(), 100);
  const items = useQuery(itemsQuery(query === '' ? null : query));
  const rows = query === '' ? [] : (items.data?.rows ?? []);
  const empty = query === '' || items.isFetching ? null : items.isError ? t('error.command_unreachable') : t('orders:catalogue.none');
  return (
    <PickList
      label={t('orders:catalogue.search')}
      takeFocus={takeFocus}
      text={text}
      onText={setText}
      empty={empty}
      rows={rows.map((item) => ({
        id: item.sku,
        label: <bdi>{item.name}</bdi>,
        side: item.active ? <Code>{`${item.sku} · ${item.salesUom}`}</Code> : t('orders:catalogue.inactive'),
        disabled: !item.active,
      }))}
      onPick={(sku) => {
        const item = rows.find((row) => row.sku === sku);
        if (item !== undefined) onPick(item);
      }}
      {...(onClose === undefined ? {} : { onClose })}
    />
  );
}
