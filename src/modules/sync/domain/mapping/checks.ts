import type { CodeRule, CodeTarget, FieldRule, FieldTarget, MappingRule, RuleFault } from '../../contract.ts';
import { targetOf } from './mapping.ts';
import type { UnitTable } from './units.ts';
import { wordOf } from './units.ts';
import { constantFor } from './value.ts';
import { writtenAs } from './written.ts';

/** What rules of a connection may be about. */
export interface MappingScope {
  readonly fields: readonly FieldTarget[];
  readonly codes: readonly CodeTarget[];
  /** What its connector calls the ERP's unit codes. */
  readonly words: UnitTable['words'];
}

type Fault = Omit<RuleFault, 'index'>;

/** Why rules cannot be taken, rule by rule; empty: they can. */
export function faultsOf(rules: readonly MappingRule[], scope: MappingScope): readonly RuleFault[] {
  return rules.flatMap((rule, index) => {
    const earlier = rules.slice(0, index);
    const faults =
      rule.kind === 'field'
        ? fieldFaults(rule, earlier, scope)
        : rule.kind === 'code'
          ? codeFaults(rule, earlier, scope)
          : unitFaults(rule, rules, earlier, scope);
    return faults.map((fault) => ({ index, ...fault }));
  });
}

function fieldFaults(rule: FieldRule, earlier: readonly MappingRule[], scope: MappingScope): readonly Fault[] {
  const target = targetOf(scope.fields, rule);
  if (target === null)
    return [{ why: scope.fields.some((one) => one.object === rule.object) ? 'unknown_field' : 'unknown_object', about: `${rule.object}.${rule.field}` }];
  const doubled = earlier.some((other) => other.kind === 'field' && other.object === rule.object && other.field === rule.field);
  if (doubled) return [{ why: 'doubled', about: `${rule.object}.${rule.field}` }];
  // the currency of a record is not known yet: one with two decimals stands for all
  const bad = rule.from.what === 'constant' && constantFor(target, rule.from.value, 'EUR').kind === 'bad';
  return bad ? [{ why: 'bad_constant', about: rule.from.what === 'constant' ? rule.from.value : '' }] : [];
}

function codeFaults(rule: CodeRule, earlier: readonly MappingRule[], scope: MappingScope): readonly Fault[] {
  const about = `${rule.object}.${rule.field}`;
  const known = scope.codes.filter((one) => one.side === rule.side && one.object === rule.object);
  if (!known.some((one) => one.field === rule.field)) return [{ why: known.length === 0 ? 'unknown_object' : 'unknown_field', about }];
  const mine = placesOf(rule);
  const clash = earlier.some((other) => other.kind === 'code' && placesOf(other).some((place) => mine.includes(place)));
  const [read, back] = rule.side === 'read' ? (['erp', 'ours'] as const) : (['ours', 'erp'] as const);
  const isWritten = rule.side === 'read' && writtenAs(rule.object, rule.field).length > 0;
  return [
    ...(clash ? [{ why: 'doubled', about } as const] : []),
    ...twice(rule.pairs.map((pair) => pair[read])).map((code): Fault => ({ why: 'doubled_code', about: code })),
    ...(isWritten ? twice(rule.pairs.map((pair) => pair[back])).map((code): Fault => ({ why: 'ambiguous_back', about: code })) : []),
  ];
}

/** Every field that a table changes, read and written. */
const placesOf = (rule: CodeRule): readonly string[] =>
  rule.side === 'write'
    ? [`write ${rule.object}.${rule.field}`]
    : [`read ${rule.object}.${rule.field}`, ...writtenAs(rule.object, rule.field).map(({ command, field }) => `write ${command}.${field}`)];

const twice = (values: readonly string[]): readonly string[] => [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];

/** Codes that the connector calls the same must not become different ones: where only its word is known, nobody could tell them apart. */
function unitFaults(
  rule: Extract<MappingRule, { kind: 'unit' }>,
  all: readonly MappingRule[],
  earlier: readonly MappingRule[],
  scope: MappingScope,
): readonly Fault[] {
  if (earlier.some((other) => other.kind === 'unit' && other.erp === rule.erp)) return [{ why: 'doubled_code', about: rule.erp }];
  const table = { rules: all.flatMap((one) => (one.kind === 'unit' ? [one] : [])), words: scope.words };
  const word = wordOf(table, rule.erp);
  const apart = table.rules.filter((one) => wordOf(table, one.erp) === word && one.ours !== rule.ours);
  return apart.length === 0 ? [] : [{ why: 'ambiguous_unit', about: [rule.erp, ...apart.map((one) => one.erp)].join(', ') }];
}

/** The objects of which something changes between two mappings; of units, all that are read with units (`withUnits`). */
export function affectedObjects(before: readonly MappingRule[], after: readonly MappingRule[], withUnits: readonly string[]): readonly string[] {
  const said = (rules: readonly MappingRule[]): ReadonlySet<string> => new Set(rules.map((rule) => JSON.stringify(rule)));
  const [old, fresh] = [said(before), said(after)];
  const changed = [...before.filter((rule) => !fresh.has(JSON.stringify(rule))), ...after.filter((rule) => !old.has(JSON.stringify(rule)))];
  return [...new Set(changed.flatMap((rule) => (rule.kind === 'unit' ? withUnits : rule.kind === 'code' && rule.side === 'write' ? [] : [rule.object])))];
}
