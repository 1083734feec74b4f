import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** The node's numbers, served at `/metrics`. */
export const metrics = new Registry();

/** Memory, CPU and event-loop delay of the process. Call once at start. */
export const collectProcessMetrics = (): void => collectDefaultMetrics({ register: metrics, prefix: 'karkhana_' });

const seconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** How long a job ran, by name and outcome (`done`, `failed`). */
export const jobSeconds = new Histogram({
  name: 'karkhana_job_seconds',
  help: 'Run time of jobs',
  labelNames: ['job', 'outcome'],
  buckets: seconds,
  registers: [metrics],
});

/** Jobs that ran out of attempts: each needs a person. */
export const jobsGivenUp = new Counter({ name: 'karkhana_jobs_given_up_total', help: 'Jobs that failed for good', labelNames: ['job'], registers: [metrics] });

/** Transactions by outcome: `committed`, `rolled_back`, `retried` (serialization failure or deadlock). */
export const transactions = new Counter({ name: 'karkhana_transactions_total', help: 'Database transactions', labelNames: ['outcome'], registers: [metrics] });

/** Events told. */
export const eventsPublished = new Counter({ name: 'karkhana_events_total', help: 'Published events', labelNames: ['type'], registers: [metrics] });
