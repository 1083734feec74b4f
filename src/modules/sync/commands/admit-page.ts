import type { CanonicalRecord, ErpObject, SnapshotPage } from '../../../connectors/kit/types.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { getCompany } from '../../masters/index.ts';
import { mapPage } from '../active-mapping.ts';
import type { Mapping } from '../domain/mapping/mapping.ts';
import { ownRecords } from './own-records.ts';

/** A page as it may be saved: in our words, of companies that we know, and not of another ERP. What may not is counted among the skipped rows, with its reason. */
export async function admitPage(
  ctx: Ctx,
  { connection, object }: { readonly connection: string; readonly object: ErpObject },
  mapping: Mapping,
  page: SnapshotPage,
): Promise<SnapshotPage> {
  const mapped = mapPage(mapping, object, page);
  const unknown = await findUnknownCompanies(ctx, object, mapped.records);
  return ownRecords(ctx, connection, object, unknown.size === 0 ? mapped : withoutCompanies(mapped, unknown));
}

const companyOf = ({ data }: CanonicalRecord): string => String((data as { readonly company?: unknown }).company);

/** Companies that customers of a page name and that no ERP has told us of; they could not be saved under them. */
export async function findUnknownCompanies(ctx: Ctx, object: ErpObject, records: readonly CanonicalRecord[]): Promise<ReadonlySet<string>> {
  if (object !== 'customer') return new Set();
  const unknown = new Set<string>();
  for (const code of new Set(records.map(companyOf))) if ((await getCompany(ctx, code)) === null) unknown.add(code);
  return unknown;
}

const withoutCompanies = (page: SnapshotPage, unknown: ReadonlySet<string>): SnapshotPage => ({
  ...page,
  records: page.records.filter((record) => !unknown.has(companyOf(record))),
  skipped: [...(page.skipped ?? []), ...page.records.filter((record) => unknown.has(companyOf(record))).map(({ key }) => ({ key, why: 'unknown_company' }))],
});
