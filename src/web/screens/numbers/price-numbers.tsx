import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { rulesQuery } from '../../data/price-queries.ts';
import { useMe } from '../../ui/me.ts';
import page from '../../ui/page.module.css';
import { Refused } from '../../data/refused.ts';
import { ErrorState } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import { Asked } from './asked.tsx';
import { Bypass } from './bypass.tsx';
import { Creep } from './creep.tsx';
import { Leaks } from './leaks.tsx';
import classes from './numbers.module.css';

const route = getRouteApi('/desk/numbers/prices');
const tabs = ['leaks', 'requests', 'creep', 'bypass'] as const;
const watchers: ReadonlySet<string> = new Set(['sales_head', 'owner']);

/** Numbers → Prices: where money is left between list and invoice, whose discount creeps, and what went past the floor. */
export function PriceNumbers(): ReactNode {
  const me = useMe();
  // who may not see them is told at once, without asking the server for what it refuses
  if (me !== null && !me.roles.some((role) => watchers.has(role))) return <ErrorState error={new Refused('forbidden', {}, 403)} />;
  return <Numbers />;
}

function Numbers(): ReactNode {
  const { t } = useWords();
  const { tab, company, days, month } = route.useSearch();
  const navigate = route.useNavigate();
  const companies = useQuery(rulesQuery(company)).data?.companies ?? [];
  return (
    <div className={page['page']} tabIndex={0}>
      <div className={page['inner']}>
        <header className={page['title']}>
          <h1>{t('prices:numbers.title')}</h1>
          {companies.length < 2 ? null : (
            <select
              className={classes['select']}
              aria-label={t('prices:company')}
              value={company}
              onChange={(event) => void navigate({ search: (old) => ({ ...old, company: event.target.value }) })}
            >
              {companies.map((each, i) => (
                <option key={each.code} value={i === 0 ? '' : each.code}>
                  {each.name}
                </option>
              ))}
            </select>
          )}
        </header>
        <nav className={classes['tabs']} aria-label={t('prices:numbers.title')}>
          {tabs.map((each) => (
            <button key={each} type="button" aria-pressed={each === tab} onClick={() => void navigate({ search: (old) => ({ ...old, tab: each }) })}>
              {t(`prices:numbers.${each}`)}
            </button>
          ))}
        </nav>
        {tab === 'leaks' ? <Leaks company={company} days={days} onDays={(next) => void navigate({ search: (old) => ({ ...old, days: next }) })} /> : null}
        {tab === 'requests' ? <Asked company={company} days={days} onDays={(next) => void navigate({ search: (old) => ({ ...old, days: next }) })} /> : null}
        {tab === 'creep' ? <Creep company={company} /> : null}
        {tab === 'bypass' ? <Bypass company={company} month={month} onMonth={(next) => void navigate({ search: (old) => ({ ...old, month: next }) })} /> : null}
      </div>
    </div>
  );
}
