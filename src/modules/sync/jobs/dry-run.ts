import { setTimeout as sleep } from 'node:timers/promises';
import type { CallRecord, ErpCommand, ErpConnection } from '../../../connectors/kit/types.ts';
import type { ConnectionSettings } from '../connections.ts';
import { createSalesOrderSchema } from '../contract.ts';
import { judgeDryRun, notKnown, type DryRun } from '../domain/dry-run.ts';

/** Tries a new order in the ERP, which writes nothing. An ERP that does not answer within the seconds of the setting is not waited for. */
export async function tryOrder(
  connection: ErpConnection,
  erp: ErpCommand,
  settings: ConnectionSettings['dryRun'],
  record: (call: CallRecord) => void,
): Promise<DryRun> {
  const stop = new AbortController();
  const late = sleep(settings.seconds * 1_000, null, { signal: stop.signal }).catch(() => null);
  const outcome = await Promise.race([connection.simulate(erp, record), late]);
  stop.abort();
  return outcome === null ? notKnown('timeout') : judgeDryRun(createSalesOrderSchema.parse(erp.payload), outcome, settings.toleranceMinor);
}
