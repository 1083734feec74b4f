import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OrderRulesPage } from '../../../../modules/orders/contract.ts';
import { orderRulesQuery } from '../../../data/rules-queries.ts';
import { Button } from '../../../ui/button.tsx';
import { useMe } from '../../../ui/me.ts';
import page from '../../../ui/page.module.css';
import { CustomerSearch } from '../../../ui/pick/customer-search.tsx';
import { ErrorState, LoadingState } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { CheckRow } from './check-row.tsx';
import classes from './checks.module.css';
import { RuleForm } from './rule-form.tsx';

const keepers: ReadonlySet<string> = new Set(['sales_head', 'owner']);

/** Setup → Checks: how strictly each check is taken, and what is wanted of orders, for the company or one customer. */
export function Checks(): ReactNode {
  const { customer } = useSearch({ from: '/desk/setup/checks' });
  const rules = useQuery(orderRulesQuery(customer));
  if (rules.data !== undefined)
    return <Whole key={`${customer}-${rules.data.rule.company?.version}-${rules.data.rule.customer?.version}`} rules={rules.data} />;
  return rules.error === null ? <LoadingState rows={10} /> : <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />;
}

function Whole({ rules }: { readonly rules: OrderRulesPage }): ReactNode {
  const { t } = useWords();
  const mayKeep = useMe()?.roles.some((role) => keepers.has(role)) ?? false;
  return (
    <div className={page['page']} tabIndex={0}>
      <div className={page['inner']}>
        <header className={page['title']}>
          <h1>{t('setup:checks.title')}</h1>
          <Whose customer={rules.customer} company={rules.company} />
        </header>
        {mayKeep ? null : <p className={page['dim']}>{t('setup:checks.read_only')}</p>}
        <RuleForm rules={rules} mayKeep={mayKeep} />
        <section className={page['card']}>
          <h2>{t('setup:checks.list')}</h2>
          <div className={`${page['cardBody']} ${page['scroll']}`}>
            <table className={`${page['table']} ${classes['table']}`}>
              <thead>
                <tr>
                  <th>{t('setup:checks.code')}</th>
                  <th>{t('setup:checks.check')}</th>
                  <th>{t('setup:checks.own')}</th>
                  <th>{t('setup:checks.taken_as')}</th>
                  <th>{t('setup:checks.who')}</th>
                </tr>
              </thead>
              <tbody>
                {rules.checks.map((check) => (
                  <CheckRow key={check.code} check={check} rules={rules} mayKeep={mayKeep} />
                ))}
              </tbody>
            </table>
          </div>
        </section>
      </div>
    </div>
  );
}

function Whose({ customer, company }: { readonly customer: string | null; readonly company: string }): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate({ from: '/setup/checks' });
  const show = (code: string): void => void navigate({ search: { customer: code } });
  return (
    <div className={classes['whose']}>
      <span className={page['dim']}>{customer === null ? t('setup:checks.of_company', { company }) : t('setup:checks.of_customer', { customer })}</span>
      {customer === null ? (
        <CustomerSearch onPick={(picked) => show(picked.code)} />
      ) : (
        <Button small onClick={() => show('')}>
          <IconX size={14} /> {t('setup:checks.whole_company')}
        </Button>
      )}
    </div>
  );
}
