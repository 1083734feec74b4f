import type { JobKind } from '../../platform/jobs/definition.ts';
import type { Look } from './contract.ts';

/** One attempt at a command. Named here, done in jobs/, so that commands can queue it. */
export const sendCommandKind: JobKind<{ readonly commandId: string }> = { name: 'sync.send-command' };

/** Asking the ERP what an order would come to. */
export const simulateOrderKind: JobKind<{ readonly orderId: string }> = { name: 'sync.simulate-order' };
/** A look at an ERP that somebody asked for. */
export const lookKind: JobKind<{ readonly connection: string; readonly look: Look }> = { name: 'sync.look' };
