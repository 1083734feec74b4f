import { useState, type ReactNode } from 'react';
import field from '../../../ui/field.module.css';
import { useWords } from '../../../ui/use-words.ts';
import classes from './connections.module.css';
import type { SchemaNode } from './schema-node.ts';

interface ControlProps {
  readonly node: SchemaNode;
  readonly value: unknown;
  readonly bad: boolean;
  readonly onChange: (value: unknown) => void;
  readonly id?: string;
  readonly 'aria-label'?: string;
}

/** What counts when nothing is said, as a hint in the empty field. */
const hintOf = ({ fallback }: SchemaNode): string => (typeof fallback === 'string' || typeof fallback === 'number' ? String(fallback) : '');

/** A text. Emptied, nothing is said, and what is usual counts; where there may be none, an empty field that has another default says none. */
export function TextControl({ node, value, bad, onChange, ...name }: ControlProps): ReactNode {
  const { t } = useWords();
  const hint = hintOf(node);
  const emptied = node.nullable && node.fallback !== null && node.fallback !== undefined ? null : node.fallback === undefined ? '' : undefined;
  const text = typeof value === 'string' ? value : '';
  const long = text.includes('\n');
  const change = (typed: string): void => onChange(typed === '' ? emptied : typed);
  const shown = value === null ? t('connections:form.none') : hint;
  if (long)
    return (
      <textarea
        className={classes['long']}
        dir="ltr"
        rows={4}
        aria-invalid={bad}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        {...name}
      />
    );
  return (
    <input
      className={field['control']}
      type={node.kind === 'text' && node.format === 'url' ? 'url' : 'text'}
      dir="auto"
      spellCheck={false}
      autoComplete="off"
      aria-invalid={bad}
      placeholder={shown}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      {...name}
    />
  );
}

/** A number as it is typed; what is none is not taken and looks wrong. */
export function NumberControl({ node, value, bad, onChange, ...name }: ControlProps): ReactNode {
  const [text, setText] = useState(typeof value === 'number' ? String(value) : '');
  const typed = text.trim();
  const amiss = typed !== '' && !inBounds(node, Number(typed));
  return (
    <input
      className={field['control']}
      inputMode="decimal"
      dir="ltr"
      aria-invalid={bad || amiss}
      placeholder={hintOf(node)}
      value={text}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        // a number that does not do goes to the server as it is typed, which says so by name
        onChange(next.trim() === '' ? undefined : Number.isFinite(Number(next)) ? Number(next) : next);
      }}
      {...name}
    />
  );
}

const inBounds = (node: SchemaNode, value: number): boolean =>
  Number.isFinite(value) && node.kind === 'number' && (node.least === null || value >= node.least) && (node.most === null || value <= node.most);

/** What no form can draw, as JSON; taken as soon as it is whole. */
export function JsonControl({
  value,
  label,
  onChange,
}: {
  readonly value: unknown;
  readonly label: string;
  readonly onChange: (value: unknown) => void;
}): ReactNode {
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value, null, 2));
  const parsed = parse(text);
  return (
    <textarea
      className={classes['long']}
      dir="ltr"
      rows={4}
      spellCheck={false}
      aria-label={label}
      aria-invalid={!parsed.whole}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        const next = parse(event.currentTarget.value);
        if (next.whole) onChange(next.value);
      }}
    />
  );
}

function parse(text: string): { readonly whole: boolean; readonly value: unknown } {
  if (text.trim() === '') return { whole: true, value: undefined };
  try {
    return { whole: true, value: JSON.parse(text) as unknown };
  } catch {
    return { whole: false, value: undefined };
  }
}
