import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import type { RehearsalResult, RuleKind } from '../../../../modules/pricing/contract.ts';
import { backTestQuery } from '../../../data/price-queries.ts';
import { Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import classes from './prices.module.css';
import { LimitTested } from './limit-tested.tsx';
import { bodyOf, problemOf, type Draft } from './rule-draft.ts';
import { SchemeTested } from './scheme-tested.tsx';
import { TaxTested } from './tax-tested.tsx';
import { useRuleProblem } from './use-rule-problem.ts';

const spans = [91, 182, 365] as const;

interface PreviewProps {
  readonly company: string;
  readonly kind: RuleKind;
  readonly draft: Draft;
}

/** What the rule that is being edited would have done to past sales, while it is being edited. */
export function BackTestPreview({ company, kind, draft }: PreviewProps): ReactNode {
  const { t } = useWords();
  const problems = useRuleProblem();
  const [days, setDays] = useState<number>(spans[0]);
  const [settled] = useDebouncedValue(draft, 400);
  // a rule may be tried before it has a name
  const tried = useMemo(() => ({ ...settled, code: settled['code'] || 'NEW', name: settled['name'] || 'NEW' }), [settled]);
  const rehearsal = useMemo(() => (problemOf(kind, tried) === null ? { company, kind, body: bodyOf(kind, tried), days } : null), [company, kind, tried, days]);
  const tested = useQuery(backTestQuery(rehearsal));
  return (
    <section className={classes['preview']} aria-label={t('prices:test.title')} aria-busy={tested.isFetching}>
      <header>
        <h3>{t('prices:test.title')}</h3>
        <select aria-label={t('prices:test.span')} value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
          {spans.map((span) => (
            <option key={span} value={span}>
              {t(`prices:span.${span}`)}
            </option>
          ))}
        </select>
      </header>
      {rehearsal === null ? (
        <p className={classes['dim']}>{t('prices:test.not_yet')}</p>
      ) : tested.error !== null ? (
        <Notice tone="stop">{problems.ofError(kind, tested.error)}</Notice>
      ) : tested.data === undefined ? (
        <p className={classes['dim']}>{t('state.loading')}</p>
      ) : (
        <Tested kind={kind} test={tested.data} />
      )}
    </section>
  );
}

function Tested({ kind, test }: { readonly kind: RuleKind; readonly test: RehearsalResult }): ReactNode {
  if (test.test === 'scheme') return <SchemeTested test={test} />;
  return test.test === 'tax' ? <TaxTested test={test} /> : <LimitTested kind={kind} test={test} />;
}
