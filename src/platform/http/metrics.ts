import { Histogram, type Registry } from 'prom-client';

/** Measures of the HTTP layer, and the registry that `/metrics` shows. */
export interface HttpMetrics {
  readonly registry: Registry;
  observe(method: string, route: string, status: number, ms: number): void;
}

/** Adds the measures of the HTTP layer to a registry: the node's own, or a fresh one in a test. */
export function createHttpMetrics(registry: Registry): HttpMetrics {
  const duration = new Histogram({
    name: 'karkhana_http_request_seconds',
    help: 'Time to answer an HTTP request, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  return { registry, observe: (method, route, status, ms) => duration.observe({ method, route, status: String(status) }, ms / 1000) };
}
