import { IconCoffee, IconSearchOff } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import type { CaseRow } from '../../../modules/exceptions/contract.ts';
import { Button } from '../../ui/button.tsx';
import { CaseBadge } from '../../ui/case/case-badge.tsx';
import { Countdown } from '../../ui/case/countdown.tsx';
import { Code, Money } from '../../ui/figures.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './approvals.module.css';
import type { Cases, CaseTab } from './use-cases.ts';

interface CaseListProps {
  readonly cases: Cases;
  readonly tab: CaseTab;
  readonly shownId: string | null;
  readonly onOpen: (id: string) => void;
}

/** The cases of a group, the most urgent first, each with its countdown. */
export function CaseList({ cases, tab, shownId, onOpen }: CaseListProps): ReactNode {
  const { t } = useWords();
  return (
    <section className={classes['list']} aria-label={t('approvals:pane.list')}>
      {cases.loading ? (
        cases.error === null ? (
          <LoadingState rows={6} />
        ) : (
          <ErrorState error={cases.error} onRetry={cases.retry} />
        )
      ) : cases.rows.length === 0 ? (
        <EmptyState
          icon={tab === 'mine' ? <IconCoffee size={28} stroke={1.5} /> : <IconSearchOff size={28} stroke={1.5} />}
          title={t(`approvals:empty.${tab}.title`)}
          text={t(`approvals:empty.${tab}.text`)}
        />
      ) : (
        <div role="listbox" aria-label={t(`approvals:tab.${tab}`)}>
          {cases.rows.map((row) => (
            <Row key={row.id} row={row} selected={row.id === shownId} onOpen={onOpen} />
          ))}
        </div>
      )}
      {cases.more === null ? null : (
        <div className={classes['more']}>
          <Button onClick={cases.more}>{t('approvals:more')}</Button>
        </div>
      )}
    </section>
  );
}

function Row({ row, selected, onOpen }: { readonly row: CaseRow; readonly selected: boolean; readonly onOpen: (id: string) => void }): ReactNode {
  const { t, say } = useWords();
  const place = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (selected) place.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <button ref={place} type="button" role="option" data-row aria-selected={selected} className={classes['row']} onClick={() => onOpen(row.id)}>
      <span className={classes['who']}>
        <bdi>{row.customerName ?? row.customer ?? row.subject.label}</bdi>
      </span>
      <Money minor={row.amountMinor} currency={row.currency} />
      <span className={classes['foot']}>
        <span>
          {say('case_kind', row.kind)} · <Code>{row.subject.label}</Code>
        </span>
        <Countdown row={row} />
      </span>
      <span className={classes['foot']}>
        <CaseBadge state={row.state} plain />
        <span>
          {t('approvals:tier', { no: row.tier })}
          {row.personsNeeded > 1 ? ` · ${t('approvals:of', { agreed: row.personsAgreed, needed: row.personsNeeded })}` : ''}
        </span>
      </span>
    </button>
  );
}
