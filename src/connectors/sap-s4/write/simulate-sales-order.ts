import { createSalesOrderSchema } from '../../../modules/sync/contract.ts';
import { entityOf, warningsOf } from '../../kit/odata/answer.ts';
import type { ErpCommand, SimulateOutcome } from '../../kit/types.ts';
import type { CallSink, SapClient } from '../client.ts';
import { simulatedOf, simulationBody } from '../map/simulation.ts';
import type { SapSettings } from '../settings.ts';

/** Tries an order by API_SALES_ORDER_SIMULATION_SRV, which saves nothing: a lost answer is no more than no answer. */
export async function simulateSalesOrder(client: SapClient, command: ErpCommand, settings: SapSettings, record: CallSink): Promise<SimulateOutcome> {
  const order = createSalesOrderSchema.parse(command.payload);
  const body = simulationBody(order, command.reference, settings);
  const answer = await client.post('simulate', 'API_SALES_ORDER_SIMULATION_SRV', 'A_SalesOrderSimulation', body, {}, record);
  if (answer.kind === 'unknown') return { kind: 'transient', why: answer.why };
  if (answer.kind === 'rejected' && !isAboutOrder(answer.code)) return { kind: 'transient', why: `not_tried_${answer.code}` };
  if (answer.kind !== 'ok') return answer;
  const row = entityOf(answer.json);
  if (row === null) return { kind: 'transient', why: 'no_entity' };
  return { ...simulatedOf(order, row, settings), warnings: warningsOf(answer.headers.get('sap-message')) };
}

/** A gateway without the service, or one that does not understand our request, says nothing about the order. */
const isAboutOrder = (code: string): boolean => !code.startsWith('/IW') && !/^(\d{3}|no_code)$/.test(code);
