import { useQuery } from '@tanstack/react-query';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { BypassReport } from '../../../modules/pricing/contract.ts';
import { bypassQuery } from '../../data/price-queries.ts';
import { Code, Money, Quantity } from '../../ui/figures.tsx';
import page from '../../ui/page.module.css';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './numbers.module.css';

interface BypassProps {
  readonly company: string;
  readonly month: string;
  readonly onMonth: (month: string) => void;
}

/** What was sold under the floor of its day although nobody had let it pass, month by month. */
export function Bypass({ company, month, onMonth }: BypassProps): ReactNode {
  const bypass = useQuery(bypassQuery(company, month));
  if (bypass.data !== undefined) return <Report report={bypass.data} onMonth={onMonth} />;
  return bypass.error === null ? <LoadingState rows={6} /> : <ErrorState error={bypass.error} onRetry={() => void bypass.refetch()} />;
}

function Report({ report, onMonth }: { readonly report: BypassReport; readonly onMonth: (month: string) => void }): ReactNode {
  const { t, formats } = useWords();
  if (report.months.length === 0) return <EmptyState title={t('prices:numbers.no_sales')} text={t('prices:numbers.no_sales_text')} />;
  return (
    <>
      <section className={page['card']}>
        <h2>{t('prices:numbers.months')}</h2>
        <div className={page['cardBody']}>
          <div className={page['scroll']} tabIndex={0}>
            <table className={page['table']}>
              <thead>
                <tr>
                  <th>{t('prices:column.month')}</th>
                  {(['lines', 'below_floor', 'approved', 'bypassed', 'amount'] as const).map((column) => (
                    <th key={column} className={page['end']}>
                      {t(`prices:column.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {report.months.map((row) => (
                  <tr key={row.month} data-here={row.month === report.month}>
                    <td>
                      <button type="button" className={classes['month']} aria-pressed={row.month === report.month} onClick={() => onMonth(row.month)}>
                        {formats.month(row.month)}
                      </button>
                    </td>
                    {[row.lines, row.belowFloor, row.approved, row.bypassed].map((count, i) => (
                      <td key={i} className={`k-num ${page['end']}`}>
                        {formats.number(count)}
                      </td>
                    ))}
                    <td className={page['end']}>
                      <Money minor={row.amountMinor} currency={report.currency} short />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      </section>
      <section className={page['card']}>
        <h2>{t('prices:numbers.bypassed_in', { month: formats.month(report.month) })}</h2>
        <div className={page['cardBody']}>
          {report.rows.length === 0 ? (
            <p className={classes['none']}>
              <IconCircleCheck size={16} aria-hidden="true" /> {t('prices:numbers.no_bypass')}
            </p>
          ) : (
            <Lines report={report} />
          )}
        </div>
      </section>
    </>
  );
}

function Lines({ report }: { readonly report: BypassReport }): ReactNode {
  const { t, formats } = useWords();
  return (
    <div className={page['scroll']} tabIndex={0}>
      <table className={page['table']}>
        <thead>
          <tr>
            {(['order', 'customer', 'item'] as const).map((column) => (
              <th key={column}>{t(`prices:column.${column}`)}</th>
            ))}
            {(['quantity', 'sold_at', 'floor', 'let_pass', 'amount'] as const).map((column) => (
              <th key={column} className={page['end']}>
                {t(`prices:column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.rows.map((row) => (
            <tr key={`${row.erpNumber} ${row.lineNo}`}>
              <td>
                <Code>{row.erpNumber}</Code> <span className={page['dim']}>{formats.dayMonth(row.on)}</span>
              </td>
              <td>
                <bdi>{row.customerName}</bdi>
              </td>
              <td>
                <bdi>{row.itemName}</bdi>
              </td>
              <td className={page['end']}>
                <Quantity milli={row.quantityMilli} uom={row.uom} />
              </td>
              <td className={page['end']}>
                <Money minor={Math.round(Number(row.unit))} currency={report.currency} />
              </td>
              <td className={page['end']}>
                <Money minor={Math.round(Number(row.floor))} currency={report.currency} />
                <br />
                <span className={page['dim']}>
                  <Code>{row.floorCode}</Code>
                </span>
              </td>
              <td className={page['end']}>
                {row.approved === null ? t('prices:numbers.never') : <Money minor={Math.round(Number(row.approved))} currency={report.currency} />}
              </td>
              <td className={page['end']}>
                <Money minor={row.amountMinor} currency={report.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
