import type { Connector } from '../kit/types.ts';
import { createSapClient } from './client.ts';
import { readCompanyOf } from './read/lookups.ts';
import { sapSettingsSchema } from './settings.ts';

/** The sales organisations that SAP shows, as far as SAP can say: zone and languages are of nobody yet. */
export const discoverSap: NonNullable<Connector['discover']> = async (given, secrets, deps) => {
  if (given['salesOrganizations'] !== undefined) return given;
  const checked = sapSettingsSchema.safeParse({ ...given, salesOrganizations: {} });
  if (!checked.success) return given;
  const companyOf = await readCompanyOf(createSapClient(checked.data, secrets, deps));
  return { ...given, salesOrganizations: Object.fromEntries([...companyOf.keys()].map((code) => [code, { zone: 'UTC', languages: ['en'] }])) };
};
