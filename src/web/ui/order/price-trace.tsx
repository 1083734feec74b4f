import type { ReactNode } from 'react';
import type { LinePrice, OrderLine } from '../../../modules/orders/contract.ts';
import { Money } from '../figures.tsx';
import { useWords } from '../use-words.ts';
import classes from './holds.module.css';

interface TraceProps {
  readonly line: OrderLine;
  readonly currency: string | null;
}

/** Decimal text of minor units as whole ones, for showing only. */
const shown = (minor: string): number => Math.round(Number(minor));

/** How the price of a line came about, step by step; floor and margin where the server sent them. Nothing for a line without a price. */
export function PriceTrace({ line, currency }: TraceProps): ReactNode {
  const { t, say, formats } = useWords();
  const { price } = line;
  if (price === null || price === undefined || price.steps.length === 0) return null;
  return (
    <details className={classes['trace']}>
      <summary>{t('orders:price.trace')}</summary>
      <ol>
        {price.steps.map((step, i) => (
          <li key={`${step.rule}-${i}`}>
            <span>{say('price_step', step.rule, { source: step.source })}</span>
            <span className={classes['dim']}>{t('orders:price.as_of', { day: formats.day(step.asOf.slice(0, 10)) })}</span>
            <Money minor={shown(step.minor)} currency={currency} />
          </li>
        ))}
      </ol>
      {price.margin === undefined ? null : <Margin margin={price.margin} currency={currency} />}
    </details>
  );
}

function Margin({ margin, currency }: { readonly margin: NonNullable<LinePrice['margin']>; readonly currency: string | null }): ReactNode {
  const { t, formats } = useWords();
  return (
    <dl className={classes['margin']}>
      <div>
        <dt>{t('orders:price.floor')}</dt>
        <dd>{margin.floor === null ? '–' : <Money minor={shown(margin.floor)} currency={currency} />}</dd>
      </div>
      <div>
        <dt>{t('orders:price.margin')}</dt>
        <dd>{margin.marginBp === null ? '–' : formats.basisPoints(margin.marginBp)}</dd>
      </div>
    </dl>
  );
}
