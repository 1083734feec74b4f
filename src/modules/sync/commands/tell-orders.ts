import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { OrdersFace, Told } from '../deps.ts';
import type { Ending } from '../domain/ending.ts';
import type { LockedCommand } from '../store/command-store.ts';

/** What a command's business object hears of it. */
interface Listener {
  started(): Promise<Told>;
  committed(ending: Extract<Ending, { kind: 'committed' }>): Promise<Told>;
  unknown(why: string): Promise<Told>;
  rejected(ending: Extract<Ending, { kind: 'rejected' }>): Promise<Told>;
}

type Subject = Pick<LockedCommand, 'id' | 'businessKey' | 'reference' | 'kind'>;

/** Nobody is told but by `erp_command.changed`: whoever wanted a booking listens to that. */
const silent = (): Promise<Told> => Promise.resolve({ ok: true });

/** Who hears of a command: the order itself of its creation, its amendment of a change, whoever wanted a booking by its event. */
export function listenerOf(ctx: Ctx, orders: OrdersFace, command: Subject): Listener {
  const about = { orderId: command.businessKey, commandId: command.id };
  if (command.kind === 'create_sales_order') {
    return {
      started: () => orders.recordErpStarted(ctx, { ...about, reference: command.reference }),
      committed: ({ erpKey, warnings, document }) => orders.recordErpCommitted(ctx, { ...about, erpNumber: erpKey, warnings, document }),
      unknown: (why) => orders.recordErpUnknown(ctx, { ...about, why }),
      rejected: ({ code, text, field, erpKey, facts }) => orders.recordErpRejected(ctx, { ...about, code, text, field, erpNumber: erpKey, facts }),
    };
  }
  if (command.kind !== 'sales_order_change' && command.kind !== 'sales_order_cancel')
    return { started: silent, committed: silent, unknown: silent, rejected: silent };
  return {
    started: () => orders.recordAmendmentSent(ctx, about),
    committed: ({ warnings }) => orders.recordAmendmentApplied(ctx, { ...about, warnings }),
    unknown: (why) => orders.recordAmendmentUnknown(ctx, { ...about, why }),
    rejected: ({ code, text }) => orders.recordAmendmentRefused(ctx, { ...about, code, text }),
  };
}
