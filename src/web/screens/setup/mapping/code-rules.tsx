import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CodeRule, CodeTarget } from '../../../../modules/sync/contract.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import field from '../../../ui/field.module.css';
import page from '../../../ui/page.module.css';
import { useWords } from '../../../ui/use-words.ts';
import { codesSeen, freshRule, rulesOf, withRule } from './draft.ts';
import type { Editing } from './editing.ts';
import classes from './mapping.module.css';
import { CodeInput, RuleRow, RuleSection } from './rule-parts.tsx';

/** Tables of values, one a field. */
export function CodeRules({ rules, faults, seen, onChange, codes }: Editing & { readonly codes: readonly CodeTarget[] }): ReactNode {
  const { t } = useWords();
  const fresh = freshRule('code', [], codes);
  return (
    <RuleSection
      title={t('mapping:codes.title')}
      text={t('mapping:codes.text')}
      add={t('mapping:codes.add')}
      onAdd={fresh === null ? null : () => onChange([...rules, fresh])}
    >
      {rulesOf(rules, 'code').map(({ at, rule }) => (
        <RuleRow
          key={at}
          name={`${labelOf(t, rule)} ${rule.field}`}
          faults={faults.filter((fault) => fault.index === at)}
          onRemove={() => onChange(withRule(rules, at, null))}
        >
          <Where rule={rule} codes={codes} onRule={(next) => onChange(withRule(rules, at, next))} />
          <Pairs rule={rule} values={codesSeen(seen, rule.object, rule.field)} onRule={(next) => onChange(withRule(rules, at, next))} />
        </RuleRow>
      ))}
    </RuleSection>
  );
}

const labelOf = (t: (key: string) => string, { side, object }: Pick<CodeRule, 'side' | 'object'>): string =>
  side === 'read' ? t(`mapping:object.${object}`) : t(`mapping:command.${object}`);

interface PartProps {
  readonly rule: CodeRule;
  readonly onRule: (rule: CodeRule) => void;
}

const nameOf = ({ side, object }: Pick<CodeTarget, 'side' | 'object'>): string => `${side} ${object}`;

function Where({ rule, codes, onRule }: PartProps & { readonly codes: readonly CodeTarget[] }): ReactNode {
  const { t } = useWords();
  const own = codes.filter((one) => nameOf(one) === nameOf(rule));
  const places = [...new Map(codes.map((one) => [nameOf(one), one])).values()];
  const written = own.find((one) => one.field === rule.field)?.written ?? [];
  return (
    <>
      <label className={field['field']}>
        {t('mapping:where')}
        <select
          value={nameOf(rule)}
          onChange={(event) => {
            const first = codes.find((one) => nameOf(one) === event.currentTarget.value);
            if (first) onRule({ ...rule, side: first.side, object: first.object, field: first.field });
          }}
        >
          {places.map((one) => (
            <option key={nameOf(one)} value={nameOf(one)}>
              {labelOf(t, one)}
            </option>
          ))}
        </select>
      </label>
      <label className={field['field']}>
        {t('mapping:our_field')}
        <select dir="ltr" value={rule.field} onChange={(event) => onRule({ ...rule, field: event.currentTarget.value })}>
          {own.map((one) => (
            <option key={one.field} value={one.field}>
              {one.field}
            </option>
          ))}
        </select>
      </label>
      <label className={field['field']}>
        {t('mapping:others')}
        <select value={rule.others} onChange={(event) => onRule({ ...rule, others: event.currentTarget.value === 'refuse' ? 'refuse' : 'keep' })}>
          <option value="keep">{t('mapping:others_keep')}</option>
          <option value="refuse">{t('mapping:others_refuse')}</option>
        </select>
      </label>
      {written.length === 0 ? null : (
        <p className={`${page['dim']} ${classes['wide']}`}>
          {t('mapping:written')} <bdi dir="ltr">{written.join(', ')}</bdi>
        </p>
      )}
    </>
  );
}

function Pairs({ rule, values, onRule }: PartProps & { readonly values: readonly string[] }): ReactNode {
  const { t } = useWords();
  const change = (at: number, part: Partial<CodeRule['pairs'][number]> | null): void =>
    onRule({ ...rule, pairs: rule.pairs.flatMap((pair, place) => (place === at ? (part === null ? [] : [{ ...pair, ...part }]) : [pair])) });
  const known = new Set(rule.pairs.map((pair) => pair.erp));
  return (
    <div className={`${classes['wide']} ${classes['pairs']}`}>
      {rule.pairs.map((pair, at) => (
        <div key={at} className={classes['pair']}>
          <CodeInput
            label={t('mapping:erp_value')}
            value={pair.erp}
            suggestions={values.filter((value) => !known.has(value) || value === pair.erp)}
            onValue={(erp) => change(at, { erp })}
          />
          <CodeInput label={t('mapping:our_value')} value={pair.ours} onValue={(ours) => change(at, { ours })} />
          <IconButton small label={t('mapping:remove', { rule: pair.erp })} onClick={() => change(at, null)}>
            <IconX size={14} />
          </IconButton>
        </div>
      ))}
      <div>
        <Button small look="quiet" onClick={() => onRule({ ...rule, pairs: [...rule.pairs, { erp: '', ours: '' }] })}>
          <IconPlus size={14} /> {t('mapping:add_value')}
        </Button>
      </div>
    </div>
  );
}
