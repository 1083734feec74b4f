import { textOf } from '../kit/odata/codec.ts';
import { readAllRows } from '../kit/odata4/paging.ts';
import type { Connector } from '../kit/types.ts';
import { createB1Client } from './client.ts';
import { b1SettingsSchema } from './settings.ts';

const branchOf = (code: string) => ({ company: code, salesOrg: code, zone: 'UTC' });

/** The branches of the company database, or the company where it has none; zone and our own codes are of nobody yet. */
export const discoverB1: NonNullable<Connector['discover']> = async (given, secrets, deps) => {
  const checked = b1SettingsSchema.safeParse(given);
  if (given['branches'] !== undefined || given['company'] !== undefined || !checked.success) return given;
  const client = createB1Client(checked.data, secrets['password'] ?? '', deps);
  try {
    const rows = await readAllRows((step, path) => client.get(step, path), 'branches', 'BusinessPlaces', client.root);
    if (rows.length === 0) return { ...given, company: branchOf(checked.data.companyDb) };
    return { ...given, branches: Object.fromEntries(rows.map((row) => [textOf(row, 'BPLID'), branchOf(textOf(row, 'BPLID'))])) };
  } finally {
    await client.close();
  }
};
