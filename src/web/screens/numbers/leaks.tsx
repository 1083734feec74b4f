import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { LeakReport, LeakRow } from '../../../modules/pricing/contract.ts';
import { leaksQuery } from '../../data/price-queries.ts';
import { Money } from '../../ui/figures.tsx';
import page from '../../ui/page.module.css';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './numbers.module.css';
import { SpanPicker } from './span-picker.tsx';

interface LeaksProps {
  readonly company: string;
  readonly days: number;
  readonly onDays: (days: number) => void;
}

/** From list to invoice: how much was left, by whom, on what, and why. */
export function Leaks({ company, days, onDays }: LeaksProps): ReactNode {
  const leaks = useQuery(leaksQuery(company, days));
  return (
    <>
      <SpanPicker days={days} onDays={onDays} />
      {leaks.data !== undefined ? (
        <Report report={leaks.data} />
      ) : leaks.error === null ? (
        <LoadingState rows={6} />
      ) : (
        <ErrorState error={leaks.error} onRetry={() => void leaks.refetch()} />
      )}
    </>
  );
}

function Report({ report }: { readonly report: LeakReport }): ReactNode {
  const { t, formats } = useWords();
  if (report.lines === 0) return <EmptyState title={t('prices:numbers.no_sales')} text={t('prices:numbers.no_sales_text')} />;
  const pocket = report.listMinor === 0 ? 0 : report.leakMinor / report.listMinor;
  return (
    <>
      <dl className={classes['figures']}>
        <div>
          <dt>{t('prices:numbers.at_list')}</dt>
          <dd>
            <Money minor={report.listMinor} currency={report.currency} short />
          </dd>
        </div>
        <div>
          <dt>{t('prices:numbers.invoiced')}</dt>
          <dd>
            <Money minor={report.netMinor} currency={report.currency} short />
          </dd>
        </div>
        <div data-leak={report.leakMinor > 0}>
          <dt>{t('prices:numbers.leaked')}</dt>
          <dd>
            <Money minor={report.leakMinor} currency={report.currency} short /> <small className="k-num">{formats.rate(pocket)}</small>
          </dd>
        </div>
      </dl>
      {report.unpriced === 0 ? null : (
        <p className={page['dim']}>{t('prices:numbers.unpriced', { count: report.unpriced, n: formats.number(report.unpriced) })}</p>
      )}
      <Reasons report={report} />
      <div className={classes['pair']}>
        <Bars title={t('prices:numbers.by_customer')} rows={report.byCustomer} currency={report.currency} />
        <Bars title={t('prices:numbers.by_item')} rows={report.byItem} currency={report.currency} />
      </div>
      <Bars
        title={t('prices:numbers.by_month')}
        rows={report.byMonth.map((row) => ({ ...row, name: formats.month(row.key) }))}
        currency={report.currency}
        all
      />
    </>
  );
}

function Reasons({ report }: { readonly report: LeakReport }): ReactNode {
  const { t } = useWords();
  const rows = report.byReason.map((row) => ({ ...row, name: t(`prices:reason.${row.key}`) }));
  return <Bars title={t('prices:numbers.by_reason')} rows={rows} currency={report.currency} all />;
}

const shown = 10;

interface BarsProps {
  readonly title: string;
  readonly rows: readonly LeakRow[];
  readonly currency: string;
  /** All rows, also those without a leak. */
  readonly all?: boolean;
}

/** Leaks as bars; every bar's figures stand beside it. */
function Bars({ title, rows, currency, all = false }: BarsProps): ReactNode {
  const { t, formats } = useWords();
  const told = all ? rows : rows.filter((row) => row.leakMinor > 0).slice(0, shown);
  const most = Math.max(1, ...told.map((row) => row.leakMinor));
  return (
    <section className={page['card']}>
      <h2>{title}</h2>
      <div className={page['cardBody']}>
        {told.length === 0 ? (
          <p className={page['dim']}>{t('prices:numbers.no_leak')}</p>
        ) : (
          <ol className={classes['bars']}>
            {told.map((row) => (
              <li key={row.key}>
                <span className={classes['label']}>
                  <bdi>{row.name}</bdi>
                </span>
                <span className={classes['amount']}>
                  <Money minor={row.leakMinor} currency={currency} short /> <small className="k-num">{formats.rate(row.leakBp / 10_000)}</small>
                </span>
                <span className={classes['track']} aria-hidden="true">
                  <span style={{ inlineSize: `${(row.leakMinor / most) * 100}%` }} />
                </span>
              </li>
            ))}
          </ol>
        )}
      </div>
    </section>
  );
}
