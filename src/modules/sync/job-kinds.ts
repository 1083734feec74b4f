import type { JobKind } from '../../platform/jobs/definition.ts';

/** One attempt at a command. Named here, done in jobs/, so that commands can queue it. */
export const sendCommandKind: JobKind<{ readonly commandId: string }> = { name: 'sync.send-command' };
