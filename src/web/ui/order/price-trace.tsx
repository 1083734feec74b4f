import { useState, type ReactNode } from 'react';
import type { LinePrice, OrderLine, OrderPage } from '../../../modules/orders/contract.ts';
import { Money } from '../figures.tsx';
import { useWords } from '../use-words.ts';
import { ErpPrice } from './erp-price.tsx';
import classes from './holds.module.css';

interface TraceProps {
  readonly line: OrderLine;
  readonly order: OrderPage;
}

/** Decimal text of minor units as whole ones, for showing only. */
const shown = (minor: string): number => Math.round(Number(minor));

/** How the price of a line came about, step by step; floor and margin where the server sent them, and what the ERP itself would charge, which is asked only when this is opened. Nothing for a line without a price. */
export function PriceTrace({ line, order }: TraceProps): ReactNode {
  const { t, say, formats } = useWords();
  const [open, setOpen] = useState(false);
  const { currency } = order;
  const { price } = line;
  if (price === null || price === undefined || price.steps.length === 0) return null;
  return (
    <details className={classes['trace']} onToggle={(event) => setOpen(event.currentTarget.open)}>
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
      {open ? <ErpPrice order={order} line={line} /> : null}
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
