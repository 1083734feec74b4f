import { useMediaQuery } from '@mantine/hooks';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { IconScale } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { Refused } from '../../data/refused.ts';
import { useKeys } from '../../ui/keys/use-keys.ts';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import tabs from '../../ui/tabs.module.css';
import { useWords } from '../../ui/use-words.ts';
import classes from './approvals.module.css';
import { CaseFilters } from './case-filters.tsx';
import { CaseList } from './case-list.tsx';
import { CaseView } from './case-view.tsx';
import { useCases, type Cases, type CaseSearch } from './use-cases.ts';

const route = getRouteApi('/desk/approvals');

/** The desk's approvals: what waits for somebody on one side, the most urgent first; everything needed to decide it on the other. */
export function Approvals(): ReactNode {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/approvals' });
  const cases = useCases(search);
  if (cases.error instanceof Refused && cases.error.code === 'forbidden') return <ErrorState error={cases.error} />;
  return (
    <div className={`${tabs['screen']} ${classes['desk']}`}>
      <CaseFilters
        search={search}
        mine={cases.mine}
        onSearch={(change) => void navigate({ search: (old) => ({ ...old, ...change, case: '' }), replace: true })}
      />
      <Panes
        key={`${search.tab} ${search.kind} ${search.q}`}
        search={search}
        cases={cases}
        onOpen={(id) => void navigate({ search: (old) => ({ ...old, case: id }), replace: true })}
      />
    </div>
  );
}

interface PanesProps {
  readonly search: CaseSearch;
  readonly cases: Cases;
  readonly onOpen: (id: string) => void;
}

function Panes({ search, cases, onOpen }: PanesProps): ReactNode {
  const { t } = useWords();
  const narrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false });
  const first = cases.rows[0]?.id ?? null;
  // Beside a list the most urgent case is open by itself. It stays so when it has been decided and left the list: a second click must not hit another one.
  const [held, setHeld] = useState(first);
  if (held === null && first !== null) setHeld(first);
  const shownId = search.case === '' ? (narrow ? null : held) : search.case;
  const move = (by: 1 | -1): void => {
    const at = cases.rows.findIndex((row) => row.id === shownId);
    const next = cases.rows[at < 0 ? 0 : Math.max(0, Math.min(cases.rows.length - 1, at + by))];
    if (next !== undefined) onOpen(next.id);
  };
  useKeys(['approvals'], { next_case: () => move(1), previous_case: () => move(-1) });
  return (
    <div className={classes['panes']} data-open={narrow ? shownId !== null : 'both'}>
      <CaseList cases={cases} tab={search.tab} shownId={shownId} onOpen={onOpen} />
      <section aria-label={t('approvals:pane.case')}>
        {shownId === null ? (
          <EmptyState icon={<IconScale size={28} stroke={1.5} />} title={t('approvals:nothing_open.title')} text={t('approvals:nothing_open.text')} />
        ) : (
          <CaseView key={shownId} id={shownId} onBack={narrow ? () => onOpen('') : null} />
        )}
      </section>
    </div>
  );
}
