import type { ReactNode } from 'react';
import type { BackTest, RuleKind } from '../../../../modules/pricing/contract.ts';
import { Code, Money } from '../../../ui/figures.tsx';
import page from '../../../ui/page.module.css';
import { useWords } from '../../../ui/use-words.ts';
import classes from './prices.module.css';

/** What a floor or an approval policy would have stopped. */
export function LimitTested({ kind, test }: { readonly kind: RuleKind; readonly test: BackTest }): ReactNode {
  const { t, formats } = useWords();
  if (test.lines === 0) return <p>{t('prices:test.no_sales')}</p>;
  const amount = formats.moneyShort(test.amountMinor, test.currency);
  const sentence =
    test.blockedOrders === 0
      ? t('prices:test.none', { n: formats.number(test.orders) })
      : t(kind === 'policy' ? 'prices:test.asked' : 'prices:test.blocked', {
          count: test.blockedOrders,
          n: formats.number(test.blockedOrders),
          amount: `\u2068${amount}\u2069`,
        });
  return (
    <>
      <p className={classes['verdict']} role="status" data-any={test.blockedOrders > 0}>
        {sentence}
      </p>
      <p className={classes['dim']}>
        {t('prices:test.of', { lines: formats.number(test.blockedLines), all: formats.number(test.lines), orders: formats.number(test.orders) })}
      </p>
      {test.examples.length === 0 ? null : (
        <div className={page['scroll']} tabIndex={0} role="group" aria-label={t('prices:test.dearest')}>
          <table className={page['table']}>
            <thead>
              <tr>
                <th>{t('prices:column.order')}</th>
                <th>{t('prices:column.item')}</th>
                <th className={page['end']}>{t('prices:column.sold_at')}</th>
                <th className={page['end']}>{t('prices:column.limit')}</th>
              </tr>
            </thead>
            <tbody>
              {test.examples.map((example, i) => (
                <tr key={`${example.erpNumber} ${example.sku} ${i}`}>
                  <td>
                    <Code>{example.erpNumber}</Code> <span className={classes['dim']}>{formats.dayMonth(example.on)}</span>
                  </td>
                  <td>
                    <Code>{example.sku}</Code>{' '}
                    <span className={classes['dim']}>
                      <Code>{example.customer}</Code>
                    </span>
                  </td>
                  <td className={page['end']}>
                    <Money minor={Math.round(Number(example.unit))} currency={test.currency} />
                  </td>
                  <td className={page['end']}>
                    <Money minor={Math.round(Number(example.limit))} currency={test.currency} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
