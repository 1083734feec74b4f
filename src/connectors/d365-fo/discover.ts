import type { Connector } from '../kit/types.ts';
import { createFoClient } from './client.ts';
import { readWhole } from './read/reading.ts';
import { foSettingsSchema } from './settings.ts';

const companyOf = (code: string) => ({ company: code.toUpperCase(), salesOrg: code.toUpperCase(), zone: 'UTC' });

/** The legal entities that the ERP shows to our user; zone and our own codes are of nobody yet. */
export const discoverFo: NonNullable<Connector['discover']> = async (given, secrets, deps) => {
  if (given['companies'] !== undefined) return given;
  const checked = foSettingsSchema.safeParse({ ...given, companies: { any: companyOf('any') } });
  if (!checked.success) return given;
  const client = createFoClient(checked.data, secrets['clientSecret'] ?? '', deps);
  const rows = await readWhole({ client }, 'companies', 'LegalEntities?$select=LegalEntityId');
  const codes = rows.flatMap((row) => (typeof row['LegalEntityId'] === 'string' ? [row['LegalEntityId'].toLowerCase()] : []));
  return { ...given, companies: Object.fromEntries(codes.map((code) => [code, companyOf(code)])) };
};
