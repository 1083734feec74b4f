import type { ReactNode } from 'react';
import { caseKinds } from '../../../modules/exceptions/contract.ts';
import tabs from '../../ui/tabs.module.css';
import { useWords } from '../../ui/use-words.ts';
import classes from './approvals.module.css';
import { caseTabs, type CaseSearch } from './use-cases.ts';

interface CaseFiltersProps {
  readonly search: CaseSearch;
  readonly mine: number;
  readonly onSearch: (change: Partial<CaseSearch>) => void;
}

/** Which cases are listed: a group, a kind, words. All of it is in the address. */
export function CaseFilters({ search, mine, onSearch }: CaseFiltersProps): ReactNode {
  const { t, say, formats } = useWords();
  return (
    <div className={tabs['tabs']}>
      <div className={tabs['tabList']} role="tablist" aria-label={t('approvals:tabs')}>
        {caseTabs.map((tab) => (
          <button key={tab} type="button" role="tab" aria-selected={tab === search.tab} className={tabs['tab']} onClick={() => onSearch({ tab })}>
            {t(`approvals:tab.${tab}`)}
            {tab === 'mine' && mine > 0 ? <span className="k-num">{formats.number(mine)}</span> : null}
          </button>
        ))}
      </div>
      <div className={classes['filters']}>
        <select aria-label={t('approvals:kind')} value={search.kind} onChange={(event) => onSearch({ kind: event.currentTarget.value })}>
          <option value="">{t('approvals:every_kind')}</option>
          {caseKinds.map((kind) => (
            <option key={kind} value={kind}>
              {say('case_kind', kind)}
            </option>
          ))}
        </select>
        <input
          type="search"
          dir="auto"
          aria-label={t('approvals:search')}
          placeholder={t('approvals:search')}
          value={search.q}
          onChange={(event) => onSearch({ q: event.currentTarget.value })}
        />
      </div>
    </div>
  );
}
