import type { CodeRule, FieldRule, FieldTarget, MappingRule, MappingTrouble } from '../../contract.ts';
import { changeAt, setAt, valuesAt } from './paths.ts';
import type { UnitTable } from './units.ts';
import { hasDoubledUnit, unitsToErp, unitsToOurs } from './units.ts';
import type { Taken } from './value.ts';
import { constantFor, says, valueFor } from './value.ts';
import { writtenAs } from './written.ts';

/** The mapping of one connection, as it is applied. */
export interface Mapping {
  readonly version: number;
  readonly rules: readonly MappingRule[];
  /** What its connector calls the ERP's unit codes. */
  readonly words: UnitTable['words'];
}

/** What cannot be said: which field, and the value that was there. */
export interface Unsayable {
  readonly why: MappingTrouble;
  readonly field: string;
  readonly value: string;
}

/** Data after a mapping, or why there is none: never a half. */
export type Mapped = { readonly ok: true; readonly data: unknown } | ({ readonly ok: false } & Unsayable);

const ofKind = <K extends MappingRule['kind']>(mapping: Mapping, kind: K): Extract<MappingRule, { kind: K }>[] =>
  mapping.rules.filter((rule): rule is Extract<MappingRule, { kind: K }> => rule.kind === kind);

const unitTable = (mapping: Mapping): UnitTable => ({ rules: ofKind(mapping, 'unit'), words: mapping.words });
const unsayable = (why: MappingTrouble, field: string, value: unknown): Mapped => ({ ok: false, why, field, value: String(value).slice(0, 60) });

/** Whether a mapping says anything of records of this kind. */
export const concerns = (mapping: Mapping, object: string): boolean =>
  mapping.rules.some((rule) => rule.kind === 'unit' || (rule.object === object && (rule.kind === 'field' || rule.side === 'read')));

/**
 * A record as it is to be saved: first fields that come from elsewhere, then tables of values, then units. `targets`: what the fields of the
 * object take. Whether the result is a whole record is the schema's to say.
 */
export function readRecord(
  mapping: Mapping,
  object: string,
  record: { readonly data: unknown; readonly extra: Readonly<Record<string, unknown>> },
  targets: readonly FieldTarget[],
): Mapped {
  let data = record.data;
  for (const rule of ofKind(mapping, 'field').filter((one) => one.object === object)) {
    const taken = takeField(rule, record.extra, data, targetOf(targets, rule));
    if (taken?.kind === 'bad') return unsayable('bad_value', rule.field, rule.from.what === 'extra' ? record.extra[rule.from.name] : rule.from.value);
    if (taken) data = setAt(data, rule.field, taken.value);
  }
  for (const rule of ofKind(mapping, 'code').filter((one) => one.side === 'read' && one.object === object)) {
    const translated = translate(rule, data, rule.field, 'ours');
    if (!translated.ok) return translated;
    data = translated.data;
  }
  const united = unitsToOurs(data, unitTable(mapping));
  return mapping.rules.some((rule) => rule.kind === 'unit') && hasDoubledUnit(united) ? unsayable('doubled_unit', 'uoms', '') : { ok: true, data: united };
}

/** The target of a rule; a name of one's own (`attributes.colour`) is taken as `attributes.*` says. */
export const targetOf = (targets: readonly FieldTarget[], rule: Pick<FieldRule, 'object' | 'field'>): FieldTarget | null =>
  targets.find((one) => one.object === rule.object && (one.field === rule.field || one.field === rule.field.replace(/\.[^.]+$/, '.*'))) ?? null;

/** Null: the ERP says nothing there, and what the connector said stays. */
function takeField(rule: FieldRule, extra: Readonly<Record<string, unknown>>, data: unknown, target: FieldTarget | null): Taken | null {
  if (target === null) return null;
  const currency = String(valuesAt(data, 'currency')[0]?.value ?? '');
  if (rule.from.what === 'constant') return constantFor(target, rule.from.value, currency);
  const raw = extra[rule.from.name];
  return says(raw) ? valueFor(target, raw, currency) : null;
}

function translate(rule: CodeRule, data: unknown, field: string, into: 'ours' | 'erp'): Mapped {
  const from = into === 'ours' ? 'erp' : 'ours';
  const table = new Map(rule.pairs.map((pair) => [pair[from], pair[into]]));
  const unknown = valuesAt(data, field).find(({ value }) => typeof value === 'string' && value !== '' && !table.has(value));
  if (unknown && rule.others === 'refuse') return unsayable('unknown_code', unknown.path, unknown.value);
  return { ok: true, data: changeAt(data, field, (value) => (typeof value === 'string' ? (table.get(value) ?? value) : value)) };
}

/** A command as it goes to the connector: tables of values the other way round, and the ERP's units. */
export function writeCommand(mapping: Mapping, kind: string, payload: unknown): Mapped {
  let data = payload;
  for (const rule of ofKind(mapping, 'code')) {
    for (const field of fieldsWritten(rule, kind)) {
      const translated = translate(rule, data, field, 'erp');
      if (!translated.ok) return translated;
      data = translated.data;
    }
  }
  return { ok: true, data: unitsToErp(data, unitTable(mapping)) };
}

function fieldsWritten(rule: CodeRule, kind: string): readonly string[] {
  if (rule.side === 'write') return rule.object === kind ? [rule.field] : [];
  return writtenAs(rule.object, rule.field).flatMap((place) => (place.command === kind ? [place.field] : []));
}
