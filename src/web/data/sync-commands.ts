import { z } from 'zod';
import {
  connectionTestSchema,
  type ChangeConnection,
  type ConnectionTest,
  type DoneByHand,
  type FixCommand,
  type Look,
  type TestConnection,
} from '../../modules/sync/contract.ts';
import { ask } from './client.ts';

const done = z.object({ id: z.string() });
type Done = z.output<typeof done>;

const command = (id: string, act: string, body?: unknown): Promise<Done> =>
  ask(done, `/api/sync/commands/${encodeURIComponent(id)}/${act}`, { method: 'POST', body });
const connection = (id: string, act: string, body?: unknown): Promise<Done> =>
  ask(done, `/api/sync/connections/${encodeURIComponent(id)}/${act}`, { method: 'POST', body });

/** Sends a refused command again, with the same reference. */
export const resendCommand = (id: string): Promise<Done> => command(id, 'resend');

/** Corrects a refused command and sends it again, with the same reference. */
export const fixCommand = (id: string, body: FixCommand): Promise<Done> => command(id, 'fix', body);

/** Says that a person has done it in the ERP, and under which number. */
export const settleByHand = (id: string, body: DoneByHand): Promise<Done> => command(id, 'done', body);

/** A refused command is no longer wanted. */
export const cancelCommand = (id: string, why: string): Promise<Done> => command(id, 'cancel', { why });

/** Takes the cancelling back. */
export const restoreCommand = (id: string): Promise<Done> => command(id, 'restore');

/** Has an ERP looked at: read anew, compared, or seen by the doctor. It is over when the connection says so. */
export const lookAtErp = (id: string, look: Look): Promise<Done> => connection(id, 'look', look);

/** Nothing more is sent or read until somebody resumes it. */
export const pauseConnection = (id: string): Promise<Done> => connection(id, 'pause');
/** Lets a paused connection go on. */
export const resumeConnection = (id: string): Promise<Done> => connection(id, 'resume');

/** Connects an ERP, or changes how it is connected. */
export const saveConnection = (id: string, body: ChangeConnection): Promise<Done> =>
  ask(done, `/api/sync/connections/${encodeURIComponent(id)}`, { method: 'PUT', body });

/** Whether an ERP would answer with these settings. */
export const testConnection = (body: TestConnection): Promise<ConnectionTest> =>
  ask(connectionTestSchema, '/api/sync/connection-test', { method: 'POST', body });
