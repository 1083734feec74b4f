import { expect, it } from 'vitest';
import type { DemoErpId } from '../../src/app/demo-erps/ids.ts';
import { outboxOrdeal } from './outbox.ts';

/** As long as in life: KARKHANA_CHAOS_OUTAGE_S=600. On other ERPs: KARKHANA_CHAOS_ERPS=sap-s4,oracle-fusion. */
const outageMs = Number(process.env['KARKHANA_CHAOS_OUTAGE_S'] ?? 20) * 1_000;
const erps = (process.env['KARKHANA_CHAOS_ERPS'] ?? 'sap-b1').split(',') as DemoErpId[];

it.each(erps)(
  '%s: 500 waiting commands, an outage, lost answers and kills end as exactly one order each, in the order of each customer',
  async (erp) => {
    const outcome = await outboxOrdeal({ erp, commands: 500, customers: 50, outageMs, lost: 0.3, kills: 4, seed: 5, limitMs: outageMs + 300_000 });
    process.stdout.write(`outbox on ${erp}, away for ${outageMs / 1_000} s: ${JSON.stringify(outcome)}\n`);
    expect(outcome).toMatchObject({ committed: 500, missing: [], doubled: [], outOfOrder: [] });
    expect(outcome.lookedUp).toBeGreaterThan(50);
    expect(outcome.mostMemoryMb).toBeLessThan(512);
  },
  1_800_000,
);
