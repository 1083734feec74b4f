import type { ReactNode } from 'react';
import type { OrderPage } from '../../../modules/orders/contract.ts';
import { Money } from '../figures.tsx';
import { useWords } from '../use-words.ts';
import classes from './sums.module.css';

/** What the order comes to: before tax, the tax rate by rate, and with tax. Before tax alone while no tax is known, or none is raised. */
export function Sums({ order }: { readonly order: Pick<OrderPage, 'netMinor' | 'currency' | 'sums'> }): ReactNode {
  const { t, formats } = useWords();
  const { netMinor, currency, sums } = order;
  if (netMinor === null) return null;
  const taxed = sums?.taxes && sums.taxMinor !== null && sums.taxMinor > 0 ? { rates: sums.taxes, gross: sums.grossMinor } : null;
  const rows: readonly (readonly [string, number | null])[] = [
    [t('orders:total'), netMinor],
    ...(taxed?.rates ?? []).map((rate) => [t('orders:sums.tax', { rate: formats.basisPoints(rate.bp) }), rate.taxMinor] as const),
    ...(taxed === null ? [] : [[t('orders:sums.gross'), taxed.gross] as const]),
  ];
  return (
    <dl className={classes['sums']} aria-label={t('orders:sums.title')}>
      {rows.map(([name, minor]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Money minor={minor} currency={currency} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
