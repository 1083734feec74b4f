import { useMediaQuery } from '@mantine/hooks';
import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { IconBook2, IconSearchOff } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import type { AliasList, AliasRow } from '../../../../modules/intake/contract.ts';
import { aliasesQuery } from '../../../data/alias-queries.ts';
import { Button } from '../../../ui/button.tsx';
import { useKeys } from '../../../ui/keys/use-keys.ts';
import { EmptyState, ErrorState, LoadingState } from '../../../ui/states.tsx';
import { Toast } from '../../../ui/toast.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { AliasFilters } from './alias-filters.tsx';
import { AliasPanel } from './alias-panel.tsx';
import { filterOf, isFiltered, type AliasSearch } from './alias-search.ts';
import { AliasTable } from './alias-table.tsx';
import classes from './aliases.module.css';
import { ImportDialog } from './import-dialog.tsx';
import { TeachDialog } from './teach-dialog.tsx';
import { useAliasActs, type AliasActs } from './use-alias-acts.ts';

const route = getRouteApi('/desk/setup/aliases');
const none: readonly AliasRow[] = [];
type Dialog = 'none' | 'teach' | 'import' | 'remove';

/** Setup → Aliases: what words mean, for whom, who taught it, and what it decided. */
export function Aliases(): ReactNode {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/setup/aliases' });
  const list = useInfiniteQuery(aliasesQuery(filterOf(search)));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? none, [list.data]);
  const [placeId, setPlace] = useState<string | null>(null);
  const [dialog, setDialog] = useState<Dialog>('none');
  const find = useRef<HTMLInputElement>(null);
  const acts = useAliasActs();
  const openId = search.alias === '' ? null : search.alias;
  const cursorId = openId ?? placeId;
  const open = (id: string): void => void navigate({ search: (old) => ({ ...old, alias: id }), replace: openId !== null });
  const close = useCallback((): void => void navigate({ search: (old) => ({ ...old, alias: '' }) }), [navigate]);
  const change = (next: Partial<AliasSearch>): void => void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  const move = (by: 1 | -1): void => {
    const next = beside(rows, cursorId, by);
    // rows of the former filter are about to go
    if (next === undefined || list.isPlaceholderData) return;
    setPlace(next.id);
    if (openId !== null) open(next.id);
  };
  useKeys(['aliases'], {
    next_alias: () => move(1),
    previous_alias: () => move(-1),
    open_alias: () => cursorId !== null && open(cursorId),
    ...(openId === null ? {} : { close_alias: close, remove_alias: () => setDialog('remove') }),
    find_alias: () => find.current?.focus(),
    teach_alias: () => setDialog('teach'),
  });
  const closeDialog = (): void => setDialog('none');
  return (
    <div className={classes['screen']}>
      <AliasFilters
        search={search}
        find={find}
        open={openId !== null}
        onChange={change}
        onTeach={() => setDialog('teach')}
        onImport={() => setDialog('import')}
      />
      <div className={classes['panes']} data-open={openId !== null}>
        <Library
          filter={search}
          rows={rows}
          list={list}
          cursorId={cursorId}
          openId={openId}
          onPlace={setPlace}
          onOpen={open}
          onTeach={() => setDialog('teach')}
          onChange={change}
        />
        {openId === null ? null : (
          <AliasPanel
            key={openId}
            id={openId}
            acts={acts}
            removing={dialog === 'remove'}
            onRemoving={(on) => setDialog(on ? 'remove' : 'none')}
            onOpen={open}
            onClose={close}
          />
        )}
      </div>
      <TeachDialog opened={dialog === 'teach'} customer={search.customer} acts={acts} onClose={closeDialog} onTaught={open} />
      <ImportDialog opened={dialog === 'import'} onClose={closeDialog} onImported={(facts) => acts.tell({ key: 'imported', facts, back: null })} />
      <DoneToast acts={acts} />
    </div>
  );
}

function beside(rows: readonly AliasRow[], id: string | null, by: 1 | -1): AliasRow | undefined {
  const at = rows.findIndex((row) => row.id === id);
  return rows[Math.max(0, Math.min(rows.length - 1, at + by))];
}

interface LibraryProps {
  readonly filter: AliasSearch;
  readonly rows: readonly AliasRow[];
  readonly list: UseInfiniteQueryResult<InfiniteData<AliasList>>;
  readonly cursorId: string | null;
  readonly openId: string | null;
  readonly onPlace: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly onTeach: () => void;
  readonly onChange: (next: Partial<AliasSearch>) => void;
}

function Library({ filter, rows, list, cursorId, openId, onPlace, onOpen, onTeach, onChange }: LibraryProps): ReactNode {
  const narrow = useMediaQuery('(max-width: 600px)', false, { getInitialValueInEffect: false });
  if (list.data === undefined) return list.error === null ? <LoadingState rows={8} /> : <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (rows.length === 0)
    return <NothingHere filtered={isFiltered(filter)} onTeach={onTeach} onAll={() => onChange({ q: '', scope: '', customer: '', state: '' })} />;
  return (
    <AliasTable
      rows={rows}
      cursorId={cursorId}
      openId={openId}
      tall={narrow}
      onPlace={onPlace}
      onOpen={onOpen}
      onMore={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
    />
  );
}

interface NothingHereProps {
  readonly filtered: boolean;
  readonly onTeach: () => void;
  readonly onAll: () => void;
}

function NothingHere({ filtered, onTeach, onAll }: NothingHereProps): ReactNode {
  const { t } = useWords();
  return filtered ? (
    <EmptyState
      icon={<IconSearchOff size={28} stroke={1.5} />}
      title={t('setup:none_found.title')}
      text={t('setup:none_found.text')}
      action={<Button onClick={onAll}>{t('setup:show_all')}</Button>}
    />
  ) : (
    <EmptyState
      icon={<IconBook2 size={28} stroke={1.5} />}
      title={t('setup:none_yet.title')}
      text={t('setup:none_yet.text')}
      action={
        <Button look="primary" hint="n" onClick={onTeach}>
          {t('setup:teach.open')}
        </Button>
      }
    />
  );
}

function DoneToast({ acts }: { readonly acts: AliasActs }): ReactNode {
  const { t } = useWords();
  const { note, tell } = acts;
  const close = useCallback(() => tell(null), [tell]);
  if (note === null) return null;
  const undo = (
    <Button small onClick={acts.takeBack}>
      {t(note.key === 'removed' ? 'setup:teach_again' : 'action.undo')}
    </Button>
  );
  return (
    <Toast key={`${note.key} ${JSON.stringify(note.facts)}`} onClose={close} action={note.back === null ? null : undo}>
      {t(`setup:done.${note.key}`, note.facts)}
    </Toast>
  );
}
