import { PgBoss } from 'pg-boss';
import type { Logger } from '../runtime/ctx.ts';

/** How often lost jobs (no heartbeat, or over their time) are looked for. */
const superviseSeconds = 5;

/** pg-boss with what we use of it: storage, claims, back-off and recovery. Our dispatcher does the waiting and running. */
export function openBoss(url: string, log: Logger, works: boolean): PgBoss {
  const boss = new PgBoss({
    connectionString: url,
    max: 3,
    connectionTimeoutMillis: 5_000,
    application_name: 'karkhana-jobs',
    schema: 'pgboss',
    schedule: false,
    useListenNotify: false,
    registerInstance: false,
    supervise: works,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    maintenanceIntervalSeconds: 300,
    queueCacheIntervalSeconds: 3_600,
    flowIntervalSeconds: 3_600,
    bamIntervalSeconds: 3_600,
    monitorVacuum: false,
    openTelemetry: { enabled: false },
  });
  boss.on('error', (error) => log.warn({ error }, 'job store'));
  boss.on('warning', (warning) => log.warn({ warning: warning.message }, 'job store'));
  return boss;
}
