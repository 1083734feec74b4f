import { Fragment, type ReactNode } from 'react';
import type { OrderPage } from '../../../modules/orders/contract.ts';
import { Explain } from '../../ui/order/explain.tsx';
import { FreeRows } from '../../ui/order/free-goods.tsx';
import { PriceTrace } from '../../ui/order/price-trace.tsx';
import { Sums } from '../../ui/order/sums.tsx';
import { Code, Money, Quantity } from '../../ui/figures.tsx';
import page from '../../ui/page.module.css';
import { Quoted } from '../../ui/text/quoted.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './order-page.module.css';

/** The lines as they stand: our name and code over the customer's words. */
export function LineTable({ order }: { readonly order: OrderPage }): ReactNode {
  const { t } = useWords();
  if (order.lines.length === 0) return <p className={page['dim']}>{t('orders:no_lines')}</p>;
  return (
    <div className={page['scroll']} tabIndex={0}>
      <table className={page['table']}>
        <thead>
          <tr>
            <th>#</th>
            <th>{t('orders:column.item')}</th>
            <th className={page['end']}>{t('orders:column.quantity')}</th>
            <th className={page['end']}>{t('orders:column.price')}</th>
            <th className={page['end']}>{t('orders:column.net')}</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <Fragment key={line.lineId}>
              <tr className={classes['explained']}>
                <td className="k-num">{line.lineNo}</td>
                <td>
                  <bdi>{line.itemName ?? t('orders:not_settled')}</bdi>{' '}
                  <span className={page['dim']}>{line.sku === null ? null : <Code>{line.sku}</Code>}</span>
                  {line.words === '' ? null : (
                    <div className={page['dim']}>
                      “<Quoted words={line.words} />”
                    </div>
                  )}
                </td>
                <td className={page['end']}>
                  <Quantity milli={line.quantityMilli} uom={line.uom} />
                </td>
                <td className={page['end']}>
                  <Money minor={line.priceMinor} currency={order.currency} />
                </td>
                <td className={page['end']}>
                  <Money minor={line.netMinor} currency={order.currency} />
                </td>
              </tr>
              <tr>
                <td />
                <td colSpan={4}>
                  <PriceTrace line={line} order={order} />
                  <Explain line={line} customer={order.customer} />
                </td>
              </tr>
              <FreeRows line={line} currency={order.currency} />
            </Fragment>
          ))}
        </tbody>
      </table>
      <Sums order={order} />
    </div>
  );
}
