import { IconShieldX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SchemeTest } from '../../../../modules/pricing/contract.ts';
import { Code, Money, Quantity } from '../../../ui/figures.tsx';
import page from '../../../ui/page.module.css';
import { Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import classes from './prices.module.css';

/** What a scheme would have cost: orders that qualify, money given, goods that go along, orders that it brings under their floor. */
export function SchemeTested({ test }: { readonly test: SchemeTest }): ReactNode {
  const { t, formats } = useWords();
  const { currency, qualifiedOrders: count } = test;
  if (test.orders === 0) return <p>{t('prices:test.no_sales')}</p>;
  const isolated = (minor: number): string => `\u2068${formats.moneyShort(minor, currency)}\u2069`;
  const share = test.beforeMinor === 0 ? 0 : test.givenMinor / test.beforeMinor;
  return (
    <>
      <p className={classes['verdict']} role="status" data-any={test.givenMinor > 0}>
        {count === 0
          ? t('prices:test.scheme.none', { n: formats.number(test.orders) })
          : t('prices:test.scheme.cost', { count, n: formats.number(count), amount: isolated(test.givenMinor) })}
      </p>
      {count === 0 ? null : (
        <p className={classes['dim']}>
          {t('prices:test.scheme.of', { all: formats.number(test.orders), sales: isolated(test.beforeMinor), share: formats.rate(share) })}
        </p>
      )}
      {test.underFloorOrders === 0 ? null : (
        <Notice tone="stop">
          <IconShieldX size={15} aria-hidden="true" />{' '}
          {t('prices:test.scheme.under_floor', { count: test.underFloorOrders, n: formats.number(test.underFloorOrders) })}
        </Notice>
      )}
      <Months test={test} />
      <Goods test={test} />
      <Orders test={test} />
      <p className={classes['dim']}>
        {t('prices:test.scheme.basis')}
        {test.unpriced === 0 ? null : ` ${t('prices:test.scheme.unpriced', { count: test.unpriced, n: formats.number(test.unpriced) })}`}
      </p>
    </>
  );
}

/** Money given, month by month, as bars with their figures. */
function Months({ test }: { readonly test: SchemeTest }): ReactNode {
  const { t, formats } = useWords();
  if (test.months.length < 2) return null;
  const most = Math.max(1, ...test.months.map((month) => month.givenMinor));
  return (
    <dl className={classes['months']} aria-label={t('prices:test.scheme.months')}>
      {test.months.map(({ month, orders, givenMinor }) => (
        <div key={month}>
          <dt>{formats.date(`${month}-15T12:00:00Z`).replace(/\b15\b\s*/, '')}</dt>
          <dd>
            <span className={classes['track']} aria-hidden="true">
              <span style={{ inlineSize: `${(Math.max(0, givenMinor) / most) * 100}%` }} />
            </span>
            <Money minor={givenMinor} currency={test.currency} short />{' '}
            <small className={classes['dim']}>{t('prices:test.scheme.orders', { count: orders, n: formats.number(orders) })}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Goods({ test }: { readonly test: SchemeTest }): ReactNode {
  const { t } = useWords();
  if (test.freeGoods.length === 0) return null;
  return (
    <div className={page['scroll']} tabIndex={0} role="group" aria-label={t('prices:test.scheme.goods')}>
      <table className={page['table']}>
        <thead>
          <tr>
            <th>{t('prices:test.scheme.goods')}</th>
            <th className={page['end']}>{t('prices:column.quantity')}</th>
            <th className={page['end']}>{t('prices:test.scheme.worth')}</th>
          </tr>
        </thead>
        <tbody>
          {test.freeGoods.map((one) => (
            <tr key={`${one.sku} ${one.uom}`}>
              <td>
                <bdi>{one.name}</bdi> <Code>{one.sku}</Code>
              </td>
              <td className={page['end']}>
                <Quantity milli={one.quantityMilli} uom={one.uom} />
              </td>
              <td className={page['end']}>
                <Money minor={one.valueMinor} currency={test.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Orders({ test }: { readonly test: SchemeTest }): ReactNode {
  const { t, formats } = useWords();
  if (test.examples.length === 0) return null;
  return (
    <div className={page['scroll']} tabIndex={0} role="group" aria-label={t('prices:test.scheme.dearest')}>
      <table className={page['table']}>
        <thead>
          <tr>
            <th>{t('prices:column.order')}</th>
            <th>{t('prices:column.customer')}</th>
            <th className={page['end']}>{t('prices:test.scheme.given')}</th>
          </tr>
        </thead>
        <tbody>
          {test.examples.map((one) => (
            <tr key={one.erpNumber}>
              <td>
                <Code>{one.erpNumber}</Code> <span className={classes['dim']}>{formats.dayMonth(one.on)}</span>
              </td>
              <td>
                <bdi>{one.customerName}</bdi>
              </td>
              <td className={page['end']}>
                <Money minor={one.givenMinor} currency={test.currency} />
                {one.underFloor ? (
                  <>
                    <br />
                    <span className={classes['low']}>{t('prices:test.scheme.low')}</span>
                  </>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
