import { IconPlus, IconX } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import type { RuleFault } from '../../../../modules/sync/contract.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import field from '../../../ui/field.module.css';
import page from '../../../ui/page.module.css';
import { Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import classes from './mapping.module.css';

interface SectionProps {
  readonly title: string;
  readonly text: string;
  readonly add: string;
  /** Null: this connection can have no such rule. */
  readonly onAdd: (() => void) | null;
  readonly children: ReactNode;
}

/** The rules of one kind under their heading, and the way to one more. */
export function RuleSection({ title, text, add, onAdd, children }: SectionProps): ReactNode {
  const id = useId();
  return (
    <section className={page['card']} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div className={`${page['cardBody']} ${classes['rules']}`}>
        <p className={page['dim']}>{text}</p>
        {children}
        {onAdd === null ? null : (
          <div>
            <Button small look="quiet" onClick={onAdd}>
              <IconPlus size={14} /> {add}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

interface RuleRowProps {
  readonly name: string;
  readonly faults: readonly RuleFault[];
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

/** One rule with the way to take it away, and what is wrong with it. */
export function RuleRow({ name, faults, onRemove, children }: RuleRowProps): ReactNode {
  const { t } = useWords();
  return (
    <div className={classes['rule']} role="group" aria-label={name}>
      <div className={classes['whole']}>
        <div className={classes['cells']}>{children}</div>
        <IconButton small label={t('mapping:remove', { rule: name })} onClick={onRemove}>
          <IconX size={14} />
        </IconButton>
      </div>
      {faults.map((fault) => (
        <Notice key={`${fault.why} ${fault.about}`} tone="stop" urgent>
          {t(`mapping:fault.${fault.why}`, { about: fault.about })}
        </Notice>
      ))}
    </div>
  );
}

interface CodeInputProps {
  readonly label: string;
  readonly value: string;
  readonly suggestions?: readonly string[];
  readonly maxLength?: number;
  readonly onValue: (value: string) => void;
}

/** A code or name that reads from left to right in every language, with what was seen of it. */
export function CodeInput({ label, value, suggestions = [], maxLength = 120, onValue }: CodeInputProps): ReactNode {
  const id = useId();
  return (
    <label className={field['field']}>
      {label}
      <input
        dir="ltr"
        spellCheck={false}
        autoComplete="off"
        maxLength={maxLength}
        list={suggestions.length === 0 ? undefined : id}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
      />
      {suggestions.length === 0 ? null : (
        <datalist id={id}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </label>
  );
}
