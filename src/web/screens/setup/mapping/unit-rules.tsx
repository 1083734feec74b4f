import type { ReactNode } from 'react';
import { useWords } from '../../../ui/use-words.ts';
import { rulesOf, withRule } from './draft.ts';
import type { Editing } from './editing.ts';
import { CodeInput, RuleRow, RuleSection } from './rule-parts.tsx';

/** Units of the ERP and what we call them, in both directions. */
export function UnitRules({ rules, faults, seen, onChange }: Editing): ReactNode {
  const { t } = useWords();
  const units = seen?.units ?? [];
  return (
    <RuleSection
      title={t('mapping:units.title')}
      text={t('mapping:units.text')}
      add={t('mapping:units.add')}
      onAdd={() => onChange([...rules, { kind: 'unit', erp: '', ours: '' }])}
    >
      {rulesOf(rules, 'unit').map(({ at, rule }) => (
        <RuleRow
          key={at}
          name={`${t('mapping:unit')} ${rule.erp}`}
          faults={faults.filter((fault) => fault.index === at)}
          onRemove={() => onChange(withRule(rules, at, null))}
        >
          <CodeInput
            label={t('mapping:erp_unit')}
            value={rule.erp}
            maxLength={10}
            suggestions={units.map((unit) => unit.erp)}
            onValue={(erp) => onChange(withRule(rules, at, { ...rule, erp }))}
          />
          <CodeInput
            label={t('mapping:our_unit')}
            value={rule.ours}
            maxLength={10}
            suggestions={units.map((unit) => unit.ours)}
            onValue={(ours) => onChange(withRule(rules, at, { ...rule, ours }))}
          />
        </RuleRow>
      ))}
    </RuleSection>
  );
}
