import { useState, type ReactNode } from 'react';
import type { MappingPreview, ObjectPreview } from '../../../../modules/sync/contract.ts';
import { Button } from '../../../ui/button.tsx';
import field from '../../../ui/field.module.css';
import { Code, When } from '../../../ui/figures.tsx';
import page from '../../../ui/page.module.css';
import { Notice, useErrorSentence } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import classes from './mapping.module.css';

interface PreviewProps {
  readonly objects: readonly string[];
  readonly preview: MappingPreview | null;
  readonly waiting: boolean;
  readonly error: unknown;
  readonly busy: boolean;
  /** Nothing in the draft is half typed. */
  readonly ready: boolean;
  readonly onTry: (objects: readonly string[]) => Promise<void>;
}

/** Tries the draft on the first page of each kind of record, read from the ERP just now. */
export function PreviewCard({ objects, preview, waiting, error, busy, ready, onTry }: PreviewProps): ReactNode {
  const { t } = useWords();
  const errorSentence = useErrorSentence();
  const [also, setAlso] = useState('');
  return (
    <section className={page['card']} aria-busy={waiting}>
      <h2>{t('mapping:preview.title')}</h2>
      <div className={`${page['cardBody']} ${classes['rules']}`}>
        <p className={page['dim']}>{t('mapping:preview.text')}</p>
        <div className={classes['bar']}>
          <label className={field['field']}>
            {t('mapping:preview.also')}
            <select value={also} onChange={(event) => setAlso(event.currentTarget.value)}>
              <option value="">{t('mapping:preview.only_changed')}</option>
              {objects.map((object) => (
                <option key={object} value={object}>
                  {t(`mapping:object.${object}`)}
                </option>
              ))}
            </select>
          </label>
          <Button disabled={busy || waiting || !ready} onClick={() => void onTry(also === '' ? [] : [also])}>
            {waiting ? t('mapping:preview.asking') : t('mapping:preview.try')}
          </Button>
        </div>
        {ready ? null : <p className={page['dim']}>{t('mapping:unfinished')}</p>}
        {error === null ? null : (
          <Notice tone="stop" urgent>
            {errorSentence(error)}
          </Notice>
        )}
        {preview === null || preview.answeredAt === null ? null : <Answer preview={preview} answeredAt={preview.answeredAt} />}
      </div>
    </section>
  );
}

function Answer({ preview, answeredAt }: { readonly preview: MappingPreview; readonly answeredAt: string }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <p className={page['dim']} role="status">
        {t('live.as_of')} <When at={answeredAt} style="seconds" />
        {preview.objects.length === 0 ? ` · ${t('mapping:preview.nothing')}` : ''}
      </p>
      {preview.objects.map((object) => (
        <ObjectAnswer key={object.object} seen={object} />
      ))}
    </>
  );
}

function ObjectAnswer({ seen }: { readonly seen: ObjectPreview }): ReactNode {
  const { t } = useWords();
  return (
    <article className={classes['answer']}>
      <h3>
        {t(`mapping:object.${seen.object}`)}{' '}
        <span className={page['dim']}>{t('mapping:preview.sums', { records: seen.records, changed: seen.changed, invalid: seen.invalid })}</span>
      </h3>
      {seen.trouble === null ? null : (
        <Notice tone="stop">
          {t('mapping:preview.trouble')} <bdi>{seen.trouble.text || seen.trouble.code}</bdi>
        </Notice>
      )}
      {seen.refused.length === 0 ? null : (
        <Notice tone="risk">
          <ul className={classes['plain']}>
            {seen.refused.map((row) => (
              <li key={row.key}>
                <Code>{row.key}</Code> {t(`mapping:trouble.${row.why}`, { field: row.field, value: row.value })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Samples samples={seen.samples} />
      <Extras extras={seen.extras} />
    </article>
  );
}

function Samples({ samples }: Pick<ObjectPreview, 'samples'>): ReactNode {
  const { t } = useWords();
  if (samples.length === 0) return null;
  return (
    <div className={page['scroll']} tabIndex={0} role="group" aria-label={t('mapping:preview.changes')}>
      <table className={page['table']}>
        <thead>
          <tr>
            <th>{t('mapping:preview.key')}</th>
            <th>{t('mapping:our_field')}</th>
            <th>{t('mapping:preview.before')}</th>
            <th>{t('mapping:preview.after')}</th>
          </tr>
        </thead>
        <tbody>
          {samples.flatMap(({ key, changes }) =>
            changes.map((change, at) => (
              <tr key={`${key} ${change.field}`}>
                <td>{at === 0 ? <Code>{key}</Code> : null}</td>
                <td>
                  <Code>{change.field}</Code>
                </td>
                <td className={page['dim']}>
                  <bdi>{change.before ?? '–'}</bdi>
                </td>
                <td>
                  <bdi>{change.after ?? '–'}</bdi>
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}

function Extras({ extras }: Pick<ObjectPreview, 'extras'>): ReactNode {
  const { t } = useWords();
  if (extras.length === 0) return <p className={page['dim']}>{t('mapping:preview.no_extras')}</p>;
  return (
    <details>
      <summary>{t('mapping:preview.extras', { count: extras.length })}</summary>
      <ul className={classes['plain']}>
        {extras.map((extra) => (
          <li key={extra.name}>
            <Code>{extra.name}</Code> <span className={page['dim']}>{t('mapping:preview.filled', { filled: extra.filled })}</span>{' '}
            <bdi>{extra.values.join(' · ')}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}
