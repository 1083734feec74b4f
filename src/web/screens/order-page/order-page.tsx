import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { IconChevronLeft } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { OrderPage } from '../../../modules/orders/contract.ts';
import { conversationQuery, orderQuery } from '../../data/queries.ts';
import { StateBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Code, Money, When } from '../../ui/figures.tsx';
import { useKeys } from '../../ui/keys/use-keys.ts';
import { Checks } from '../../ui/order/checks.tsx';
import { ClockBar } from '../../ui/order/clock-bar.tsx';
import { Family, Hold } from '../../ui/order/holds.tsx';
import { LifeLine } from '../../ui/order/life-line.tsx';
import page from '../../ui/page.module.css';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { MarkedText } from '../../ui/text/marked-text.tsx';
import { marksOfTurn } from '../../ui/text/spans.ts';
import { useWords } from '../../ui/use-words.ts';
import { AmendForm } from './amend-form.tsx';
import { Amendments } from './amendments.tsx';
import { ErpCalls } from './erp-calls.tsx';
import { LineTable } from './line-table.tsx';
import classes from './order-page.module.css';
import { Stages } from './stages.tsx';
import { Versions } from './versions.tsx';

const route = getRouteApi('/desk/orders/$orderId');

/** Everything about one order: what was said, what became of it, who held it how long, what the ERP was asked. */
export function OrderPageScreen(): ReactNode {
  const { orderId } = route.useParams();
  const order = useQuery(orderQuery(orderId));
  const navigate = useNavigate();
  const [amending, setAmending] = useState(false);
  useKeys(['order_page'], {
    back: () => void navigate({ to: '/orders', search: { tab: 'all', order: orderId } }),
    amend: () => setAmending(true),
  });
  if (order.data !== undefined) return <Whole order={order.data} readAt={order.dataUpdatedAt} amending={amending} onAmending={setAmending} />;
  return order.error === null ? <LoadingState rows={6} /> : <ErrorState error={order.error} onRetry={() => void order.refetch()} />;
}

/** States in which the ERP holds the order and its goods are still here. */
const amendable: ReadonlySet<OrderPage['state']> = new Set(['confirmed', 'allocated', 'picked', 'loaded']);

interface WholeProps {
  readonly order: OrderPage;
  readonly readAt: number;
  readonly amending: boolean;
  readonly onAmending: (amending: boolean) => void;
}

function Whole({ order, readAt, amending, onAmending }: WholeProps): ReactNode {
  const { t } = useWords();
  const mayAmend = amendable.has(order.state) && order.erpNumber !== null;
  return (
    <div className={page['page']}>
      <div className={page['inner']}>
        <Head order={order} />
        <section className={page['card']}>
          <div className={`${page['cardBody']} ${page['stack']}`}>
            <Facts order={order} />
            <Family order={order} />
            <Hold order={order} />
            <ClockBar clock={order.clock} readAt={readAt} />
          </div>
        </section>
        <div className={page['columns']}>
          <div className={page['stack']}>
            <Card title={t('orders:lines')}>
              <LineTable order={order} />
              {mayAmend && !amending ? (
                <Button small hint="c" onClick={() => onAmending(true)}>
                  {t('orders:amend.open')}
                </Button>
              ) : null}
            </Card>
            {mayAmend && amending ? (
              <Card title={t('orders:amend.title')}>
                <AmendForm key={order.version} order={order} onClose={() => onAmending(false)} />
              </Card>
            ) : null}
            <Amendments order={order} wrap={(list) => <Card title={t('orders:amend.changes')}>{list}</Card>} />
            <Said order={order} />
            <Card title={t('orders:checks.title')}>
              <Checks checks={order.checks} currency={order.currency} />
            </Card>
            <Card title={t('orders:versions.title')}>
              <Versions order={order} />
            </Card>
          </div>
          <div className={page['stack']}>
            <Card title={t('orders:stages.title')}>
              <Stages stages={order.stages} />
            </Card>
            <Card title={t('orders:life')}>
              <LifeLine life={order.life} currency={order.currency} />
            </Card>
          </div>
        </div>
        {order.commandId === null ? null : (
          <Card title={t('orders:calls.title')}>
            <ErpCalls commandId={order.commandId} />
          </Card>
        )}
      </div>
    </div>
  );
}

function Card({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section className={page['card']}>
      <h2>{title}</h2>
      <div className={page['cardBody']}>{children}</div>
    </section>
  );
}

function Head({ order }: { readonly order: OrderPage }): ReactNode {
  const { t } = useWords();
  return (
    <header className={page['title']}>
      <Link to="/orders" search={{ tab: 'all', order: order.id }} aria-label={t('orders:back')} title={t('orders:back')} style={{ display: 'inline-flex' }}>
        <IconChevronLeft size={20} className="k-flip" />
      </Link>
      <h1>
        <Code>{order.erpNumber ?? order.number}</Code>
      </h1>
      <StateBadge state={order.state} />
      <span className={page['dim']}>
        {order.erpNumber === null ? null : (
          <>
            <Code>{order.number}</Code> ·{' '}
          </>
        )}
        {t('orders:version', { no: order.version })}
      </span>
    </header>
  );
}

function Facts({ order }: { readonly order: OrderPage }): ReactNode {
  const { t, formats } = useWords();
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('orders:fact.customer'), <bdi key="c">{order.customerName ?? t('orders:unknown_customer')}</bdi>],
    [t('orders:total'), <Money key="m" minor={order.netMinor} currency={order.currency} />],
    [t('orders:fact.erp_number'), order.erpNumber === null ? '–' : <Code key="e">{order.erpNumber}</Code>],
    [t('orders:fact.erp_reference'), order.erpReference === null ? '–' : <Code key="r">{order.erpReference}</Code>],
    [t('orders:fact.date'), order.requestedDate === null ? t('orders:fact.no_date') : formats.day(order.requestedDate)],
    [t('orders:fact.ship_to'), <bdi key="s">{order.shipToName ?? order.shipTo ?? '–'}</bdi>],
    [t('orders:fact.po'), order.poNumber === null ? '–' : <Code key="p">{order.poNumber}</Code>],
    [t('orders:fact.received'), <When key="w" at={order.createdAt} style="moment" />],
  ];
  return (
    <dl className={classes['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The words that the order was made from, as they were said. */
function Said({ order }: { readonly order: OrderPage }): ReactNode {
  const { t } = useWords();
  const talk = useQuery(conversationQuery(order.conversationId)).data;
  if (talk === undefined) return null;
  return (
    <Card title={t('orders:said')}>
      <ol className={page['stack']} style={{ gap: 8 }}>
        {talk.bubbles.map((bubble) => (
          <li key={bubble.turn} style={{ display: 'flex', gap: 12, opacity: bubble.deleted ? 0.5 : 1 }}>
            <span className={page['dim']}>
              <When at={bubble.at} />
            </span>
            <span className={page['dim']}>{t(bubble.direction === 'in' ? 'orders:them' : 'orders:us')}</span>
            <span style={{ flex: 1, minInlineSize: 0 }}>
              <MarkedText ours={bubble.direction === 'out'} text={bubble.text.slice(0, 1200)} marks={marksOfTurn(bubble.turn, order.lines)} />
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
