import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { ReadingFigures } from '../../../../modules/intake/contract.ts';
import { readingQuery } from '../../../data/reading-queries.ts';
import { When } from '../../../ui/figures.tsx';
import { useMe } from '../../../ui/me.ts';
import page from '../../../ui/page.module.css';
import { ErrorState, LoadingState } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { Audits } from './audits.tsx';
import { LlmLine } from './llm-line.tsx';
import { ModelCard } from './model-card.tsx';
import { Proposals } from './proposals.tsx';
import { Rates } from './rates.tsx';
import { WeekChart } from './week-chart.tsx';
import { WordsEditor } from './words-editor.tsx';

const tuners: ReadonlySet<string> = new Set(['sales_head', 'owner', 'it']);

/** Setup → Reading: how well the reader does, what is to be looked at, and what the company can teach it. */
export function Reading(): ReactNode {
  const reading = useQuery(readingQuery);
  if (reading.data !== undefined) return <Whole figures={reading.data} readAt={reading.dataUpdatedAt} />;
  return reading.error === null ? <LoadingState rows={8} /> : <ErrorState error={reading.error} onRetry={() => void reading.refetch()} />;
}

function Whole({ figures, readAt }: { readonly figures: ReadingFigures; readonly readAt: number }): ReactNode {
  const { t } = useWords();
  const mayTune = useMe()?.roles.some((role) => tuners.has(role)) ?? false;
  const [showing, setShowing] = useState(false);
  return (
    <div className={page['page']} tabIndex={0}>
      <div className={page['inner']}>
        <header className={page['title']}>
          <h1>{t('setup:reading.title')}</h1>
          <span className={page['dim']}>
            {t('live.as_of')} <When at={new Date(readAt).toISOString()} style="seconds" />
          </span>
        </header>
        <Rates figures={figures} />
        <section className={page['card']}>
          <h2>{t('setup:weeks.title')}</h2>
          <div className={page['cardBody']}>
            <WeekChart weeks={figures.weeks} table={showing} onTable={setShowing} />
          </div>
        </section>
        <Audits due={figures.auditsDue} />
        <div className={page['columns']}>
          <section className={page['card']}>
            <h2>{t('setup:words.title')}</h2>
            <div className={page['cardBody']}>
              <WordsEditor words={figures.words} mayTune={mayTune} />
            </div>
          </section>
          <div className={page['stack']}>
            <Proposals proposals={figures.proposals} mayTune={mayTune} />
            <ModelCard figures={figures} mayTune={mayTune} />
            <LlmLine llm={figures.llm} />
          </div>
        </div>
      </div>
    </div>
  );
}
