import { demoFactory, type DemoFactory, type DemoOptions } from './index.ts';

/** The demo factory with that many past orders (1k, 10k, 100k in the benchmarks) in the same six months, by the same customers and habits. */
export const scaledFactory = (pastOrders: number, options: Omit<DemoOptions, 'pastOrders'> = {}): DemoFactory => demoFactory({ ...options, pastOrders });
