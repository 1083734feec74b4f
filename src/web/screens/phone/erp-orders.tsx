import { useQuery } from '@tanstack/react-query';
import { IconExternalLink, IconFileInvoice } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { parseMinor } from '../../../kernel/money.ts';
import { sandboxOrdersQuery, type SandboxOrder } from '../../data/demo.ts';
import { Code, Money, When } from '../../ui/figures.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './erp-orders.module.css';
import { useSandboxFeed } from './use-sandbox.ts';

/** What the stand-in ERP itself holds, straight from it: the proof that a chat became an order. */
export function ErpOrders({ origin, customer }: { readonly origin: string; readonly customer: string | null }): ReactNode {
  const { t } = useWords();
  const orders = useQuery(sandboxOrdersQuery(origin));
  useSandboxFeed(origin, 'sandbox-orders');
  const [since] = useState(() => Date.now());
  return (
    <section className={classes['list']} aria-label={t('phone:erp.title')}>
      <div className={classes['head']}>
        <h2>{t('phone:erp.title')}</h2>
        <a href={origin} target="_blank" rel="noreferrer" aria-label={t('phone:erp.open')} title={t('phone:erp.open')}>
          <IconExternalLink size={16} />
        </a>
      </div>
      {orders.data === undefined ? (
        orders.error === null ? (
          <LoadingState rows={3} />
        ) : (
          <ErrorState error={orders.error} onRetry={() => void orders.refetch()} />
        )
      ) : null}
      {orders.data?.orders.length === 0 ? (
        <EmptyState icon={<IconFileInvoice size={28} stroke={1.5} />} title={t('phone:erp.none.title')} text={t('phone:erp.none.text')} />
      ) : null}
      {orders.data?.orders.slice(0, 30).map((order) => (
        <OrderCard key={order.number} order={order} fresh={Date.parse(order.createdAt) > since} own={order.soldTo === customer} />
      ))}
    </section>
  );
}

function OrderCard({ order, fresh, own }: { readonly order: SandboxOrder; readonly fresh: boolean; readonly own: boolean }): ReactNode {
  const { say } = useWords();
  return (
    <article className={classes['card']} data-new={fresh} style={own ? { borderInlineStart: '3px solid var(--k-accent)' } : undefined}>
      <div className={classes['line1']}>
        <b>
          <Code>{order.number}</Code>
        </b>
        <Money minor={parseMinor(String(order.net), order.currency)} currency={order.currency} />
      </div>
      <div className={classes['dim']}>
        <bdi>{order.soldToName ?? order.soldTo}</bdi> · <When at={order.createdAt} style="seconds" />{' '}
        {order.status ? <>· {say('sandbox', order.status)}</> : null}
      </div>
      <ul className={classes['items']}>
        {order.items.map((item) => (
          <li key={`${item.material} ${item.quantity} ${item.unit}`}>
            <bdi>{item.text ?? item.material}</bdi>
            <Code>{`${item.quantity} ${item.unit}`}</Code>
          </li>
        ))}
      </ul>
    </article>
  );
}
