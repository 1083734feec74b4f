import type { CanonicalRecord } from '../../../../connectors/kit/model.ts';
import type { MappingPreview, MappingTrouble, ObjectPreview } from '../../contract.ts';
import { leavesOf, valuesAt } from './paths.ts';

/** A record that a mapping has said, or why it could not. */
type Outcome =
  | { readonly kind: 'record'; readonly record: CanonicalRecord }
  | { readonly kind: 'skipped'; readonly key: string; readonly why: MappingTrouble; readonly field: string; readonly value: string };

/** One record of the ERP, as it would be saved today and with the draft. */
export interface Compared {
  readonly record: CanonicalRecord;
  readonly before: Outcome;
  readonly after: Outcome;
}

const mostSamples = 20;
const mostValues = 8;
const mostText = 80;
const cut = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > mostText ? `${text.slice(0, mostText - 1)}…` : text;
};
const textOf = (value: unknown): string | null => (value === undefined || value === null ? null : cut(value));

/** What a draft does to a page: how many records change, some of them field by field, and which would be skipped. `codes`: fields that a table may translate. */
export function comparePage(page: readonly Compared[], codes: readonly string[]): Omit<ObjectPreview, 'object' | 'trouble'> {
  const changed = page.flatMap(({ record, before, after }) => {
    const changes = changesOf(before, after);
    return changes.length === 0 ? [] : [{ key: record.key, changes }];
  });
  const refused = page.flatMap(({ after }) => (after.kind === 'skipped' ? [after] : []));
  return {
    records: page.length,
    changed: changed.length,
    samples: changed.slice(0, mostSamples),
    invalid: refused.length,
    refused: refused.slice(0, mostSamples).map(({ key, why, field, value }) => ({ key, why, field, value })),
    extras: extrasOf(page.map((one) => one.record)),
    codes: codes.flatMap((field) => {
      const values = distinct(page.flatMap(({ record }) => valuesAt(record.data, field).map(({ value }) => value)));
      return values.length === 0 ? [] : [{ field, values }];
    }),
  };
}

type Changes = ObjectPreview['samples'][number]['changes'];

/** Field by field; a record that appears or disappears altogether is told by `refused`, not here. */
function changesOf(before: Outcome, after: Outcome): Changes {
  if (after.kind === 'skipped') return [];
  const old = new Map(before.kind === 'record' ? leavesOf(before.record.data).map(({ path, value }) => [path, value]) : []);
  const fresh = new Map(leavesOf(after.record.data).map(({ path, value }) => [path, value]));
  return [...new Set([...fresh.keys(), ...old.keys()])].flatMap((field) => {
    if (old.get(field) === fresh.get(field)) return [];
    return [{ field, before: textOf(old.get(field)), after: textOf(fresh.get(field)) }];
  });
}

/** Fields of the ERP that nothing reads, with how many records say something there. */
function extrasOf(records: readonly CanonicalRecord[]): ObjectPreview['extras'] {
  const names = [...new Set(records.flatMap((record) => Object.keys(record.extra)))].toSorted();
  return names.map((name) => {
    const values = records.flatMap((record) => (record.extra[name] === undefined ? [] : [record.extra[name]]));
    return { name, filled: values.length, values: distinct(values) };
  });
}

const distinct = (values: readonly unknown[]): string[] =>
  [...new Set(values.flatMap((value) => (value === null || value === '' || value === undefined ? [] : [cut(value)])))].slice(0, mostValues);

/** The ERP's unit codes in these records, with what its connector calls them. */
export function unitsSeen(records: readonly CanonicalRecord[]): MappingPreview['units'] {
  const pairs = records.flatMap((record) => valuesAt(record.data, 'uoms').flatMap(({ value }) => (Array.isArray(value) ? value : []))) as readonly {
    readonly uom: string;
    readonly erpUom: string;
  }[];
  return [...new Map(pairs.map(({ uom, erpUom }) => [erpUom, { erp: erpUom, ours: uom }])).values()].toSorted((a, b) => (a.erp < b.erp ? -1 : 1));
}
