import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CreepReport, CreepRow } from '../../../modules/pricing/contract.ts';
import { creepQuery } from '../../data/price-queries.ts';
import { Badge } from '../../ui/badge.tsx';
import { Money } from '../../ui/figures.tsx';
import page from '../../ui/page.module.css';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './numbers.module.css';

/** The effective discount of customers over four quarters: one-time exceptions that have become a habit. */
export function Creep({ company }: { readonly company: string }): ReactNode {
  const creep = useQuery(creepQuery(company));
  if (creep.data !== undefined) return <Report report={creep.data} />;
  return creep.error === null ? <LoadingState rows={6} /> : <ErrorState error={creep.error} onRetry={() => void creep.refetch()} />;
}

function Report({ report }: { readonly report: CreepReport }): ReactNode {
  const { t, formats } = useWords();
  if (report.rows.length === 0) return <EmptyState title={t('prices:numbers.no_sales')} text={t('prices:numbers.no_sales_text')} />;
  const alerts = report.rows.filter((row) => row.alert).length;
  const most = Math.max(1, ...report.rows.flatMap((row) => row.quarters.map((quarter) => quarter.bp ?? 0)));
  return (
    <>
      <p>
        <Badge tone={alerts === 0 ? 'ok' : 'risk'}>
          {alerts === 0 ? t('prices:numbers.no_creep') : t('prices:numbers.creep_alert', { count: alerts, n: formats.number(alerts) })}
        </Badge>
      </p>
      <section className={page['card']}>
        <div className={page['cardBody']}>
          <div className={page['scroll']} tabIndex={0}>
            <table className={page['table']}>
              <thead>
                <tr>
                  <th>{t('prices:column.customer')}</th>
                  {report.quarters.map((from) => (
                    <th key={from} className={page['end']}>
                      {t('prices:numbers.quarter', { no: Math.floor((Number(from.slice(5, 7)) - 1) / 3) + 1, year: from.slice(0, 4) })}
                    </th>
                  ))}
                  <th className={page['end']}>{t('prices:column.rise')}</th>
                  <th className={page['end']}>{t('prices:column.cost')}</th>
                </tr>
              </thead>
              <tbody>
                {report.rows.map((row) => (
                  <Row key={row.customer} row={row} most={most} currency={report.currency} />
                ))}
              </tbody>
            </table>
          </div>
        </div>
      </section>
    </>
  );
}

function Row({ row, most, currency }: { readonly row: CreepRow; readonly most: number; readonly currency: string }): ReactNode {
  const { t, formats } = useWords();
  return (
    <tr>
      <td>
        <bdi>{row.name}</bdi>
      </td>
      {row.quarters.map((quarter) => (
        <td key={quarter.from} className={page['end']}>
          <span className="k-num">{quarter.bp === null ? '–' : formats.rate(quarter.bp / 10_000)}</span>
          <span className={classes['spark']} aria-hidden="true">
            <span style={{ inlineSize: `${(Math.max(0, quarter.bp ?? 0) / most) * 100}%` }} data-alert={row.alert} />
          </span>
        </td>
      ))}
      <td className={page['end']}>
        {row.riseBp === null ? (
          '–'
        ) : (
          <Badge tone={row.alert ? 'risk' : 'quiet'} plain>
            {t('prices:numbers.points', { points: `\u2066${row.riseBp > 0 ? '+' : ''}${formats.number(row.riseBp / 100)}\u2069` })}
          </Badge>
        )}
      </td>
      <td className={page['end']}>{row.costMinor === 0 ? '–' : <Money minor={row.costMinor} currency={currency} short />}</td>
    </tr>
  );
}
