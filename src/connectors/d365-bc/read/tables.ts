import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { readAllRows } from '../../kit/odata4/paging.ts';
import type { BcClient } from '../client.ts';
import { kept, type BcCompany } from './companies.ts';

/** Small tables of a company, each kept for ten minutes. Each throws `ErpReadError` when it cannot be read. */
export interface Tables {
  /** Location id → code. */
  locations(company: BcCompany): Promise<ReadonlyMap<string, string>>;
  /** Name, country and currency of the company's books. */
  information(company: BcCompany): Promise<{ readonly name: string; readonly country: string; readonly currency: string }>;
  /** Code of a cash receipt journal → id. */
  journals(company: BcCompany): Promise<ReadonlyMap<string, string>>;
}

/** The tables of one connection. */
export function createTables(client: BcClient, now: () => number): Tables {
  const all = (step: string, path: string): Promise<readonly WireRecord[]> => readAllRows((name, at) => client.get(name, at), step, path, client.root);
  const perCompany = <T>(read: (company: BcCompany) => Promise<T>): ((company: BcCompany) => Promise<T>) => {
    const readers = new Map<string, () => Promise<T>>();
    return (company) => {
      const reader = readers.get(company.id) ?? kept(() => read(company), now);
      readers.set(company.id, reader);
      return reader();
    };
  };
  return {
    locations: perCompany(
      async (company) =>
        new Map((await all('read locations', company.api('locations?$select=id,code'))).map((row) => [textOf(row, 'id'), textOf(row, 'code')])),
    ),
    information: perCompany(async (company) => {
      const [row = {}] = await all('read company', company.api('companyInformation'));
      return {
        name: textOf(row, 'displayName') || company.name,
        country: textOf(row, 'country'),
        currency: company.settings.currency ?? textOf(row, 'currencyCode'),
      };
    }),
    journals: perCompany(
      async (company) =>
        new Map((await all('read journals', company.api('customerPaymentJournals?$select=id,code'))).map((row) => [textOf(row, 'code'), textOf(row, 'id')])),
    ),
  };
}
