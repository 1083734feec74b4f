import { useMediaQuery } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { IconChevronLeft, IconInbox } from '@tabler/icons-react';
import { memo, useCallback, useEffect, useState, type ReactNode } from 'react';
import { conversationQuery, orderQuery } from '../../data/queries.ts';
import { Refused } from '../../data/refused.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { useKeys, type KeyHandlers } from '../../ui/keys/use-keys.ts';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import tabs from '../../ui/tabs.module.css';
import { useWords } from '../../ui/use-words.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { BulkOutcomes } from './bulk-bar.tsx';
import { DeskTold } from './desk-told.tsx';
import classes from './orders.module.css';
import { tabBeside, type QueueItem, type QueueTab } from './queue-items.ts';
import { QueueList } from './queue-list.tsx';
import { QueueTabs } from './queue-tabs.tsx';
import { usePicking, type Picking } from './use-picking.ts';
import { useQueue, type Queue } from './use-queue.ts';
import { Work } from './work.tsx';

const route = getRouteApi('/desk/orders');

/** The orders desk: queue, conversation, draft, side by side; on a phone one after the other. What was just done is said at its foot. */
export function Orders(): ReactNode {
  return (
    <DeskTold>
      <Desk />
    </DeskTold>
  );
}

function Desk(): ReactNode {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/orders' });
  const narrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false });
  const { order: opened, ...filter } = search;
  const queue = useQueue(filter, opened === '' ? null : opened, !narrow);
  const picking = usePicking(queue);
  const [view, setView] = useState<'queue' | 'talk' | 'draft'>(opened === '' ? 'queue' : 'draft');
  const { select } = queue;
  const pick = useCallback(
    (id: string): void => {
      select(id);
      setView('draft');
    },
    [select],
  );
  const selectedId = queue.state.selectedId;
  const selected = queue.state.rows.find((row) => row.id === selectedId) ?? null;
  useKeepAddress(selectedId);
  usePreloadBeside(queue);
  const setTab = (tab: QueueTab): void => {
    queue.select(null);
    void navigate({ search: (old) => ({ ...old, tab, order: '' }) });
  };
  useKeys(['orders'], {
    ...keysOf(picking),
    next: () => queue.move(1),
    previous: () => queue.move(-1),
    next_tab: () => setTab(tabBeside(search.tab, 1)),
    previous_tab: () => setTab(tabBeside(search.tab, -1)),
    open: () => {
      if (selectedId !== null && selected?.kind !== 'talk') void navigate({ to: '/orders/$orderId', params: { orderId: selectedId } });
    },
  });
  if (queue.error instanceof Refused && queue.error.code === 'forbidden') return <ErrorState error={queue.error} />;
  return (
    <div className={`${tabs['screen']} ${classes['desk']}`}>
      <QueueTabs
        queue={queue}
        tab={search.tab}
        q={search.q}
        onTab={setTab}
        onSearch={(q) => void navigate({ search: (old) => ({ ...old, q }), replace: true })}
      />
      {narrow && view !== 'queue' ? <PaneSwitch view={view} onView={setView} /> : null}
      <PickedDialogs picking={picking} onOpen={pick} />
      <div className={classes['panes']} data-view={narrow ? view : 'all'}>
        <QueueList
          queue={queue}
          filter={filter}
          picking={picking}
          onFilter={(change) => {
            queue.select(null);
            void navigate({ search: (old) => ({ ...old, ...change, order: '' }), replace: true });
          }}
          onPick={pick}
        />
        <Selected id={selectedId} item={selected} />
      </div>
    </div>
  );
}

/** Whom the picked orders go to, and what became of those that were accepted. */
function PickedDialogs({ picking, onOpen }: { readonly picking: Picking; readonly onOpen: (id: string) => void }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <AssignDialog
        opened={picking.assigning}
        title={t('orders:bulk.assign_title', { count: picking.count })}
        busy={picking.busy}
        now={null}
        onGive={picking.give}
        onClose={picking.closeAssign}
      />
      <BulkOutcomes
        results={picking.results}
        onClose={picking.closeResults}
        onOpen={(id) => {
          picking.closeResults();
          onOpen(id);
        }}
      />
    </>
  );
}

/** Picking and what is done with the picked. */
const keysOf = (picking: Picking): KeyHandlers => ({
  toggle_pick: picking.toggle,
  pick_next: () => picking.extend(1),
  pick_previous: () => picking.extend(-1),
  ...(picking.count > 0 ? { accept_picked: picking.accept, take_picked: picking.take, assign_picked: picking.openAssign, clear_picked: picking.clear } : {}),
});

/** What is open. Rows that change elsewhere do not draw it again. */
const Selected = memo(function Selected({ id, item }: { readonly id: string | null; readonly item: QueueItem | null }): ReactNode {
  const { t } = useWords();
  if (id === null) {
    return (
      <div data-pane="draft" style={{ gridColumn: 'span 2' }}>
        <EmptyState icon={<IconInbox size={28} stroke={1.5} />} title={t('orders:nothing_open.title')} text={t('orders:nothing_open.text')} />
      </div>
    );
  }
  return item?.kind === 'talk' ? <Work key={id} orderId={null} conversationId={id} /> : <Work key={id} orderId={id} conversationId={null} />;
});

function PaneSwitch({ view, onView }: { readonly view: 'talk' | 'draft'; readonly onView: (view: 'queue' | 'talk' | 'draft') => void }): ReactNode {
  const { t } = useWords();
  return (
    <div className={classes['switch']}>
      <IconButton label={t('orders:pane.queue')} onClick={() => onView('queue')}>
        <IconChevronLeft size={18} className="k-flip" />
      </IconButton>
      <Button aria-pressed={view === 'talk'} onClick={() => onView('talk')}>
        {t('orders:pane.talk')}
      </Button>
      <Button aria-pressed={view === 'draft'} onClick={() => onView('draft')}>
        {t('orders:pane.draft')}
      </Button>
    </div>
  );
}

/** Puts what is open into the address, so that a reload or a copied link opens it again; a little late, to let keys run. */
function useKeepAddress(selectedId: string | null): void {
  const navigate = useNavigate({ from: '/orders' });
  const router = useRouter();
  useEffect(() => {
    const keep = (): void => {
      // a screen that is being fetched is where somebody goes: this would call them back
      if (router.latestLocation.pathname === '/orders') void navigate({ search: (old) => ({ ...old, order: selectedId ?? '' }), replace: true });
    };
    const timer = setTimeout(keep, 250);
    return () => clearTimeout(timer);
  }, [navigate, router, selectedId]);
}

/** Reads the next row ahead, so that `j` shows it at once. */
function usePreloadBeside(queue: Queue): void {
  const client = useQueryClient();
  const { rows, selectedId } = queue.state;
  const next = rows[rows.findIndex((row) => row.id === selectedId) + 1];
  const nextId = selectedId === null || next?.kind !== 'order' ? null : next.id;
  const talkId = next?.kind === 'order' ? next.order.conversationId : null;
  useEffect(() => {
    if (nextId !== null) void client.prefetchQuery({ ...orderQuery(nextId), staleTime: 15_000 });
    if (nextId !== null && talkId !== null) void client.prefetchQuery({ ...conversationQuery(talkId), staleTime: 15_000 });
  }, [client, nextId, talkId]);
}
