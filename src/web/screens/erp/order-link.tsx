import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { orderQuery } from '../../data/queries.ts';
import { Code } from '../../ui/figures.tsx';

const ofOrders: ReadonlySet<string> = new Set(['create_sales_order', 'sales_order_change', 'sales_order_cancel']);

/** What wanted a command: the order by its number, or the key of whatever else it was. */
export function OrderLink({ kind, businessKey }: { readonly kind: string; readonly businessKey: string }): ReactNode {
  const order = useQuery(orderQuery(ofOrders.has(kind) ? businessKey : null));
  if (order.data === undefined) return <Code>{businessKey}</Code>;
  return (
    <>
      <Link to="/orders/$orderId" params={{ orderId: businessKey }}>
        <Code>{order.data.number}</Code>
      </Link>
      {order.data.customerName === null ? null : <bdi>{order.data.customerName}</bdi>}
    </>
  );
}
