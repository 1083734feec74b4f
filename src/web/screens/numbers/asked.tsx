import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { requestEnds, type RequestReport, type RequestRow } from '../../../modules/exceptions/contract.ts';
import { requestsQuery } from '../../data/price-queries.ts';
import { Money } from '../../ui/figures.tsx';
import page from '../../ui/page.module.css';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './numbers.module.css';
import { SpanPicker } from './span-picker.tsx';

interface AskedProps {
  readonly company: string;
  readonly days: number;
  readonly onDays: (days: number) => void;
}

/** Asked against approved: what was asked off list, what was given, who asked, who gave, and how long it took. */
export function Asked({ company, days, onDays }: AskedProps): ReactNode {
  const asked = useQuery(requestsQuery(company, days));
  return (
    <>
      <SpanPicker days={days} onDays={onDays} />
      {asked.data !== undefined ? (
        <Report report={asked.data} />
      ) : asked.error === null ? (
        <LoadingState rows={6} />
      ) : (
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      )}
    </>
  );
}

const views = ['byAsker', 'byCustomer', 'byItem', 'byApprover'] as const;
const titles = { byAsker: 'by_asker', byCustomer: 'by_customer', byItem: 'by_item', byApprover: 'by_approver' } as const;

function Report({ report }: { readonly report: RequestReport }): ReactNode {
  const { t, formats } = useWords();
  if (report.requests === 0) return <EmptyState title={t('prices:asked.none')} text={t('prices:asked.none_text')} />;
  const month = (row: RequestRow): RequestRow => ({ ...row, name: formats.date(`${row.key}-15T12:00:00Z`).replace(/\b15\b\s*/, '') });
  return (
    <>
      <Totals report={report} />
      <Ends report={report} />
      <div className={classes['pair']}>
        {views.map((view) => (
          <Rows key={view} title={t(`prices:asked.${titles[view]}`)} rows={report[view]} currency={report.currency} />
        ))}
      </div>
      {report.byMonth.length < 2 ? null : <Rows title={t('prices:asked.by_month')} rows={report.byMonth.map(month)} currency={report.currency} />}
      <p className={page['dim']}>{t('prices:asked.basis')}</p>
    </>
  );
}

function Totals({ report }: { readonly report: RequestReport }): ReactNode {
  const { t, formats } = useWords();
  const share = (part: number): string => formats.rate(report.askedMinor <= 0 ? 0 : part / report.askedMinor);
  const money = (minor: number): ReactNode => <Money minor={minor} currency={report.currency} short />;
  return (
    <dl className={classes['figures']} data-four>
      <div>
        <dt>{t('prices:asked.asked_label')}</dt>
        <dd>{money(report.askedMinor)}</dd>
      </div>
      <div>
        <dt>{t('prices:asked.given_label')}</dt>
        <dd>
          {money(report.givenMinor)} <small className="k-num">{share(report.givenMinor)}</small>
        </dd>
      </div>
      <div data-kept={report.keptMinor > 0}>
        <dt>{t('prices:asked.kept_label')}</dt>
        <dd>
          {money(report.keptMinor)} <small className="k-num">{share(report.keptMinor)}</small>
        </dd>
      </div>
      <div data-leak={report.underFloorMinor > 0}>
        <dt>{t('prices:asked.floor_label')}</dt>
        <dd>{money(report.underFloorMinor)}</dd>
      </div>
    </dl>
  );
}

/** How the requests ended, as one bar and as words, and how long a decision took. */
function Ends({ report }: { readonly report: RequestReport }): ReactNode {
  const { t, formats } = useWords();
  const told = requestEnds.filter((end) => report.counts[end] > 0);
  const duration = (minutes: number): string => `\u2068${formats.duration(Math.max(1, minutes) * 60_000)}\u2069`;
  return (
    <section className={page['card']}>
      <h2>{t('prices:asked.ends')}</h2>
      <div className={page['cardBody']}>
        <span className={classes['ends']} aria-hidden="true">
          {told.map((end) => (
            <span key={end} data-end={end} style={{ flexGrow: report.counts[end] }} />
          ))}
        </span>
        <ul className={classes['endList']}>
          {told.map((end) => (
            <li key={end} data-end={end}>
              {t(`prices:asked.end.${end}`)} <bdi className="k-num">{formats.number(report.counts[end])}</bdi>
            </li>
          ))}
        </ul>
        <p>
          {t('prices:asked.requests', { count: report.requests, n: formats.number(report.requests) })} · {t('prices:asked.time')}:{' '}
          {report.medianMin === null || report.p90Min === null
            ? t('prices:asked.undecided')
            : `${t('prices:asked.median', { duration: duration(report.medianMin) })}, ${t('prices:asked.p90', { duration: duration(report.p90Min) })}`}
        </p>
      </div>
    </section>
  );
}

const shown = 10;

interface RowsProps {
  readonly title: string;
  readonly rows: readonly RequestRow[];
  readonly currency: string;
}

/** A bar a row: what was asked, and within it what was given; its figures stand beside it. */
function Rows({ title, rows, currency }: RowsProps): ReactNode {
  const { t, formats } = useWords();
  if (rows.length === 0) return null;
  const told = rows.slice(0, shown);
  const most = Math.max(1, ...told.map((row) => Math.max(row.askedMinor, row.givenMinor)));
  const width = (minor: number): { readonly inlineSize: string } => ({ inlineSize: `${(Math.max(0, minor) / most) * 100}%` });
  return (
    <section className={page['card']}>
      <h2>{title}</h2>
      <div className={page['cardBody']}>
        <ol className={classes['asks']}>
          {told.map((row) => (
            <li key={row.key}>
              <span className={classes['label']}>
                <bdi>{row.key === 'nobody' ? t('prices:asked.nobody') : row.name}</bdi>
              </span>
              <span className={page['dim']}>{t('prices:asked.requests', { count: row.requests, n: formats.number(row.requests) })}</span>
              <span className={classes['asked']} aria-hidden="true">
                <span style={width(row.askedMinor)} />
                <span data-given style={width(row.givenMinor)} />
              </span>
              <span className={classes['told']}>
                {t('prices:asked.asked')} <Money minor={row.askedMinor} currency={currency} short /> · {t('prices:asked.given')}{' '}
                <Money minor={row.givenMinor} currency={currency} short /> ·{' '}
                <strong>
                  {t('prices:asked.kept')} <Money minor={row.keptMinor} currency={currency} short />
                </strong>
                {row.underFloorMinor === 0 ? null : (
                  <span className={classes['low']}>
                    {' '}
                    · {t('prices:asked.floor_label')} <Money minor={row.underFloorMinor} currency={currency} short />
                  </span>
                )}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
