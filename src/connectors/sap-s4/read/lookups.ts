import { textOf } from '../../kit/odata/codec.ts';
import type { SapClient } from '../client.ts';
import { readAllRows } from './pages.ts';

const keepMs = 60_000;

/** Reads a small table of the ERP as a map and keeps it for a minute: long enough for the pages of one pass. */
export function createLookup(read: () => Promise<ReadonlyMap<string, string>>, now: () => number): () => Promise<ReadonlyMap<string, string>> {
  let held: { readonly at: number; readonly map: Promise<ReadonlyMap<string, string>> } | null = null;
  return () => {
    if (held && now() - held.at < keepMs) return held.map;
    const map = read();
    const mine = { at: now(), map };
    held = mine;
    map.catch(() => {
      if (held === mine) held = null;
    });
    return map;
  };
}

/** Sales organisation → company code. */
export async function readCompanyOf(client: SapClient): Promise<ReadonlyMap<string, string>> {
  const rows = await readAllRows(client, 'company', 'API_SALESORGANIZATION_SRV', 'A_SalesOrganization?$orderby=SalesOrganization');
  return new Map(rows.map((row) => [textOf(row, 'SalesOrganization'), textOf(row, 'CompanyCode')]));
}

/** Internal id of a work centre → its code. */
export async function readWorkCentreOf(client: SapClient): Promise<ReadonlyMap<string, string>> {
  const rows = await readAllRows(client, 'work_centre', 'API_WORK_CENTERS', 'A_WorkCenters?$orderby=WorkCenterInternalID');
  return new Map(rows.map((row) => [textOf(row, 'WorkCenterInternalID'), textOf(row, 'WorkCenter')]));
}
