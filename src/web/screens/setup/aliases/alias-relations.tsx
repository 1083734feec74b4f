import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AliasRow, TouchedOrder } from '../../../../modules/intake/contract.ts';
import { orderStateSchema } from '../../../../modules/orders/contract.ts';
import { StateBadge } from '../../../ui/badge.tsx';
import { Code, When } from '../../../ui/figures.tsx';
import { Quoted } from '../../../ui/text/quoted.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { AliasBadge, ScopeName } from './alias-marks.tsx';
import classes from './alias-panel.module.css';

/** Open orders with a line that the alias decided; nothing when there are none. */
export function TouchedOrders({ orders }: { readonly orders: readonly TouchedOrder[] }): ReactNode {
  const { t } = useWords();
  if (orders.length === 0) return null;
  return (
    <section className={classes['section']}>
      <h3>{t('setup:open_orders', { count: orders.length })}</h3>
      <ul className={classes['list']}>
        {orders.map((order) => (
          <li key={`${order.orderId} ${order.lineId}`}>
            <Touched order={order} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Touched({ order }: { readonly order: TouchedOrder }): ReactNode {
  const state = orderStateSchema.safeParse(order.state);
  return (
    <Link to="/orders/$orderId" params={{ orderId: order.orderId }} className={classes['linked']}>
      <span className={classes['grow']}>
        <bdi>{order.customerName ?? order.customer ?? '–'}</bdi> <Code>{order.number}</Code>
        <span className={classes['quote']}>
          “<Quoted words={order.words} />”
        </span>
      </span>
      <span className={classes['side']}>
        {state.success ? <StateBadge state={state.data} plain /> : null}
        <When at={order.decidedAt} style="moment" />
      </span>
    </Link>
  );
}

/** What else the same words mean; nothing when they mean nothing else. */
export function Rivals({ rivals, onOpen }: { readonly rivals: readonly AliasRow[]; readonly onOpen: (id: string) => void }): ReactNode {
  const { t, formats } = useWords();
  if (rivals.length === 0) return null;
  return (
    <section className={classes['section']}>
      <h3>{t('setup:rivals')}</h3>
      <ul className={classes['list']}>
        {rivals.map((rival) => (
          <li key={rival.id}>
            <button type="button" className={classes['linked']} onClick={() => onOpen(rival.id)}>
              <span className={classes['grow']}>
                <bdi>{rival.itemName ?? rival.sku}</bdi> <Code>{rival.sku}</Code>
                <span className={classes['quote']}>
                  <ScopeName alias={rival} />
                </span>
              </span>
              <span className={classes['side']}>
                <AliasBadge state={rival.state} plain />
                <span className="k-num">{formats.percent(rival.share)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
