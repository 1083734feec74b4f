import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  mappingPageSchema,
  mappingPreviewSchema,
  mappingSavedSchema,
  type MappingSaved,
  type PreviewMapping,
  type SaveMapping,
} from '../../modules/sync/contract.ts';
import { ask } from './client.ts';
import { keys } from './stale-keys.ts';

const placeOf = (connection: string): string => `/api/sync/connections/${encodeURIComponent(connection)}/mapping`;

/** How an ERP is understood, its versions, and what rules can be about; read again when anything of its connection changes. */
export const mappingQuery = (connection: string) =>
  queryOptions({ queryKey: [...keys.connections, connection, 'mapping'], queryFn: ({ signal }) => ask(mappingPageSchema, placeOf(connection), { signal }) });

/** What the ERP said to a draft. Until it has answered it is asked for again: the event that tells the end may be missed. */
export const previewQuery = (connection: string, preview: string) =>
  queryOptions({
    queryKey: [...keys.connections, connection, 'preview', preview],
    queryFn: ({ signal }) => ask(mappingPreviewSchema, `${placeOf(connection)}/preview/${encodeURIComponent(preview)}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.answeredAt ? false : 2_000),
  });

/** Has the ERP asked what a draft would do. */
export const askPreview = (connection: string, draft: PreviewMapping): Promise<{ readonly id: string }> =>
  ask(z.object({ id: z.string() }), `${placeOf(connection)}/preview`, { method: 'POST', body: draft });

/** Saves a draft as a new version. */
export const saveMapping = (connection: string, draft: SaveMapping): Promise<MappingSaved> =>
  ask(mappingSavedSchema, placeOf(connection), { method: 'PUT', body: draft });
