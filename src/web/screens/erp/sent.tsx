import { useQuery } from '@tanstack/react-query';
import { IconEyeOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SentField } from '../../../modules/sync/contract.ts';
import { deadLetterQuery } from '../../data/sync-queries.ts';
import { Code } from '../../ui/figures.tsx';
import page from '../../ui/page.module.css';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import { Corrections } from './corrections.tsx';
import classes from './erp.module.css';
import { layOut, type SentList } from './sent-layout.ts';
import { useFieldNames } from './use-field-names.ts';

/** What was sent with a refused command, in our words, and who corrected what in it before. */
export function SentPart({
  id,
  corrections = false,
}: {
  readonly id: string;
  /** With what was corrected before. */ readonly corrections?: boolean;
}): ReactNode {
  const { t } = useWords();
  const letter = useQuery(deadLetterQuery(id));
  if (letter.data === undefined)
    return letter.error === null ? <LoadingState rows={2} /> : <ErrorState error={letter.error} onRetry={() => void letter.refetch()} />;
  const { sent, corrections: before } = letter.data;
  return (
    <div className={classes['sent']} role="group" aria-label={t('erp:sent.title')}>
      <Sent sent={sent} />
      {corrections && before.length > 0 ? (
        <>
          <h3>{t('erp:sent.corrections')}</h3>
          <Corrections corrections={before} />
        </>
      ) : null}
    </div>
  );
}

function Sent({ sent }: { readonly sent: readonly SentField[] }): ReactNode {
  const { t } = useWords();
  const { name } = useFieldNames();
  const { single, lists } = layOut(sent);
  return (
    <>
      <dl className={classes['facts']}>
        {single.map((field) => (
          <div key={field.path}>
            <dt>{name(field.path)}</dt>
            <dd>
              <Value field={field} />
            </dd>
          </div>
        ))}
      </dl>
      {lists.map((list) => (
        <List key={list.name} list={list} />
      ))}
      {sent.some((field) => field.masked) ? <p className={page['dim']}>{t('erp:sent.masked_why')}</p> : null}
    </>
  );
}

function List({ list }: { readonly list: SentList }): ReactNode {
  const { name } = useFieldNames();
  return (
    <div className={page['scroll']} tabIndex={0} role="group" aria-label={name(list.name)}>
      <table className={page['table']}>
        <thead>
          <tr>
            {list.columns.map((column) => (
              <th key={column}>{name(column)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.rows.map(({ place, cells }) => (
            <tr key={place}>
              {list.columns.map((column) => (
                <td key={column}>
                  <Value field={cells.get(column)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ field }: { readonly field: SentField | undefined }): ReactNode {
  const { t } = useWords();
  const value = field?.value ?? '';
  if (field?.masked === true)
    return (
      <span className={page['dim']}>
        {value === '' ? null : <bdi dir="auto">{value} </bdi>}
        <span className={classes['masked']}>
          <IconEyeOff size={14} stroke={2} aria-hidden="true" /> {t(value === '' ? 'erp:sent.masked' : 'erp:sent.partly_masked')}
        </span>
      </span>
    );
  if (value === '') return <span className={page['dim']}>–</span>;
  // words of people read in their own direction; everything else is a code, a number or a day
  return /\s/.test(value) ? <bdi dir="auto">{value}</bdi> : <Code>{value}</Code>;
}
