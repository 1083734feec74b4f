import { IconArrowNarrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TaxTest } from '../../../../modules/pricing/contract.ts';
import { Money } from '../../../ui/figures.tsx';
import page from '../../../ui/page.module.css';
import { useWords } from '../../../ui/use-words.ts';
import classes from './prices.module.css';

/** What a tax would have changed: from which rate to which, on how much, and what it comes to. */
export function TaxTested({ test }: { readonly test: TaxTest }): ReactNode {
  const { t, formats } = useWords();
  if (test.lines === 0) return <p>{t('prices:test.tax.no_sales')}</p>;
  const difference = test.afterMinor - test.beforeMinor;
  const amount = `\u2068${formats.moneyShort(Math.abs(difference), test.currency)}\u2069`;
  const sentence =
    test.changedLines === 0
      ? t('prices:test.tax.none', { n: formats.number(test.orders) })
      : t(difference < 0 ? 'prices:test.tax.less' : 'prices:test.tax.more', {
          count: test.changedOrders,
          n: formats.number(test.changedOrders),
          amount,
        });
  return (
    <>
      <p className={classes['verdict']} role="status" data-any={test.changedLines > 0}>
        {sentence}
      </p>
      {test.changes.length === 0 ? null : (
        <div className={page['scroll']} tabIndex={0} role="group" aria-label={t('prices:test.tax.changes')}>
          <table className={page['table']}>
            <thead>
              <tr>
                <th>{t('prices:test.tax.rate')}</th>
                <th className={page['end']}>{t('prices:test.tax.items')}</th>
                <th className={page['end']}>{t('prices:column.lines')}</th>
                <th className={page['end']}>{t('prices:test.tax.net')}</th>
                <th className={page['end']}>{t('prices:test.tax.difference')}</th>
              </tr>
            </thead>
            <tbody>
              {test.changes.map((change) => (
                <tr key={`${change.fromBp} ${change.toBp}`}>
                  <td>
                    <bdi className="k-num">{formats.rate(change.fromBp / 10_000)}</bdi>{' '}
                    <IconArrowNarrowRight className={classes['turn'] ?? ''} size={14} aria-label={t('prices:test.tax.to')} />{' '}
                    <bdi className="k-num">{formats.rate(change.toBp / 10_000)}</bdi>
                  </td>
                  <td className={`k-num ${page['end']}`}>{formats.number(change.items)}</td>
                  <td className={`k-num ${page['end']}`}>{formats.number(change.lines)}</td>
                  <td className={page['end']}>
                    <Money minor={change.netMinor} currency={test.currency} short />
                  </td>
                  <td className={page['end']}>
                    <Money minor={change.differenceMinor} currency={test.currency} short />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className={classes['dim']}>{t('prices:test.tax.basis')}</p>
    </>
  );
}
