import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Correction } from '../../../modules/sync/contract.ts';
import { peopleQuery } from '../../data/case-queries.ts';
import { Code, When } from '../../ui/figures.tsx';
import page from '../../ui/page.module.css';
import { useWords } from '../../ui/use-words.ts';
import classes from './erp.module.css';
import { useFieldNames } from './use-field-names.ts';

/** What people changed in a refused command: who, when, why, and what was there before. */
export function Corrections({ corrections }: { readonly corrections: readonly Correction[] }): ReactNode {
  const { t } = useWords();
  const { whole } = useFieldNames();
  return (
    <ol className={classes['corrections']}>
      {corrections.map(({ at, by, why, changes }) => (
        <li key={at}>
          <div className={classes['head']}>
            <strong>
              <Person by={by} />
            </strong>
            <span className={page['dim']}>
              <When at={at} style="moment" />
            </span>
            <bdi dir="auto">{why}</bdi>
          </div>
          <ul>
            {changes.map(({ path, before, after }) => (
              <li key={path}>
                {whole(path)}: <span className={page['dim']}>{t('erp:sent.was')}</span> {before === '' ? '–' : <Code>{before}</Code>},{' '}
                <span className={page['dim']}>{t('erp:sent.is')}</span> <Code>{after}</Code>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

/** A person by name; somebody who is not there any more by what is on record. */
function Person({ by }: { readonly by: string }): ReactNode {
  const people = useQuery(peopleQuery(true)).data?.rows ?? [];
  const name = people.find(({ id }) => `person:${id}` === by)?.name;
  return name === undefined ? <Code>{by}</Code> : <bdi>{name}</bdi>;
}
