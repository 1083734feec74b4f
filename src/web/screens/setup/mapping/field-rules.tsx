import type { ReactNode } from 'react';
import type { FieldRule, FieldTarget } from '../../../../modules/sync/contract.ts';
import field from '../../../ui/field.module.css';
import { useWords } from '../../../ui/use-words.ts';
import { extrasSeen, freshRule, rulesOf, withRule } from './draft.ts';
import type { Editing } from './editing.ts';
import { CodeInput, RuleRow, RuleSection } from './rule-parts.tsx';

/** Fields of ours that are taken from an ERP field which nobody reads, or are always the same. */
export function FieldRules({ rules, faults, seen, onChange, fields }: Editing & { readonly fields: readonly FieldTarget[] }): ReactNode {
  const { t } = useWords();
  const fresh = freshRule('field', fields, []);
  return (
    <RuleSection
      title={t('mapping:fields.title')}
      text={t('mapping:fields.text')}
      add={t('mapping:fields.add')}
      onAdd={fresh === null ? null : () => onChange([...rules, fresh])}
    >
      {rulesOf(rules, 'field').map(({ at, rule }) => (
        <RuleRow
          key={at}
          name={`${t(`mapping:object.${rule.object}`)} ${rule.field}`}
          faults={faults.filter((fault) => fault.index === at)}
          onRemove={() => onChange(withRule(rules, at, null))}
        >
          <TargetFields rule={rule} fields={fields} onRule={(next) => onChange(withRule(rules, at, next))} />
          <SourceFields rule={rule} names={extrasSeen(seen, rule.object)} onRule={(next) => onChange(withRule(rules, at, next))} />
        </RuleRow>
      ))}
    </RuleSection>
  );
}

interface PartProps {
  readonly rule: FieldRule;
  readonly onRule: (rule: FieldRule) => void;
}

/** `attributes.colour` is the field `attributes.*` with a name of one's own. */
const openFieldOf = (name: string): string => name.replace(/\.[^.]*$/, '.*');

function TargetFields({ rule, fields, onRule }: PartProps & { readonly fields: readonly FieldTarget[] }): ReactNode {
  const { t } = useWords();
  const objects = [...new Set(fields.map((one) => one.object))];
  const own = fields.filter((one) => one.object === rule.object);
  const exact = own.find((one) => one.field === rule.field);
  const open = exact ?? own.find((one) => one.field === openFieldOf(rule.field));
  const pick = (name: string): void => onRule({ ...rule, field: name.replace('*', '') });
  return (
    <>
      <label className={field['field']}>
        {t('mapping:record')}
        <select
          value={rule.object}
          onChange={(event) => {
            const object = event.currentTarget.value;
            onRule({ ...rule, object, field: (fields.find((one) => one.object === object)?.field ?? '').replace('*', '') });
          }}
        >
          {objects.map((object) => (
            <option key={object} value={object}>
              {t(`mapping:object.${object}`)}
            </option>
          ))}
        </select>
      </label>
      <label className={field['field']}>
        {t('mapping:our_field')}
        <select dir="ltr" value={open?.field ?? ''} onChange={(event) => pick(event.currentTarget.value)}>
          {own.map((one) => (
            <option key={one.field} value={one.field}>
              {one.field}
            </option>
          ))}
        </select>
      </label>
      {open?.field.endsWith('.*') === true ? (
        <CodeInput
          label={t('mapping:own_name')}
          value={rule.field.slice(open.field.length - 1)}
          onValue={(name) => onRule({ ...rule, field: `${open.field.slice(0, -1)}${name}` })}
        />
      ) : null}
    </>
  );
}

function SourceFields({ rule, names, onRule }: PartProps & { readonly names: readonly string[] }): ReactNode {
  const { t } = useWords();
  const { from } = rule;
  return (
    <>
      <label className={field['field']}>
        {t('mapping:from')}
        <select
          value={from.what}
          onChange={(event) =>
            onRule({ ...rule, from: event.currentTarget.value === 'constant' ? { what: 'constant', value: '' } : { what: 'extra', name: '' } })
          }
        >
          <option value="extra">{t('mapping:from_extra')}</option>
          <option value="constant">{t('mapping:from_constant')}</option>
        </select>
      </label>
      {from.what === 'extra' ? (
        <CodeInput
          label={t('mapping:erp_field')}
          value={from.name}
          suggestions={names}
          onValue={(name) => onRule({ ...rule, from: { what: 'extra', name } })}
        />
      ) : (
        <CodeInput label={t('mapping:constant')} value={from.value} onValue={(value) => onRule({ ...rule, from: { what: 'constant', value } })} />
      )}
    </>
  );
}
