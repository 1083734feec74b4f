import { createSingleFlight } from '../../kit/gate.ts';
import { textOf } from '../../kit/odata/codec.ts';
import { readAllRows } from '../../kit/odata4/paging.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { BcClient } from '../client.ts';
import { prefixOf, type BcCompanySettings, type BcSettings } from '../settings.ts';

/** A company of ours as the environment knows it. */
export interface BcCompany {
  readonly settings: BcCompanySettings;
  readonly id: string;
  readonly name: string;
  /** What stands before numbers of its documents. */
  readonly prefix: string;
  /** Address of something of API v2.0 in this company. */
  readonly api: (rest: string) => string;
  /** Address of a published web service in this company. */
  readonly web: (service: string) => string;
}

const keptMs = 10 * 60_000;

/** Reads once in ten minutes, by one caller for all. */
export function kept<T>(read: () => Promise<T>, now: () => number): () => Promise<T> {
  let held: { readonly value: T; readonly at: number } | null = null;
  const flight = createSingleFlight(async () => {
    const value = await read();
    held = { value, at: now() };
    return value;
  });
  return () => (held && now() - held.at < keptMs ? Promise.resolve(held.value) : flight());
}

/** The companies of the settings, found by name or id. Throws `ErpReadError` when one is not there. */
export const createCompanies = (client: BcClient, settings: BcSettings, now: () => number): (() => Promise<readonly BcCompany[]>) =>
  kept(async () => {
    const rows = await readAllRows((step, path) => client.get(step, path), 'companies', 'api/v2.0/companies', client.root);
    return settings.companies.map((wanted) => {
      const row = rows.find((one) => textOf(one, 'name') === wanted.name || textOf(one, 'id') === wanted.name.toLowerCase());
      if (!row)
        throw new ErpReadError({ kind: 'rejected', code: 'unknown_company', text: `Business Central shows our user no company '${wanted.name}'`, field: null });
      const [id, name] = [textOf(row, 'id'), textOf(row, 'name')];
      const quoted = encodeURIComponent(name.replaceAll("'", "''"));
      return {
        settings: wanted,
        id,
        name,
        prefix: prefixOf(settings, wanted),
        api: (rest) => `api/v2.0/companies(${id})/${rest}`,
        web: (service) => `ODataV4/Company('${quoted}')/${service}`,
      };
    });
  }, now);
