import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { simulationSchema } from '../../modules/sync/contract.ts';
import { ask } from './client.ts';
import { keys } from './stale-keys.ts';

const placeOf = (orderId: string): string => `/api/sync/orders/${encodeURIComponent(orderId)}/simulation`;

/** What the ERP says that an order would come to; read again whenever the order is. Nothing is asked of the ERP by reading it. */
export const simulationQuery = (orderId: string) =>
  queryOptions({ queryKey: [...keys.order(orderId), 'simulation'], queryFn: ({ signal }) => ask(simulationSchema, placeOf(orderId), { signal }) });

/** Has the ERP asked; the answer comes by an event. */
export const askSimulation = (orderId: string): Promise<{ readonly id: string }> =>
  ask(z.object({ id: z.string() }), placeOf(orderId), { method: 'POST', body: {} });
