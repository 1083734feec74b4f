import { IconPlus, IconX } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import field from '../../../ui/field.module.css';
import { useWords } from '../../../ui/use-words.ts';
import { ListField, MapField } from './collection-fields.tsx';
import classes from './connections.module.css';
import { settingCode, startOf, variantName, variantOf, type SchemaField, type SchemaNode } from './schema-node.ts';
import type { SettingProps } from './setting-props.ts';
import { JsonControl, NumberControl, TextControl } from './schema-controls.tsx';

const valueAt = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined);

/** A value with one of its parts said, or, for undefined, no longer said. */
function withPart(value: unknown, name: string, part: unknown): Readonly<Record<string, unknown>> {
  const parts = Object.entries(typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {});
  const said = parts.some(([each]) => each === name)
    ? parts.map(([each, old]) => [each, each === name ? part : old] as const)
    : [...parts, [name, part] as const];
  return Object.fromEntries(said.filter(([, each]) => each !== undefined));
}

/** The settings of a group: those that must be said first, the others folded away unless one is said or wrong. */
export function GroupFields({
  fields,
  value,
  path,
  wrong,
  onChange,
}: Omit<SettingProps, 'node' | 'label'> & { readonly fields: readonly SchemaField[] }): ReactNode {
  const { t } = useWords();
  const drawn = fields.filter(({ node }) => node.kind !== 'fixed');
  const [musts, mays] = [drawn.filter(({ required }) => required), drawn.filter(({ required }) => !required)];
  const one = ({ name, node, required }: SchemaField): ReactNode => (
    <NamedSetting
      key={name}
      name={name}
      {...{ node, required, wrong, path: path === '' ? name : `${path}.${name}`, value: valueAt(value, name) }}
      onChange={(part) => onChange(withPart(value, name, part))}
    />
  );
  const troubled = [...wrong].some((each) => mays.some(({ name }) => each.startsWith(path === '' ? name : `${path}.${name}`)));
  return (
    <>
      {musts.length === 0 ? null : <div className={classes['fields']}>{musts.map(one)}</div>}
      {mays.length === 0 ? null : musts.length === 0 ? (
        <div className={classes['fields']}>{mays.map(one)}</div>
      ) : (
        <details className={classes['more']} open={troubled || undefined}>
          <summary>{t('connections:form.more', { count: mays.length, n: String(mays.length) })}</summary>
          <div className={classes['fields']}>{mays.map(one)}</div>
        </details>
      )}
    </>
  );
}

function NamedSetting(props: Omit<SettingProps, 'label'> & { readonly name: string }): ReactNode {
  const { say } = useWords();
  return <Setting {...props} label={say('setting', settingCode(props.name))} />;
}

const wide: ReadonlySet<SchemaNode['kind']> = new Set(['list', 'map', 'group', 'either', 'json']);

/** One setting with its label. Texts of a whole line stand beside each other; what has parts takes the width. */
function Setting(props: SettingProps): ReactNode {
  const { node, label, path, value, wrong, onChange } = props;
  const { t } = useWords();
  const id = useId();
  if (node.kind === 'fixed') return null;
  if (node.kind === 'switch') {
    return (
      <label className={classes['switch']}>
        <input type="checkbox" checked={(value ?? node.fallback ?? false) === true} onChange={(event) => onChange(event.currentTarget.checked)} />
        {label}
      </label>
    );
  }
  const bad = wrong.has(path);
  if (wide.has(node.kind)) {
    return (
      <fieldset className={classes['group']} data-wrong={bad}>
        <legend>{label}</legend>
        {bad ? <p className={classes['wrong']}>{t('connections:form.wrong')}</p> : null}
        {mayLack(props) ? <Lacking {...props} /> : <Parts {...props} />}
      </fieldset>
    );
  }
  return (
    <label className={field['field']} htmlFor={id}>
      {label}
      <Scalar {...props} id={id} bad={bad} />
      {bad ? <span className={classes['wrong']}>{t('connections:form.wrong')}</span> : null}
    </label>
  );
}

/** A control without a label of its own; `label` is its name for screen readers where it has no id. */
function Scalar({ node, value, id, label, bad, onChange }: SettingProps & { readonly id?: string; readonly bad: boolean }): ReactNode {
  const { t } = useWords();
  const name = id === undefined ? { 'aria-label': label } : { id };
  if (node.kind === 'choice') {
    const usual = typeof node.fallback === 'string' ? node.fallback : null;
    return (
      <select
        className={field['control']}
        aria-invalid={bad}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
        {...name}
      >
        <option value="">{usual === null ? '–' : t('connections:form.usual', { value: usual })}</option>
        {node.choices
          .filter((choice) => choice !== '')
          .map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
      </select>
    );
  }
  if (node.kind === 'number') return <NumberControl node={node} value={value} bad={bad} onChange={onChange} {...name} />;
  return <TextControl node={node} value={value} bad={bad} onChange={onChange} {...name} />;
}

/** A group or a choice of kinds that need not be said: nothing is drawn of it until somebody says it. */
const mayLack = ({ node: { kind, nullable, fallback }, required = false }: SettingProps): boolean =>
  !required && (kind === 'group' || kind === 'either') && (nullable || fallback === undefined);

function Lacking(props: SettingProps): ReactNode {
  const { node, value, label, onChange } = props;
  const { t } = useWords();
  if (value === undefined || value === null) {
    return (
      <div>
        <Button small aria-label={t('connections:form.add_to', { name: label })} onClick={() => onChange(startOf({ ...node, fallback: undefined }))}>
          <IconPlus size={14} /> {t('connections:form.add')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <Parts {...props} />
      <div>
        <Button small aria-label={t('connections:form.remove', { name: label })} onClick={() => onChange(node.nullable ? null : undefined)}>
          <IconX size={14} /> {t('connections:form.none')}
        </Button>
      </div>
    </>
  );
}

const drawn = (props: SettingProps): ReactNode => <Value {...props} />;

function Parts(props: SettingProps): ReactNode {
  const { node, value, onChange } = props;
  switch (node.kind) {
    case 'group':
      return <GroupFields {...props} fields={node.fields} />;
    case 'list':
      return <ListField {...props} item={node.item} draw={drawn} />;
    case 'map':
      return <MapField {...props} item={node.item} draw={drawn} />;
    case 'either':
      return <Either {...props} variants={node.variants} />;
    default:
      return <JsonControl value={value ?? node.fallback} label={props.label} onChange={onChange} />;
  }
}

function Either(props: SettingProps & { readonly variants: readonly SchemaNode[] }): ReactNode {
  const { variants, value, label, wrong, path, onChange } = props;
  const { t, say } = useWords();
  const at = variantOf(variants, value);
  const chosen = variants[at];
  return (
    <div className={classes['either']}>
      <select
        className={field['control']}
        aria-label={t('connections:form.kind_of', { name: label })}
        value={at}
        onChange={(event) => {
          const next = variants[Number(event.currentTarget.value)];
          if (next !== undefined) onChange(startOf(next));
        }}
      >
        {variants.map((variant, place) => (
          <option key={variantName(variant)} value={place}>
            {say('setting_kind', variantName(variant))}
          </option>
        ))}
      </select>
      {chosen === undefined ? null : <Value {...props} key={at} node={chosen} />}
      {wrong.has(path) ? <span className={classes['wrong']}>{t('connections:form.wrong')}</span> : null}
    </div>
  );
}

/** A value within a list, a map or a choice of kinds: its control alone, or its parts. */
function Value(props: SettingProps): ReactNode {
  const { node, wrong, path } = props;
  if (node.kind === 'switch') return <Setting {...props} />;
  return wide.has(node.kind) ? <Parts {...props} /> : <Scalar {...props} bad={wrong.has(path)} />;
}
