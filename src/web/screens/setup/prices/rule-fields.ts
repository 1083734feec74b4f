import type { RuleKind } from '../../../../modules/pricing/contract.ts';
import type { Draft } from './rule-draft.ts';

/** How a column is typed. */
export type FieldLook = 'text' | 'code' | 'list' | 'decimal' | 'day' | 'switch' | 'choice' | 'bands' | 'needs' | 'tiers';

/** One field of the editor. */
export interface Field {
  readonly column: string;
  readonly look: FieldLook;
  readonly choices?: readonly string[];
}

/** A part of the editor: what the rule is called, for whom, what it does, and when. */
export interface FieldGroup {
  readonly name: 'what' | 'gives' | 'items' | 'customers' | 'when';
  readonly fields: readonly Field[];
}

const field = (column: string, look: FieldLook, choices?: readonly string[]): Field => (choices === undefined ? { column, look } : { column, look, choices });
const what: FieldGroup = { name: 'what', fields: [field('code', 'code'), field('name', 'text')] };
const items: FieldGroup = { name: 'items', fields: [field('skus', 'list'), field('groups', 'list'), field('brands', 'list')] };
const customers: FieldGroup = {
  name: 'customers',
  fields: [field('customers', 'list'), field('price_groups', 'list'), field('regions', 'list'), field('channels', 'list')],
};
const when: FieldGroup = { name: 'when', fields: [field('valid_from', 'day'), field('valid_to', 'day'), field('active', 'switch')] };

/** The fields of a draft, in the order in which they are filled in; those that its choices make needless are left out. */
export function fieldsOf(kind: RuleKind, draft: Draft): readonly FieldGroup[] {
  switch (kind) {
    case 'scheme':
      return [what, { name: 'gives', fields: schemeFields(draft) }, items, customers, when];
    case 'floor':
      return [what, { name: 'gives', fields: floorFields(draft) }, items, customers, when];
    case 'tax':
      return [what, { name: 'gives', fields: [field('country', 'code'), field('percent', 'decimal')] }, items, when];
    case 'policy':
      return [
        {
          name: 'gives',
          fields: [field('auto_percent', 'decimal'), field('tiers', 'tiers'), field('persons_below_floor', 'decimal'), field('tolerance_percent', 'decimal')],
        },
      ];
  }
}

function schemeFields(draft: Draft): readonly Field[] {
  const kind = field('gift', 'choice', ['percent_off', 'amount_off', 'free_goods', 'combo']);
  const stack = field('stack_group', 'code');
  if (draft['gift'] === 'combo') return [kind, field('needs', 'needs'), field('percent', 'decimal'), stack];
  if (draft['gift'] === 'free_goods') {
    const given = [field('every', 'decimal'), field('uom', 'code'), field('free', 'decimal'), field('free_sku', 'code'), field('free_uom', 'code')];
    return [kind, ...given, field('at_most', 'decimal'), stack];
  }
  const counted = [field('basis', 'choice', ['quantity', 'value']), field('scale', 'choice', ['slab', 'stepped'])];
  const units = [field('uom', 'code'), ...(draft['gift'] === 'amount_off' || draft['basis'] === 'value' ? [field('currency', 'code')] : [])];
  return [kind, ...counted, ...units, field('bands', 'bands'), stack];
}

function floorFields(draft: Draft): readonly Field[] {
  const kind = field('limit', 'choice', ['absolute', 'percent_below_list', 'margin_over_cost', 'last_days']);
  if (draft['limit'] === 'absolute') return [kind, field('amount', 'decimal'), field('uom', 'code'), field('currency', 'code')];
  return draft['limit'] === 'last_days' ? [kind, field('days', 'decimal'), field('percent', 'decimal')] : [kind, field('percent', 'decimal')];
}
