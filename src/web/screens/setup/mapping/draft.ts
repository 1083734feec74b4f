import {
  ruleFaultSchema,
  type CodeTarget,
  type FieldTarget,
  type MappingPreview,
  type MappingRule,
  type RuleFault,
} from '../../../../modules/sync/contract.ts';
import { Refused } from '../../../data/refused.ts';

/** A rule with its place in the draft: that is what faults name. */
export interface Placed<R extends MappingRule = MappingRule> {
  readonly at: number;
  readonly rule: R;
}

/** The rules of one kind, in their order. */
export const rulesOf = <K extends MappingRule['kind']>(rules: readonly MappingRule[], kind: K): readonly Placed<Extract<MappingRule, { kind: K }>>[] =>
  rules.flatMap((rule, at) => (rule.kind === kind ? [{ at, rule: rule as Extract<MappingRule, { kind: K }> }] : []));

/** A draft in which one rule is another one, or gone (`null`). */
export const withRule = (rules: readonly MappingRule[], at: number, rule: MappingRule | null): readonly MappingRule[] =>
  rules.flatMap((old, place) => (place === at ? (rule === null ? [] : [rule]) : [old]));

/** Whether two drafts say the same. */
export const sameRules = (a: readonly MappingRule[], b: readonly MappingRule[]): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What of a draft is still empty, so that it is not worth asking anybody about it. */
export function isUnfinished(rule: MappingRule): boolean {
  switch (rule.kind) {
    case 'field':
      return rule.field === '' || rule.field.endsWith('.*') || rule.field.endsWith('.') || (rule.from.what === 'extra' && rule.from.name.trim() === '');
    case 'unit':
      return rule.erp.trim() === '' || rule.ours.trim() === '';
    case 'code':
      return rule.pairs.length === 0 || rule.pairs.some((pair) => pair.erp.trim() === '' || pair.ours.trim() === '');
  }
}

/** A first rule of a kind for what this connection can map; null where it can map nothing of that kind. */
export function freshRule(kind: MappingRule['kind'], fields: readonly FieldTarget[], codes: readonly CodeTarget[]): MappingRule | null {
  if (kind === 'unit') return { kind, erp: '', ours: '' };
  if (kind === 'field') {
    const first = fields.find((one) => one.field === 'attributes.*') ?? fields[0];
    return first ? { kind, object: first.object, field: first.field.replace('*', ''), from: { what: 'extra', name: '' } } : null;
  }
  const first = codes.find((one) => one.written.length > 0) ?? codes[0];
  return first ? { kind, side: first.side, object: first.object, field: first.field, others: 'keep', pairs: [{ erp: '', ours: '' }] } : null;
}

/** What a refusal of a draft says of its rules; empty where it is about something else. */
export function faultsIn(error: unknown): readonly RuleFault[] {
  if (!(error instanceof Refused) || error.code !== 'bad_rule') return [];
  const faults = ruleFaultSchema.array().safeParse(error.facts['rules']);
  return faults.success ? faults.data : [];
}

/** ERP fields that were seen on records of a kind. */
export const extrasSeen = (preview: MappingPreview | null, object: string): readonly string[] =>
  preview?.objects.find((one) => one.object === object)?.extras.map((one) => one.name) ?? [];

/** Values that were seen in a field which a table may translate. */
export const codesSeen = (preview: MappingPreview | null, object: string, field: string): readonly string[] =>
  preview?.objects.find((one) => one.object === object)?.codes.find((one) => one.field === field)?.values ?? [];
