import type { JobKind } from '../../platform/jobs/definition.ts';
import type { Look } from './contract.ts';

/** One attempt at a command. Named here, done in jobs/, so that commands can queue it. */
export const sendCommandKind: JobKind<{ readonly commandId: string }> = { name: 'sync.send-command' };

/** Asking the ERP what an order would come to. */
export const simulateOrderKind: JobKind<{ readonly orderId: string }> = { name: 'sync.simulate-order' };
/** A look at an ERP that somebody asked for. `anew`: readings begin at their beginning, also where one was cut short. */
export const lookKind: JobKind<{ readonly connection: string; readonly look: Look; readonly anew?: boolean }> = { name: 'sync.look' };

/** Asking an ERP what a draft of its mapping would do. */
export const previewKind: JobKind<{ readonly preview: string }> = { name: 'sync.preview-mapping' };
