import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { IconCoffee, IconSearchOff } from '@tabler/icons-react';
import { memo, useEffect, useLayoutEffect, useMemo, useRef, type ReactNode, type RefObject } from 'react';
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
// a page that is asked for this many rows before its place is there when the wheel is
const readAhead = 150;

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
  const gone = useGone(left ? selectedId : null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const at = rows.findIndex((row) => row.id === selectedId);
  useHoldStill(scroll, rows, selectedId);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
    // Only when another row is selected: new rows must not scroll the list.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [selectedId]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  const { more } = queue;
  useEffect(() => {
    if (last >= 0 && last >= rows.length - readAhead) more();
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
                <Row
                  key={row.id}
                  item={selected ? (gone ?? row) : row}
                  place={item.index}
                  of={rows.length}
                  selected={selected}
                  left={selected && left}
                  picked={picking.picked.has(row.id)}
                  onPick={onPick}
                />
              );
            })}
          </div>
        </div>
      )}
    </section>
  );
}

const QueueHead = memo(function QueueHead({ queue, filter, picking, onFilter }: Omit<QueueListProps, 'onPick'>): ReactNode {
  return (
    <>
      <QueueFilters queue={queue} filter={filter} onChange={onFilter} />
      {picking.count === 0 ? null : (
        <BulkBar
          count={picking.count}
          busy={picking.busy}
          onAccept={picking.accept}
          onTake={picking.take}
          onAssign={picking.openAssign}
          onClear={picking.clear}
        />
      )}
    </>
  );
});

/** The selected row after it has left the tab: what became of it. */
function useGone(id: string | null): QueueItem | null {
  const { data, dataUpdatedAt } = useQuery(orderQuery(id));
  return useMemo(() => (id === null || data === undefined ? null : orderItem({ ...data, readAt: dataUpdatedAt })), [id, data, dataUpdatedAt]);
}

/** Rows that come or go above never move what the eye is on: the selected row while it is in sight, else the topmost one. */
function useHoldStill(scroll: RefObject<HTMLDivElement | null>, rows: readonly QueueItem[], selectedId: string | null): void {
  const before = useRef({ rows, selectedId });
  useLayoutEffect(() => {
    const was = before.current;
    before.current = { rows, selectedId };
    const box = scroll.current;
    if (box === null || was.rows === rows || was.selectedId !== selectedId) return;
    const top = Math.floor(box.scrollTop / rowHeight);
    const selectedAt = was.rows.findIndex((row) => row.id === selectedId);
    const inSight = selectedAt >= top && selectedAt * rowHeight < box.scrollTop + box.clientHeight;
    const heldAt = inSight ? selectedAt : top;
    const heldId = was.rows[heldAt]?.id;
    // at the very top new rows are to be seen
    const nowAt = heldId === undefined || (box.scrollTop === 0 && !inSight) ? -1 : rows.findIndex((row) => row.id === heldId);
    if (nowAt >= 0 && nowAt !== heldAt) box.scrollTop += (nowAt - heldAt) * rowHeight;
  }, [rows, selectedId, scroll]);
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

interface RowProps {
  readonly item: QueueItem;
  readonly place: number;
  readonly of: number;
  readonly selected: boolean;
  readonly left: boolean;
  readonly picked: boolean;
  readonly onPick: (id: string) => void;
}

/** A row at its place; drawn again only when something of it has changed. */
const Row = memo(function Row({ item, place, of, selected, left, picked, onPick }: RowProps): ReactNode {
  return (
    <button
      type="button"
      role="option"
      data-row
      aria-selected={selected}
      data-left={left}
      data-picked={picked}
      aria-setsize={of}
      aria-posinset={place + 1}
      className={classes['row']}
      style={{ blockSize: rowHeight, insetBlockStart: place * rowHeight }}
      onClick={() => onPick(item.id)}
    >
      <RowWords item={item} />
    </button>
  );
});

function RowWords({ item }: { readonly item: QueueItem }): ReactNode {
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
          {order.clock.running === null ? <When at={order.updatedAt} /> : <ClockAge clock={order.clock} readAt={order.readAt} />}
        </span>
      </span>
    </>
  );
}
