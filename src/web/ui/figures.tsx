import type { ReactNode } from 'react';
import { useWords } from './use-words.ts';

/** Money in tabular figures, isolated so that its sign and digits keep their order in Arabic. */
export function Money({
  minor,
  currency,
  short = false,
}: {
  readonly minor: number | null;
  readonly currency: string | null;
  readonly short?: boolean;
}): ReactNode {
  const { formats } = useWords();
  if (minor === null || currency === null) return <span aria-hidden="true">–</span>;
  return <bdi className="k-num">{short ? formats.moneyShort(minor, currency) : formats.money(minor, currency)}</bdi>;
}

/** A quantity with its unit code. */
export function Quantity({ milli, uom }: { readonly milli: number | null; readonly uom: string | null }): ReactNode {
  const { formats } = useWords();
  return (
    <bdi className="k-num" dir="ltr">
      {milli === null ? '?' : formats.quantity(milli)} {uom ?? '?'}
    </bdi>
  );
}

/** A code (order number, SKU): always left to right. */
export function Code({ children }: { readonly children: string }): ReactNode {
  return (
    <bdi className="k-num" dir="ltr">
      {children}
    </bdi>
  );
}

/** An instant: time of day, or day and time; the full moment is in the machine-readable part. */
export function When({ at, style = 'time' }: { readonly at: string; readonly style?: 'time' | 'moment' | 'seconds' | 'date' }): ReactNode {
  const { formats } = useWords();
  const text = { time: formats.time, seconds: formats.timeWithSeconds, date: formats.date, moment: formats.moment }[style](at);
  return (
    <time className="k-num" dateTime={at} title={formats.moment(at)}>
      {text}
    </time>
  );
}

/** Milliseconds as people say them. */
export function Duration({ ms }: { readonly ms: number }): ReactNode {
  const { formats } = useWords();
  return <bdi className="k-num">{formats.duration(ms)}</bdi>;
}
