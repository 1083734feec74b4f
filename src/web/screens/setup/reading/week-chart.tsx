import type { ReactNode } from 'react';
import type { ReadingWeek } from '../../../../modules/intake/contract.ts';
import { Button } from '../../../ui/button.tsx';
import page from '../../../ui/page.module.css';
import { useWords } from '../../../ui/use-words.ts';
import classes from './reading.module.css';

const parts = ['auto', 'asked', 'human'] as const;

interface WeekChartProps {
  readonly weeks: readonly ReadingWeek[];
  readonly table: boolean;
  readonly onTable: (on: boolean) => void;
}

/** Lines by week and by who settled them. The same figures stand in a table, for whoever does not see bars. */
export function WeekChart({ weeks, table, onTable }: WeekChartProps): ReactNode {
  const { t } = useWords();
  if (weeks.length === 0) return <p className={page['dim']}>{t('setup:weeks.none')}</p>;
  return (
    <div className={classes['chart']}>
      <div className={classes['legend']}>
        {parts.map((part) => (
          <span key={part}>
            <i data-part={part} aria-hidden="true" /> {t(`setup:weeks.${part}`)}
          </span>
        ))}
        <Button look="quiet" small aria-pressed={table} onClick={() => onTable(!table)}>
          {t('setup:weeks.figures')}
        </Button>
      </div>
      {table ? <Figures weeks={weeks} /> : <Bars weeks={weeks} />}
    </div>
  );
}

function Bars({ weeks }: { readonly weeks: readonly ReadingWeek[] }): ReactNode {
  const { t, formats } = useWords();
  const most = Math.max(1, ...weeks.map((week) => week.lines));
  const height = (count: number): string => `${(count / most) * 100}%`;
  return (
    <div className={classes['bars']} role="img" aria-label={t('setup:weeks.title')}>
      {weeks.map((week) => (
        <div
          key={week.from}
          className={classes['week']}
          title={t('setup:weeks.tip', {
            from: formats.day(week.from),
            auto: formats.number(week.auto),
            asked: formats.number(week.asked),
            human: formats.number(week.human),
            wrong: formats.number(week.wrong),
          })}
        >
          <span className="k-num">{week.lines === 0 ? '–' : formats.percent(week.auto / week.lines)}</span>
          <div className={classes['column']}>
            {parts.toReversed().map((part) => (
              <div key={part} data-part={part} style={{ blockSize: height(week[part]) }} />
            ))}
          </div>
          <span className={classes['day']}>{formats.dayMonth(week.from)}</span>
        </div>
      ))}
    </div>
  );
}

function Figures({ weeks }: { readonly weeks: readonly ReadingWeek[] }): ReactNode {
  const { t, formats } = useWords();
  const columns = ['lines', 'auto', 'asked', 'human', 'audited', 'wrong'] as const;
  return (
    <div className={page['scroll']} tabIndex={0}>
      <table className={page['table']}>
        <thead>
          <tr>
            <th>{t('setup:weeks.from')}</th>
            {columns.map((column) => (
              <th key={column} className={page['end']}>
                {t(`setup:weeks.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.toReversed().map((week) => (
            <tr key={week.from}>
              <td>{formats.day(week.from)}</td>
              {columns.map((column) => (
                <td key={column} className={`k-num ${page['end']}`}>
                  {formats.number(week[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
