import { queryOptions } from '@tanstack/react-query';
import { orderRulesPageSchema, type OrderRulesPage, type SaveCheckSetting, type SaveOrderRule } from '../../modules/orders/contract.ts';
import { ask } from './client.ts';
import { keys } from './stale-keys.ts';

/** Checks and order rules as they count for the company (empty customer) or one customer. */
export const orderRulesQuery = (customer: string) =>
  queryOptions({
    queryKey: [...keys.orderRules, customer],
    queryFn: ({ signal }) => ask(orderRulesPageSchema, `/api/order-rules${customer === '' ? '' : `?customer=${encodeURIComponent(customer)}`}`, { signal }),
  });

/** Takes a check more or less strictly. */
export const saveCheckSetting = (setting: SaveCheckSetting): Promise<OrderRulesPage> =>
  ask(orderRulesPageSchema, '/api/order-rules/checks', { method: 'PUT', body: setting });

/** Says what is wanted of orders. */
export const saveOrderRule = (rule: SaveOrderRule): Promise<OrderRulesPage> => ask(orderRulesPageSchema, '/api/order-rules', { method: 'PUT', body: rule });
