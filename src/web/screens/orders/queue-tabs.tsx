import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import tabs from '../../ui/tabs.module.css';
import { useWords } from '../../ui/use-words.ts';
import classes from './orders.module.css';
import { countOfTab, queueTabs, type QueueTab } from './queue-items.ts';
import { statesOfTab, type Queue } from './use-queue.ts';

interface QueueTabsProps {
  readonly queue: Queue;
  readonly tab: QueueTab;
  readonly q: string;
  readonly onTab: (tab: QueueTab) => void;
  readonly onSearch: (q: string) => void;
}

/** State groups with their counts, and a search within the group. */
export function QueueTabs({ queue, tab, q, onTab, onSearch }: QueueTabsProps): ReactNode {
  const { t, formats } = useWords();
  return (
    <div className={tabs['tabs']}>
      <div className={tabs['tabList']} role="tablist" aria-label={t('orders:tabs')}>
        {queueTabs.map((each) => {
          const count = each === 'not_orders' ? queue.notOrders : countOfTab(statesOfTab(each), queue.counts);
          return (
            <button key={each} type="button" role="tab" aria-selected={each === tab} className={tabs['tab']} onClick={() => onTab(each)}>
              {t(`orders:tab.${each}`)}
              {count === null ? null : (
                <span className={classes['tabCount']} data-urgent={each === 'work' && count > 0}>
                  {formats.number(count)}
                </span>
              )}
            </button>
          );
        })}
      </div>
      <SearchField key={q === '' ? 'empty' : 'filled'} q={q} onSearch={onSearch} />
    </div>
  );
}

function SearchField({ q, onSearch }: { readonly q: string; readonly onSearch: (q: string) => void }): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState(q);
  const send = useDebouncedCallback(onSearch, 200);
  return (
    <label className={classes['search']}>
      <IconSearch size={15} aria-hidden="true" />
      <span className="k-sr">{t('orders:search')}</span>
      <input
        type="search"
        dir="auto"
        placeholder={t('orders:search')}
        value={text}
        autoFocus={q !== ''}
        onChange={(event) => {
          setText(event.currentTarget.value);
          send(event.currentTarget.value.trim());
        }}
      />
    </label>
  );
}
