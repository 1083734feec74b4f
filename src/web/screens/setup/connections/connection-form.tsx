import { useState, type FormEvent, type ReactNode } from 'react';
import { connectionIdSchema, type ConnectionSetup, type ConnectorRow } from '../../../../modules/sync/contract.ts';
import { Button } from '../../../ui/button.tsx';
import { useErpError } from '../../../ui/erp/use-erp-error.ts';
import field from '../../../ui/field.module.css';
import page from '../../../ui/page.module.css';
import { Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import classes from './connections.module.css';
import { Downtimes } from './downtimes.tsx';
import { GroupFields } from './schema-field.tsx';
import { nodeOf, settingCode, type SchemaField } from './schema-node.ts';
import { useConnectionDraft, type DraftActs } from './use-connection-draft.ts';

interface ConnectionFormProps {
  readonly connector: ConnectorRow;
  /** JSON schema of what every connection has. */
  readonly own: Readonly<Record<string, unknown>>;
  /** Null: a new connection. */
  readonly setup: ConnectionSetup | null;
  readonly onSaved: (id: string) => void;
}

/** Downtimes have a form of their own. */
const drawnApart: ReadonlySet<string> = new Set(['downWindows', 'plannedDowntimes']);

const fieldsOf = (schema: unknown): readonly SchemaField[] => {
  const node = nodeOf(schema);
  return node.kind === 'group' ? node.fields : [];
};

/** The settings of a connection, drawn from the schemas of its connector and of every connection; tried before it is saved. */
export function ConnectionForm({ connector, own, setup, onSaved }: ConnectionFormProps): ReactNode {
  const { t } = useWords();
  const acts = useConnectionDraft(connector, setup, onSaved);
  const { draft, change, wrong } = acts;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (connectionIdSchema.safeParse(draft.id).success) acts.save();
  };
  return (
    <form className={classes['form']} onSubmit={submit} autoComplete="off">
      {setup === null ? <IdField id={draft.id} onChange={(id) => change({ id })} /> : null}
      <GroupFields
        fields={fieldsOf(connector.settings)}
        value={draft.settings}
        path=""
        wrong={wrong}
        onChange={(settings) => change({ settings: settings as DraftActs['draft']['settings'] })}
      />
      {connector.secretNames.length === 0 ? null : <Secrets names={connector.secretNames} held={setup?.secretsHeld ?? []} acts={acts} />}
      <fieldset className={classes['group']}>
        <legend>{t('connections:form.safety')}</legend>
        <GroupFields
          fields={fieldsOf(own).filter(({ name }) => !drawnApart.has(name))}
          value={draft.own}
          path=""
          wrong={wrong}
          onChange={(next) => change({ own: next as DraftActs['draft']['own'] })}
        />
      </fieldset>
      <Downtimes own={draft.own} onChange={(next) => change({ own: { ...draft.own, ...next } })} />
      <Ending acts={acts} isNew={setup === null} />
    </form>
  );
}

function IdField({ id, onChange }: { readonly id: string; readonly onChange: (id: string) => void }): ReactNode {
  const { t } = useWords();
  const amiss = id !== '' && !connectionIdSchema.safeParse(id).success;
  return (
    <label className={field['field']} style={{ maxInlineSize: 340 }}>
      {t('connections:form.id')}
      <input dir="ltr" required spellCheck={false} maxLength={40} aria-invalid={amiss} value={id} onChange={(event) => onChange(event.currentTarget.value)} />
      <span className={amiss ? classes['wrong'] : page['dim']}>{t('connections:form.id_text')}</span>
    </label>
  );
}

interface SecretsProps {
  readonly names: readonly string[];
  readonly held: readonly string[];
  readonly acts: DraftActs;
}

/** Secrets are only ever given, never shown. */
function Secrets({ names, held, acts }: SecretsProps): ReactNode {
  const { t, say } = useWords();
  const [shown, setShown] = useState(false);
  return (
    <fieldset className={classes['group']}>
      <legend>{t('connections:form.secrets')}</legend>
      <div className={classes['fields']}>
        {names.map((name) => (
          <label key={name} className={field['field']}>
            {say('setting', settingCode(name))}
            <input
              type={shown ? 'text' : 'password'}
              autoComplete="new-password"
              dir="ltr"
              spellCheck={false}
              placeholder={held.includes(name) ? t('connections:form.held') : ''}
              value={acts.draft.secrets[name] ?? ''}
              onChange={(event) => acts.change({ secrets: { ...acts.draft.secrets, [name]: event.currentTarget.value } })}
            />
          </label>
        ))}
      </div>
      <label className={classes['switch']}>
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
        {t('connections:form.show_typed')}
      </label>
    </fieldset>
  );
}

function Ending({ acts, isNew }: { readonly acts: DraftActs; readonly isNew: boolean }): ReactNode {
  const { t, formats } = useWords();
  const sentence = useErpError();
  const { tested, error, busy } = acts;
  return (
    <>
      {tested === null ? null : (
        <Notice tone={tested.outcome === 'works' ? 'ok' : 'stop'} urgent={tested.outcome !== 'works'}>
          {t(`connections:tested.${tested.outcome}`, { time: formats.duration(tested.ms) })}
          {tested.text === '' ? null : (
            <>
              {' '}
              <q>
                <bdi dir="auto">{tested.text}</bdi>
              </q>
            </>
          )}
        </Notice>
      )}
      {error === null ? null : (
        <Notice tone="stop" urgent>
          {sentence(error)}
        </Notice>
      )}
      <div className={classes['row']}>
        <Button disabled={busy} onClick={acts.test}>
          {t('connections:form.test')}
        </Button>
        <Button type="submit" look="primary" disabled={busy}>
          {t(isNew ? 'connections:form.connect' : 'action.save')}
        </Button>
        {tested?.outcome === 'works' ? null : <span className={page['dim']}>{t('connections:form.test_first')}</span>}
      </div>
    </>
  );
}
