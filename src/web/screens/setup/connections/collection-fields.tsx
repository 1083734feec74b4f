import { IconPlus, IconX } from '@tabler/icons-react';
import { Fragment, useState, type ReactNode } from 'react';
import { Button, IconButton } from '../../../ui/button.tsx';
import field from '../../../ui/field.module.css';
import { useWords } from '../../../ui/use-words.ts';
import classes from './connections.module.css';
import { startOf } from './schema-node.ts';
import type { CollectionProps } from './setting-props.ts';

/** Values of a list, one a row. */
export function ListField({ item, node, value, label, path, wrong, onChange, draw }: CollectionProps): ReactNode {
  const { t } = useWords();
  const values: readonly unknown[] = Array.isArray(value) ? value : Array.isArray(node.fallback) ? node.fallback : [];
  return (
    <div className={classes['rows']}>
      {values.map((each, place) => (
        // a row is its place; when one goes, all are drawn anew
        <div key={`${values.length} ${place}`} className={classes['item']}>
          <Fragment>
            {draw({
              node: item,
              value: each,
              label: t('connections:form.nth', { name: label, n: String(place + 1) }),
              path: `${path}.${place}`,
              wrong,
              onChange: (next) => onChange(values.map((old, i) => (i === place ? (next ?? '') : old))),
            })}
          </Fragment>
          <IconButton
            small
            label={t('connections:form.remove', { name: `${label} ${place + 1}` })}
            onClick={() => onChange(values.filter((_, i) => i !== place))}
          >
            <IconX size={15} />
          </IconButton>
        </div>
      ))}
      <AddButton label={label} onAdd={() => onChange([...values, startOf(item)])} />
    </div>
  );
}

type Entry = readonly [string, unknown];

const entriesOf = (value: unknown): readonly Entry[] => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []);

/** Names that a person gives, each with its value, in the order in which they were typed. Of two with one name the later counts, and both look wrong. */
export function MapField({ item, node, value, label, path, wrong, onChange, draw }: CollectionProps): ReactNode {
  const { t } = useWords();
  const [entries, setEntries] = useState<readonly Entry[]>(() => entriesOf(value ?? node.fallback));
  const put = (next: readonly Entry[]): void => {
    setEntries(next);
    onChange(Object.fromEntries(next));
  };
  const change = (place: number, entry: Entry): void => put(entries.map((old, i) => (i === place ? entry : old)));
  return (
    <div className={classes['rows']}>
      {entries.map(([name, each], place) => (
        <div key={`${entries.length} ${place}`} className={classes['entry']}>
          <input
            className={field['control']}
            dir="auto"
            spellCheck={false}
            aria-label={t('connections:form.name_of', { name: label, n: String(place + 1) })}
            aria-invalid={name === '' || entries.some((other, i) => i !== place && other[0] === name)}
            value={name}
            onChange={(event) => change(place, [event.currentTarget.value, each])}
          />
          <div className={classes['entryValue']}>
            {draw({
              node: item,
              value: each,
              label: t('connections:form.value_of', { name: `${label} ${name}` }),
              path: `${path}.${name}`,
              wrong,
              onChange: (next) => change(place, [name, next ?? '']),
            })}
          </div>
          <IconButton small label={t('connections:form.remove', { name: `${label} ${name}` })} onClick={() => put(entries.filter((_, i) => i !== place))}>
            <IconX size={15} />
          </IconButton>
        </div>
      ))}
      <AddButton label={label} onAdd={() => put([...entries, ['', startOf(item)]])} />
    </div>
  );
}

function AddButton({ label, onAdd }: { readonly label: string; readonly onAdd: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <div>
      <Button small aria-label={t('connections:form.add_to', { name: label })} onClick={onAdd}>
        <IconPlus size={14} /> {t('connections:form.add')}
      </Button>
    </div>
  );
}
