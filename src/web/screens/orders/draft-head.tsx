import { Link } from '@tanstack/react-router';
import { IconArrowUpRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OrderPage } from '../../../modules/orders/contract.ts';
import { StateBadge } from '../../ui/badge.tsx';
import { Code, Money } from '../../ui/figures.tsx';
import { ClockBar } from '../../ui/order/clock-bar.tsx';
import { useWords } from '../../ui/use-words.ts';
import { DeskLine } from './desk-line.tsx';
import classes from './draft.module.css';
import type { OrderDesk } from './use-desk.ts';

/** Whose order, how much, for when, and who has held it how long. */
export function DraftHead({ order, readAt, around }: { readonly order: OrderPage; readonly readAt: number; readonly around: OrderDesk }): ReactNode {
  const { t, formats } = useWords();
  return (
    <header className={classes['head']}>
      <div className={classes['line1']}>
        <StateBadge state={order.state} />
        <Link to="/orders/$orderId" params={{ orderId: order.id }} style={{ display: 'inline-flex', gap: 4, alignItems: 'center' }}>
          <Code>{order.number}</Code>
          <IconArrowUpRight size={14} className="k-flip" />
        </Link>
        <span>{t('orders:version', { no: order.version })}</span>
      </div>
      <div className={classes['line2']}>
        <h2>
          <bdi>{order.customerName ?? t('orders:unknown_customer')}</bdi>
        </h2>
        <span className={classes['total']}>
          <Money minor={order.netMinor} currency={order.currency} />
        </span>
      </div>
      <dl className={classes['facts']}>
        {order.erpNumber === null ? null : <Fact name={t('orders:fact.erp_number')}>{<Code>{order.erpNumber}</Code>}</Fact>}
        {order.customer === null ? null : <Fact name={t('orders:fact.customer')}>{<Code>{order.customer}</Code>}</Fact>}
        <Fact name={t('orders:fact.date')}>{order.requestedDate === null ? t('orders:fact.no_date') : formats.day(order.requestedDate)}</Fact>
        {order.shipTo === null ? null : (
          <Fact name={t('orders:fact.ship_to')}>
            <bdi>{order.shipToName ?? order.shipTo}</bdi>
          </Fact>
        )}
        {order.poNumber === null ? null : <Fact name={t('orders:fact.po')}>{<Code>{order.poNumber}</Code>}</Fact>}
      </dl>
      <ClockBar clock={order.clock} readAt={readAt} />
      <DeskLine order={order} around={around} />
    </header>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name} </dt>
      <dd>{children}</dd>
    </div>
  );
}
