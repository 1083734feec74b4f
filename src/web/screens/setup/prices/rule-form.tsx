import type { ReactNode } from 'react';
import type { RuleKind } from '../../../../modules/pricing/contract.ts';
import { useWords } from '../../../ui/use-words.ts';
import classes from './prices.module.css';
import type { Draft } from './rule-draft.ts';
import { fieldsOf, type Field } from './rule-fields.ts';
import { RowsField } from './rows-field.tsx';

interface RuleFormProps {
  readonly kind: RuleKind;
  readonly draft: Draft;
  /** A kept rule keeps its code. */
  readonly kept: boolean;
  readonly mayEdit: boolean;
  /** The column that is not in order. */
  readonly wrong: string | null;
  readonly onChange: (change: Draft) => void;
}

/** The fields of a rule, by what they say. */
export function RuleForm({ kind, draft, kept, mayEdit, wrong, onChange }: RuleFormProps): ReactNode {
  const { t } = useWords();
  return (
    <div className={classes['form']}>
      {fieldsOf(kind, draft).map((group) => (
        <fieldset key={group.name} className={classes['group']} disabled={!mayEdit}>
          <legend>{t(`prices:group.${group.name}`)}</legend>
          {group.name === 'items' || group.name === 'customers' ? <p className={classes['dim']}>{t(`prices:group.${group.name}_text`)}</p> : null}
          <div className={classes['fields']}>
            {group.fields.map((field) => (
              <OneField
                key={field.column}
                field={field}
                draft={draft}
                locked={kept && field.column === 'code'}
                wrong={wrong === field.column}
                onText={(text) => onChange({ [field.column]: text })}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

interface OneFieldProps {
  readonly field: Field;
  readonly draft: Draft;
  readonly locked: boolean;
  readonly wrong: boolean;
  readonly onText: (text: string) => void;
}

function OneField({ field, draft, locked, wrong, onText }: OneFieldProps): ReactNode {
  const { t } = useWords();
  const text = draft[field.column] ?? '';
  const label = t(`prices:field.${field.column}`);
  if (field.look === 'bands' || field.look === 'needs' || field.look === 'tiers') {
    return <RowsField look={field.look} label={label} draft={draft} text={text} wrong={wrong} onText={onText} />;
  }
  if (field.look === 'switch') {
    return (
      <label className={classes['switch']}>
        <input type="checkbox" checked={text !== 'no'} onChange={(event) => onText(event.currentTarget.checked ? 'yes' : 'no')} />
        {label}
      </label>
    );
  }
  return (
    <label className={classes['field']} data-look={field.look}>
      {label}
      <Control field={field} text={text} locked={locked} wrong={wrong} onText={onText} />
    </label>
  );
}

function Control({ field, text, locked, wrong, onText }: Omit<OneFieldProps, 'draft'> & { readonly text: string }): ReactNode {
  const { t } = useWords();
  if (field.look === 'choice') {
    return (
      <select value={text} aria-invalid={wrong} onChange={(event) => onText(event.currentTarget.value)}>
        {(field.choices ?? []).map((choice) => (
          <option key={choice} value={choice}>
            {t(`prices:choice.${choice}`)}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      type={field.look === 'day' ? 'date' : 'text'}
      dir={field.look === 'text' ? 'auto' : 'ltr'}
      inputMode={field.look === 'decimal' ? 'decimal' : 'text'}
      spellCheck={false}
      aria-invalid={wrong}
      readOnly={locked}
      data-autofocus={field.column === 'code' && !locked ? true : undefined}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  );
}
