import type { Reason } from '../types.ts';

/** A reason with the facts that its sentence names. */
export const reason = (code: string, facts: Reason['facts'] = {}): Reason => ({ code, facts });
