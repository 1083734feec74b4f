import { useQuery, type QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
  redirect,
  stripSearchParams,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { ruleKinds } from '../../modules/pricing/contract.ts';
import { meQuery } from '../data/queries.ts';
import { SignedOut } from '../data/refused.ts';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { useWords } from '../ui/use-words.ts';
import { Layout } from './layout.tsx';

const root = createRootRouteWithContext<{ readonly client: QueryClient }>()({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({ next: z.string().startsWith('/').optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../screens/sign-in/sign-in.tsx'), 'SignIn'),
});

const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: async ({ context, location }) => {
    const error = await context.client.ensureQueryData(meQuery).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (error instanceof SignedOut) throw redirect({ to: '/sign-in', search: { next: location.href } });
  },
  component: SignedIn,
});

const home = createRoute({ getParentRoute: () => desk, path: '/', component: () => <Navigate to="/orders" replace /> });

const ordersDefaults = { tab: 'work', q: '', order: '', customer: '', assigned: '', snoozed: 'hide', sort: '' } as const;
const ordersSearch = z.object({
  tab: z.enum(['work', 'customer', 'erp', 'confirmed', 'ended', 'not_orders', 'all']).catch(ordersDefaults.tab).default(ordersDefaults.tab),
  q: z.string().catch('').default(''),
  /** What is open: an order, or a conversation that has none. */
  order: z.string().catch('').default(''),
  customer: z.string().catch('').default(''),
  /** `me`, `nobody`, a person's id, or anybody's. */
  assigned: z.string().catch('').default(''),
  snoozed: z.enum(['hide', 'only', 'all']).catch(ordersDefaults.snoozed).default(ordersDefaults.snoozed),
  /** Empty: as the group is worked through. */
  sort: z.enum(['', 'urgency', 'newest']).catch(ordersDefaults.sort).default(ordersDefaults.sort),
});

const orders = createRoute({
  getParentRoute: () => desk,
  path: '/orders',
  validateSearch: ordersSearch,
  search: { middlewares: [stripSearchParams(ordersDefaults)] },
  component: lazyRouteComponent(() => import('../screens/orders/orders.tsx'), 'Orders'),
});

const orderPage = createRoute({
  getParentRoute: () => desk,
  path: '/orders/$orderId',
  component: lazyRouteComponent(() => import('../screens/order-page/order-page.tsx'), 'OrderPageScreen'),
});

const approvalsDefaults = { tab: 'mine', kind: '', q: '', case: '' } as const;
const approvalsSearch = z.object({
  tab: z.enum(['mine', 'open', 'decided', 'all']).catch(approvalsDefaults.tab).default(approvalsDefaults.tab),
  kind: z.string().catch('').default(''),
  q: z.string().catch('').default(''),
  /** What is open. */
  case: z.string().catch('').default(''),
});
const approvals = createRoute({
  getParentRoute: () => desk,
  path: '/approvals',
  validateSearch: approvalsSearch,
  search: { middlewares: [stripSearchParams(approvalsDefaults)] },
  component: lazyRouteComponent(() => import('../screens/approvals/approvals.tsx'), 'Approvals'),
});

const erp = createRoute({ getParentRoute: () => desk, path: '/erp', component: lazyRouteComponent(() => import('../screens/erp/erp.tsx'), 'Erp') });

const erpCommand = createRoute({
  getParentRoute: () => desk,
  path: '/erp/commands/$commandId',
  component: lazyRouteComponent(() => import('../screens/erp/command-page.tsx'), 'CommandScreen'),
});

const setup = createRoute({
  getParentRoute: () => desk,
  path: '/setup',
  component: lazyRouteComponent(() => import('../screens/setup/setup.tsx'), 'Setup'),
});
const setupHome = createRoute({ getParentRoute: () => setup, path: '/', component: () => <Navigate to="/setup/aliases" replace /> });

const aliasDefaults = { q: '', scope: '', customer: '', state: '', alias: '' } as const;
const aliasSearch = z.object({
  q: z.string().catch('').default(''),
  scope: z.enum(['', 'customer', 'region', 'company']).catch('').default(''),
  /** A customer's code. */
  customer: z.string().catch('').default(''),
  /** States, with commas. */
  state: z.string().catch('').default(''),
  /** What is open beside the table. */
  alias: z.string().catch('').default(''),
});
const aliases = createRoute({
  getParentRoute: () => setup,
  path: '/aliases',
  validateSearch: aliasSearch,
  search: { middlewares: [stripSearchParams(aliasDefaults)] },
  component: lazyRouteComponent(() => import('../screens/setup/aliases/aliases.tsx'), 'Aliases'),
});
const reading = createRoute({
  getParentRoute: () => setup,
  path: '/reading',
  component: lazyRouteComponent(() => import('../screens/setup/reading/reading.tsx'), 'Reading'),
});

const pricesDefaults = { kind: 'floor', company: '', rule: '' } as const;
const pricesSearch = z.object({
  kind: z.enum(ruleKinds).catch(pricesDefaults.kind).default(pricesDefaults.kind),
  company: z.string().catch('').default(''),
  /** The code of the rule that is open; `*new*` is one that is being made. */
  rule: z.string().catch('').default(''),
});
const prices = createRoute({
  getParentRoute: () => setup,
  path: '/prices',
  validateSearch: pricesSearch,
  search: { middlewares: [stripSearchParams(pricesDefaults)] },
  component: lazyRouteComponent(() => import('../screens/setup/prices/prices.tsx'), 'Prices'),
});

const numbersDefaults = { tab: 'leaks', company: '', days: 91, month: '' } as const;
const numbersSearch = z.object({
  tab: z.enum(['leaks', 'requests', 'creep', 'bypass']).catch(numbersDefaults.tab).default(numbersDefaults.tab),
  company: z.string().catch('').default(''),
  days: z.number().int().min(1).max(730).catch(numbersDefaults.days).default(numbersDefaults.days),
  month: z.string().catch('').default(''),
});
const priceNumbers = createRoute({
  getParentRoute: () => desk,
  path: '/numbers/prices',
  validateSearch: numbersSearch,
  search: { middlewares: [stripSearchParams(numbersDefaults)] },
  component: lazyRouteComponent(() => import('../screens/numbers/price-numbers.tsx'), 'PriceNumbers'),
});
const numbersHome = createRoute({ getParentRoute: () => desk, path: '/numbers', component: () => <Navigate to="/numbers/prices" replace /> });

const checks = createRoute({
  getParentRoute: () => setup,
  path: '/checks',
  validateSearch: z.object({ customer: z.string().catch('').default('') }),
  search: { middlewares: [stripSearchParams({ customer: '' })] },
  component: lazyRouteComponent(() => import('../screens/setup/checks/checks.tsx'), 'Checks'),
});

const connections = createRoute({
  getParentRoute: () => setup,
  path: '/connections',
  component: lazyRouteComponent(() => import('../screens/setup/connections/connections.tsx'), 'Connections'),
});
const connection = createRoute({
  getParentRoute: () => setup,
  path: '/connections/$connectionId',
  component: lazyRouteComponent(() => import('../screens/setup/connections/connection.tsx'), 'Connection'),
});
const connect = createRoute({
  getParentRoute: () => setup,
  path: '/connect',
  component: lazyRouteComponent(() => import('../screens/setup/connections/connect.tsx'), 'Connect'),
});

const tree = root.addChildren([
  signIn,
  desk.addChildren([
    home,
    orders,
    orderPage,
    approvals,
    erp,
    erpCommand,
    numbersHome,
    priceNumbers,
    setup.addChildren([setupHome, aliases, reading, checks, prices, connections, connection, connect]),
  ]),
]);

/** The desk's addresses. */
export const makeRouter = (client: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    defaultPendingComponent: () => <LoadingState />,
    defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
    defaultPendingMs: 200,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}

/** The shell for whoever is signed in; when the session ends meanwhile, the sign-in page. */
function SignedIn(): ReactNode {
  const me = useQuery(meQuery);
  if (me.error instanceof SignedOut) return <Navigate to="/sign-in" search={{ next: window.location.pathname + window.location.search }} />;
  if (me.data !== undefined) return <Layout me={me.data} />;
  return me.error === null ? <LoadingState /> : <ErrorState error={me.error} onRetry={() => void me.refetch()} />;
}

function NotFound(): ReactNode {
  const { t } = useWords();
  return <EmptyState title={t('error.not_found.title')} text={t('error.not_found.text')} action={<a href="/orders">{t('place.orders')}</a>} />;
}
