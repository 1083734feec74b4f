import { useState, type ReactNode } from 'react';
import type { OrderRule, OrderRulesPage } from '../../../../modules/orders/contract.ts';
import { openRule } from '../../../../modules/orders/domain/index.ts';
import { saveOrderRule } from '../../../data/rules-queries.ts';
import { keys } from '../../../data/stale-keys.ts';
import { useCommand } from '../../../data/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { When } from '../../../ui/figures.tsx';
import field from '../../../ui/field.module.css';
import page from '../../../ui/page.module.css';
import { Notice, useErrorSentence } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import classes from './checks.module.css';
import { choiceFields, numberFields, shownChoice, shownNumber, typedChoice, typedNumber } from './rule-fields.ts';

interface RuleFormProps {
  readonly rules: OrderRulesPage;
  readonly mayKeep: boolean;
}

/** What is wanted of orders here. An empty field says nothing: for a customer, what the company wants counts. */
export function RuleForm({ rules, mayKeep }: RuleFormProps): ReactNode {
  const { t } = useWords();
  const errorSentence = useErrorSentence();
  const here = rules.customer === null ? rules.rule.company : rules.rule.customer;
  const [rule, setRule] = useState<OrderRule>(here?.rule ?? openRule);
  const [why, setWhy] = useState('');
  const [error, setError] = useState<unknown>(null);
  const { busy, run } = useCommand(keys.orderRules);
  const change = (part: Partial<OrderRule>): void => setRule((before) => ({ ...before, ...part }));
  const save = async (): Promise<void> => {
    const { company, customer } = rules;
    const done = await run(() => saveOrderRule({ company, customer, rule, version: here?.version ?? 0, why }));
    if (done !== null) setError(done.ok ? null : done.error);
  };
  return (
    <section className={page['card']}>
      <h2>{t('setup:rules.title')}</h2>
      <form
        className={`${page['cardBody']} ${classes['rules']}`}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <fieldset disabled={!mayKeep} className={classes['fields']}>
          <Fields rule={rule} effective={rules.rule.effective} onChange={change} />
        </fieldset>
        {mayKeep ? (
          <div className={classes['reason']}>
            <input
              className={field['control']}
              aria-label={t('setup:checks.why')}
              placeholder={t('setup:checks.why')}
              maxLength={300}
              required
              value={why}
              onChange={(event) => setWhy(event.currentTarget.value)}
            />
            <Button look="primary" type="submit" disabled={busy || why.trim() === ''}>
              {t('setup:checks.save')}
            </Button>
          </div>
        ) : null}
        {error === null ? null : (
          <Notice tone="stop" urgent>
            {errorSentence(error)}
          </Notice>
        )}
        {here === null ? null : (
          <p className={page['dim']}>
            <bdi>{here.changedBy}</bdi>, <When at={here.changedAt} /> · <bdi>{here.why}</bdi>
          </p>
        )}
      </form>
    </section>
  );
}

interface FieldsProps {
  readonly rule: OrderRule;
  readonly effective: OrderRule;
  readonly onChange: (part: Partial<OrderRule>) => void;
}

function Fields({ rule, effective, onChange }: FieldsProps): ReactNode {
  const { t } = useWords();
  return (
    <>
      <label className={field['field']}>
        {t('setup:rules.partialPolicy')}
        <select
          value={rule.partialPolicy ?? ''}
          onChange={(event) => onChange({ partialPolicy: (['whole_order', 'good_lines'] as const).find((each) => each === event.currentTarget.value) ?? null })}
        >
          <option value="">{t('setup:rules.unsaid')}</option>
          <option value="whole_order">{t('setup:rules.whole_order')}</option>
          <option value="good_lines">{t('setup:rules.good_lines')}</option>
        </select>
      </label>
      {numberFields.map((each) => (
        <NumberField key={each} name={each} rule={rule} effective={effective} onChange={onChange} />
      ))}
      <label className={field['field']}>
        {t('setup:rules.cutOff')}
        <input
          type="time"
          value={rule.cutOff ?? ''}
          onChange={(event) => onChange({ cutOff: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        />
      </label>
      {choiceFields.map((each) => (
        <label key={each} className={field['field']}>
          {t(`setup:rules.${each}`)}
          <select value={shownChoice(rule[each])} onChange={(event) => onChange({ [each]: typedChoice(event.currentTarget.value) })}>
            <option value="">{t('setup:rules.unsaid')}</option>
            <option value="yes">{t('setup:rules.yes')}</option>
            <option value="no">{t('setup:rules.no')}</option>
          </select>
        </label>
      ))}
      <DayFields rule={rule} onChange={onChange} />
    </>
  );
}

/** A number as it is typed; what is no possible number is not taken. */
function NumberField({ name, rule, effective, onChange }: FieldsProps & { readonly name: (typeof numberFields)[number] }): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState(shownNumber(name, rule));
  const wrong = typedNumber(name, text) === undefined;
  return (
    <label className={field['field']}>
      {t(`setup:rules.${name}`)}
      <input
        inputMode="decimal"
        aria-invalid={wrong}
        value={text}
        placeholder={shownNumber(name, effective)}
        onChange={(event) => {
          const next = event.currentTarget.value;
          setText(next);
          const value = typedNumber(name, next);
          if (value !== undefined) onChange({ [name]: value });
        }}
      />
    </label>
  );
}

const weekdays = [0, 1, 2, 3, 4, 5, 6] as const;

/** The weekdays on which goods can be delivered; none pressed: nothing said. */
function DayFields({ rule, onChange }: Omit<FieldsProps, 'effective'>): ReactNode {
  const { t, formats } = useWords();
  const chosen = new Set(rule.deliveryDays ?? []);
  const press = (day: number): void => {
    const next = weekdays.filter((each) => (each === day ? !chosen.has(each) : chosen.has(each)));
    onChange({ deliveryDays: next.length === 0 ? null : next });
  };
  return (
    <div className={classes['days']} role="group" aria-label={t('setup:rules.deliveryDays')}>
      <span>{t('setup:rules.deliveryDays')}</span>
      {weekdays.map((day) => (
        <Button key={day} small aria-pressed={chosen.has(day)} look={chosen.has(day) ? 'primary' : 'plain'} onClick={() => press(day)}>
          {formats.weekday(day)}
        </Button>
      ))}
    </div>
  );
}
