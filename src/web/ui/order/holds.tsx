import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CasePage } from '../../../modules/exceptions/contract.ts';
import type { CheckResult, OrderPage } from '../../../modules/orders/contract.ts';
import { caseQuery, holdCaseQuery } from '../../data/case-queries.ts';
import { Code, Money } from '../figures.tsx';
import { useWords } from '../use-words.ts';
import { AsOf, asOfCheck } from './as-of.tsx';
import classes from './holds.module.css';

/** Why an order is held for somebody's decision, and what would free it: who is asked until when, and for credit the amounts. Nothing for any other order. */
export function Hold({ order }: { readonly order: OrderPage }): ReactNode {
  const { t } = useWords();
  if (order.state !== 'price_hold' && order.state !== 'credit_hold') return null;
  const over = order.checks.find((check) => check.code === 'V22' && check.outcome === 'hold');
  return (
    <section className={classes['hold']}>
      <h3>{t(`orders:hold.${order.state}`)}</h3>
      {order.state === 'credit_hold' && over !== undefined ? <Credit check={over} order={order} /> : null}
      <AskedPeople orderId={order.id} />
    </section>
  );
}

function Credit({ check, order }: { readonly check: CheckResult; readonly order: OrderPage }): ReactNode {
  const { t, formats } = useWords();
  const currency = typeof check.facts['currency'] === 'string' ? check.facts['currency'] : order.currency;
  const fitting = check.facts['fittingLines'];
  const lines = Array.isArray(fitting) ? fitting.filter((no) => typeof no === 'number') : [];
  const amounts = (['beforeMinor', 'afterMinor', 'limitMinor', 'overMinor'] as const).flatMap((name) => {
    const minor = check.facts[name];
    return typeof minor === 'number' ? [{ name, minor }] : [];
  });
  return (
    <>
      <dl className={classes['margin']}>
        {amounts.map(({ name, minor }) => (
          <div key={name}>
            <dt>{t(`orders:hold.credit.${name}`)}</dt>
            <dd>
              <Money minor={minor} currency={currency} />
            </dd>
          </div>
        ))}
      </dl>
      <AsOf at={asOfCheck(check)} />
      <p>{lines.length === 0 ? t('orders:hold.nothing_fits') : t('orders:hold.fits', { lines: formats.list(lines.map((no) => formats.number(no))) })}</p>
    </>
  );
}

/** Those who were told of the order's case, until when they may decide, and the way to it. */
function AskedPeople({ orderId }: { readonly orderId: string }): ReactNode {
  const { t, formats } = useWords();
  const row = useQuery(holdCaseQuery(orderId)).data?.rows[0];
  const page = useQuery(caseQuery(row?.id ?? null)).data;
  if (row === undefined) return <p className={classes['dim']}>{t('orders:hold.somebody')}</p>;
  return (
    <div className={classes['row']}>
      <span className={classes['grow']}>
        {page === undefined || page.tellings.length === 0 ? t('orders:hold.somebody') : t('orders:hold.asked', { people: formats.list(namesOf(page)) })}{' '}
        {row.deadlineAt === null ? null : t('orders:hold.until', { moment: formats.moment(row.deadlineAt) })}
      </span>
      <Link to="/approvals" search={{ tab: 'open', kind: '', q: '', case: row.id }}>
        {t('orders:hold.see_case')} <Code>{row.number}</Code>
      </Link>
    </div>
  );
}

const namesOf = (page: CasePage): readonly string[] => [...new Set(page.tellings.map((telling) => telling.name))];

/** The orders into which the same order was parted, as links. */
export function Family({ order }: { readonly order: OrderPage }): ReactNode {
  const { t, say } = useWords();
  if (order.family.length === 0) return null;
  return (
    <p className={classes['row']}>
      {t('orders:hold.family')}
      {order.family.map((part) => (
        <Link key={part.id} to="/orders/$orderId" params={{ orderId: part.id }}>
          <Code>{part.number}</Code> · {say('state', part.state)}
        </Link>
      ))}
    </p>
  );
}
