import { textOf } from '../kit/odata/codec.ts';
import { readAllRows } from '../kit/odata4/paging.ts';
import type { Connector } from '../kit/types.ts';
import { createBcClient } from './client.ts';
import { bcSettingsSchema } from './settings.ts';

const companyOf = (name: string) => ({ name, company: name, salesOrg: name, zone: 'UTC' });

/** The companies that Business Central shows to our user; zone and our own codes are of nobody yet. */
export const discoverBc: NonNullable<Connector['discover']> = async (given, secrets, deps) => {
  if (given['companies'] !== undefined) return given;
  const checked = bcSettingsSchema.safeParse({ ...given, companies: [companyOf('any')] });
  if (!checked.success) return given;
  const client = createBcClient(checked.data, secrets, deps);
  const rows = await readAllRows((step, path) => client.get(step, path), 'companies', 'api/v2.0/companies', client.root);
  return { ...given, companies: rows.map((row) => companyOf(textOf(row, 'name'))) };
};
