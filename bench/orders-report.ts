import type { OrdersResult } from './orders.ts';
import { tableOf, type Spread } from './stats.ts';

/** What the product promises for two cores, with what was measured. */
interface Pledge {
  readonly what: string;
  readonly measured: number;
  readonly below: number;
  readonly unit: string;
}

const promisesOf = (result: OrdersResult): Pledge[] => [
  { what: 'door → ERP number, idle, p95', measured: result.idle.doorToErp.p95, below: 1_500, unit: 'ms' },
  { what: `door → ERP number, ${result.load.perSecond} orders/s, p95`, measured: result.load.doorToErp.p95, below: 3_000, unit: 'ms' },
  { what: 'webhook answered under load, p99', measured: result.load.door.p99, below: 100, unit: 'ms' },
  { what: 'memory of everything, peak', measured: result.peakMb['everything'] ?? 0, below: 700, unit: 'MB' },
  { what: 'CPU at rest, everything', measured: result.idleCpuPercent['everything'] ?? 0, below: 5, unit: '% of a core' },
];

const row = (name: string, spread: Spread): (string | number)[] => [name, spread.n, spread.p50, spread.p95, spread.p99, spread.max];

/** The result for people. */
export function ordersText(result: OrdersResult): string {
  const { idle, load } = result;
  const head = ['milliseconds', 'n', 'p50', 'p95', 'p99', 'max'];
  const stages = (of: OrdersResult['idle']): (string | number)[][] => Object.entries(of.stages).map(([stage, spread]) => row(`  ${stage}`, spread));
  const times = tableOf(head, [
    row('naive handler (baseline)', result.naive),
    row('idle: door → ERP number', idle.doorToErp),
    row('  as the desk sees it', idle.seenByDesk),
    ...stages(idle),
    row(`${load.perSecond}/s: door → ERP number`, load.doorToErp),
    row('  as the desk sees it', load.seenByDesk),
    row('  webhook answered', load.door),
    ...stages(load),
  ]);
  const pasts = tableOf(
    ['past orders', 'first start', 'next start', 'p50', 'p95', 'memory MB', 'without ERP'],
    result.pasts.map((past) => [
      past.pastOrders,
      past.firstStartMs,
      past.nextStartMs,
      past.doorToErp.p50,
      past.doorToErp.p95,
      past.memoryMb['everything'] ?? 0,
      Math.round((past.memoryMb['karkhana'] ?? 0) + (past.memoryMb['database'] ?? 0)),
    ]),
  );
  const promises = tableOf(
    ['promise', 'measured', 'below', ''],
    promisesOf(result).map((one) => [one.what, `${one.measured} ${one.unit}`, one.below, one.measured < one.below ? 'kept' : 'NOT KEPT']),
  );
  const facts = (list: Readonly<Record<string, number>>): string =>
    Object.entries(list)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ');
  return [
    `Node ${result.node}, seed ${result.plan.seed}, machine load ${result.machineLoad.join(' → ')}`,
    times,
    `load: ${load.orders} confirmed, ${load.refused} webhooks refused, ${load.throughput} orders/s, drained ${load.drainedMs} ms after the last webhook, cores used: ${facts(load.cpuCores)}`,
    `peak memory, MB: ${facts(result.peakMb)}`,
    `CPU at rest, % of a core: ${facts(result.idleCpuPercent)}`,
    pasts,
    promises,
  ].join('\n\n');
}
