import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { IconCoffee, IconSearchOff } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { orderQuery } from '../../data/queries.ts';
import { ConversationBadge, StateBadge } from '../../ui/badge.tsx';
import { Code, Money, When } from '../../ui/figures.tsx';
import { ClockAge } from '../../ui/order/clock-bar.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { Quoted } from '../../ui/text/quoted.tsx';
import { useWaitingSentence } from '../../ui/order/waiting.ts';
import { useWords } from '../../ui/use-words.ts';
import { BulkBar } from './bulk-bar.tsx';
import { QueueFilters } from './queue-filters.tsx';
import { orderItem, type QueueItem, type QueueTab } from './queue-items.ts';
import classes from './queue-list.module.css';
import { RowPeople } from './row-people.tsx';
import type { Picking } from './use-picking.ts';
import type { Queue, QueueFilter } from './use-queue.ts';

const rowHeight = 80;

interface QueueListProps {
  readonly queue: Queue;
  readonly filter: QueueFilter;
  readonly picking: Picking;
  readonly onFilter: (change: Partial<QueueFilter>) => void;
  readonly onPick: (id: string) => void;
}

/** The queue: only the rows in sight are drawn, and rows that arrive never move the one under the hand. A row that has left the tab shows what became of it. */
export function QueueList({ queue, filter, picking, onFilter, onPick }: QueueListProps): ReactNode {
  const { t } = useWords();
  const scroll = useRef<HTMLDivElement>(null);
  const { rows, selectedId, left } = queue.state;
  const gone = useQuery(orderQuery(left ? selectedId : null)).data;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (i) => rows[i]?.id ?? i,
  });
  const at = rows.findIndex((row) => row.id === selectedId);
  useHoldStill(scroll, at, selectedId);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
    // Only when another row is selected: new rows must not scroll the list.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [selectedId]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  const { more } = queue;
  useEffect(() => {
    if (last >= 0 && last >= rows.length - 10) more();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `more` is new each time; it asks only when there is more
  }, [last, rows.length]);
  return (
    <section data-pane="queue" className={classes['pane']} aria-label={t('orders:pane.queue')}>
      <QueueHead queue={queue} filter={filter} picking={picking} onFilter={onFilter} />
      {queue.loading || rows.length === 0 ? (
        <NoRows queue={queue} tab={filter.tab} />
      ) : (
        <div ref={scroll} className={classes['scroll']}>
          <div
            className={classes['inner']}
            style={{ blockSize: virtual.getTotalSize() }}
            role="listbox"
            aria-multiselectable
            aria-label={t(`orders:tab.${filter.tab}`)}
          >
            {items.map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              const selected = row.id === selectedId;
              return (
                <button
                  key={row.id}
                  type="button"
                  role="option"
                  data-row
                  aria-selected={selected}
                  data-left={selected && left}
                  data-picked={picking.picked.has(row.id)}
                  aria-setsize={rows.length}
                  aria-posinset={item.index + 1}
                  className={classes['row']}
                  style={{ blockSize: rowHeight, insetBlockStart: item.start }}
                  onClick={() => onPick(row.id)}
                >
                  <Row item={selected && gone !== undefined ? orderItem(gone) : row} readAt={queue.readAt} />
                </button>
              );
            })}
          </div>
        </div>
      )}
    </section>
  );
}

function QueueHead({ queue, filter, picking, onFilter }: Omit<QueueListProps, 'onPick'>): ReactNode {
  return (
    <>
      <QueueFilters queue={queue} filter={filter} onChange={onFilter} />
      {picking.count === 0 ? null : <BulkBar count={picking.count} busy={picking.busy} onAccept={picking.accept} onClear={picking.clear} />}
    </>
  );
}

/** Keeps the selected row where it is on the screen when rows are inserted above it. */
function useHoldStill(scroll: RefObject<HTMLDivElement | null>, at: number, selectedId: string | null): void {
  const before = useRef({ at, selectedId });
  useLayoutEffect(() => {
    const was = before.current;
    before.current = { at, selectedId };
    const box = scroll.current;
    if (box === null || was.selectedId !== selectedId || was.at < 0 || at < 0 || was.at === at) return;
    box.scrollTop += (at - was.at) * rowHeight;
  }, [at, selectedId, scroll]);
}

function NoRows({ queue, tab }: { readonly queue: Queue; readonly tab: QueueTab }): ReactNode {
  if (!queue.loading) return <NothingHere tab={tab} />;
  return queue.error === null || queue.error === undefined ? <LoadingState rows={6} /> : <ErrorState error={queue.error} onRetry={queue.retry} />;
}

function NothingHere({ tab }: { readonly tab: QueueTab }): ReactNode {
  const { t } = useWords();
  const icon = tab === 'work' ? <IconCoffee size={28} stroke={1.5} /> : <IconSearchOff size={28} stroke={1.5} />;
  return <EmptyState icon={icon} title={t(`orders:empty.${tab}.title`)} text={t(`orders:empty.${tab}.text`)} />;
}

function Row({ item, readAt }: { readonly item: QueueItem; readonly readAt: number }): ReactNode {
  const waiting = useWaitingSentence();
  if (item.kind === 'talk') {
    const { talk } = item;
    return (
      <>
        <span className={classes['who']}>
          <bdi>{talk.customerName ?? talk.senderName ?? `+${talk.sender}`}</bdi>
        </span>
        <span />
        <span className={classes['what']}>
          <Quoted words={talk.preview} />
        </span>
        <span className={classes['foot']}>
          <ConversationBadge state={talk.state} plain />
          <span className={classes['number']}>
            <When at={talk.lastMessageAt} />
          </span>
        </span>
      </>
    );
  }
  const { order } = item;
  const reason = order.waiting === null ? null : waiting(order.waiting, order.currency);
  return (
    <>
      <span className={classes['who']}>
        <bdi>{order.customerName ?? (order.sender === null ? '–' : `+${order.sender}`)}</bdi>
      </span>
      <span className={classes['money']}>
        <Money minor={order.netMinor} currency={order.currency} />
      </span>
      <span className={classes['what']} title={reason ?? undefined}>
        {reason ?? <Quoted words={order.preview} />}
      </span>
      <span className={classes['foot']}>
        <StateBadge state={order.state} plain />
        <RowPeople order={order} />
        <span className={classes['number']}>
          <Code>{order.erpNumber ?? order.number}</Code> ·{' '}
          {order.clock.running === null ? <When at={order.updatedAt} /> : <ClockAge clock={order.clock} readAt={readAt} />}
        </span>
      </span>
    </>
  );
}
