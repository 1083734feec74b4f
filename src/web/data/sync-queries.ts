import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  connectionPageSchema,
  connectionSetupSchema,
  connectorsSchema,
  deadLetterPageSchema,
  deadLetterSchema,
  outboxSchema,
} from '../../modules/sync/contract.ts';
import { ask, queryOf } from './client.ts';
import { keys } from './stale-keys.ts';

const at = (id: string): string => `/api/sync/connections/${encodeURIComponent(id)}`;

/** One connection: what it can, how current it is, what was found when somebody looked. Read more often while `busy`. */
export const connectionQuery = (id: string, busy = false) =>
  queryOptions({
    queryKey: [...keys.connections, 'page', id],
    queryFn: ({ signal }) => ask(connectionPageSchema, at(id), { signal }),
    refetchInterval: busy ? 1_500 : 15_000,
  });

/** Commands that the ERPs refused and that wait for a person, oldest first. */
export const deadLettersQuery = queryOptions({
  queryKey: [...keys.connections, 'letters'],
  queryFn: ({ signal }) => ask(z.object({ rows: z.array(deadLetterSchema) }), '/api/sync/dead-letters', { signal }),
  refetchInterval: 15_000,
});

/** What was sent with a refused command, and what was corrected before; refused when it waits for nobody any more. */
export const deadLetterQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.connections, 'letters', id],
    queryFn: ({ signal }) => ask(deadLetterPageSchema, `/api/sync/dead-letters/${encodeURIComponent(id)}`, { signal }),
  });

/** Commands of a connection that are not over, oldest first. */
export const outboxQuery = (connection: string) =>
  queryOptions({
    queryKey: [...keys.connections, 'outbox', connection],
    queryFn: ({ signal }) => ask(outboxSchema, `/api/sync/outbox${queryOf({ connection })}`, { signal }),
  });

/** ERPs that can be connected, and what each asks for. */
export const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  queryFn: ({ signal }) => ask(connectorsSchema, '/api/sync/connectors', { signal }),
  staleTime: Infinity,
});

/** How an ERP is connected, for whoever changes it. */
export const connectionSetupQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.connections, 'setup', id],
    queryFn: ({ signal }) => ask(connectionSetupSchema, `${at(id)}/setup`, { signal }),
    retry: false,
  });
