import type { ReactNode } from 'react';
import { useWords } from '../../ui/use-words.ts';
import classes from './numbers.module.css';

const spans = [30, 91, 182, 365] as const;

/** How many days back a report looks. */
export function SpanPicker({ days, onDays }: { readonly days: number; readonly onDays: (days: number) => void }): ReactNode {
  const { t } = useWords();
  return (
    <label className={classes['pick']}>
      {t('prices:numbers.span')}
      <select className={classes['select']} value={days} onChange={(event) => onDays(Number(event.currentTarget.value))}>
        {[...new Set([...spans, days])].map((span) => (
          <option key={span} value={span}>
            {spans.some((each) => each === span) ? t(`prices:span.${span}`) : span}
          </option>
        ))}
      </select>
    </label>
  );
}
