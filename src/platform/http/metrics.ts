import { Histogram, Registry } from 'prom-client';

/** Measures of the HTTP layer, and the registry that `/metrics` shows. */
export interface HttpMetrics {
  readonly registry: Registry;
  observe(method: string, route: string, status: number, ms: number): void;
}

/** The measures of one HTTP application, shown together with those that `node` holds by now. */
export function createHttpMetrics(node: Registry): HttpMetrics {
  const own = new Registry();
  const duration = new Histogram({
    name: 'karkhana_http_request_seconds',
    help: 'Time to answer an HTTP request, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [own],
  });
  return {
    registry: Registry.merge([node, own]),
    observe: (method, route, status, ms) => duration.observe({ method, route, status: String(status) }, ms / 1000),
  };
}
