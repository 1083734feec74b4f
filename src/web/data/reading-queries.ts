import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { readingAuditSchema, readingFiguresSchema } from '../../modules/intake/contract.ts';
import { ask } from './client.ts';
import { keys } from './stale-keys.ts';

/** How well the reader does, its fitting, the company's words and what it proposes. */
export const readingQuery = queryOptions({
  queryKey: [...keys.reading, 'figures'],
  queryFn: ({ signal }) => ask(readingFiguresSchema, '/api/reading', { signal }),
});

/** Lines that were booked unasked, for somebody to look at. */
export const auditsQuery = queryOptions({
  queryKey: [...keys.reading, 'audits'],
  queryFn: ({ signal }) => ask(z.object({ rows: z.array(readingAuditSchema) }), '/api/reading/audits', { signal }),
});
