import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AliasLesson, AliasPage } from '../../../../modules/intake/contract.ts';
import { Button } from '../../../ui/button.tsx';
import { Code, When } from '../../../ui/figures.tsx';
import { Quoted } from '../../../ui/text/quoted.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { By } from './alias-marks.tsx';
import classes from './alias-panel.module.css';
import type { AliasActs } from './use-alias-acts.ts';

/** Everything that taught an alias, newest first, each with what it came from and its own way back. */
export function AliasLessons({ alias, acts }: { readonly alias: AliasPage; readonly acts: AliasActs }): ReactNode {
  const { t } = useWords();
  return (
    <section className={classes['section']}>
      <h3>{t('setup:lessons')}</h3>
      <ol className={classes['lessons']}>
        {alias.lessons.map((lesson) => (
          <li key={lesson.id} data-change={lesson.change} data-undone={lesson.undoneAt !== null}>
            <Lesson lesson={lesson} />
            {lesson.undoneAt === null && lesson.change !== 'undone' ? (
              <Button look="quiet" small disabled={acts.busy} onClick={() => acts.undo(alias, lesson)}>
                {t('action.undo')}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      {alias.lessons.length >= 200 ? <p className={classes['quote']}>{t('setup:lessons_cut')}</p> : null}
    </section>
  );
}

/** Reasons that we give ourselves, as codes; any other is what a person typed. */
const ownReasons: ReadonlySet<string> = new Set(['customers_disagree']);

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function Lesson({ lesson }: { readonly lesson: AliasLesson }): ReactNode {
  const { t, say, formats } = useWords();
  const past = textOf(lesson.facts['order_number']);
  const reason = textOf(lesson.facts['reason']);
  const customers = lesson.facts['customers'];
  return (
    <div className={classes['grow']}>
      <div>
        <strong>{say('alias_change', lesson.change)}</strong> · {say('alias_source', lesson.source)} · <By actor={lesson.by} />
      </div>
      <div className={classes['quote']}>
        <When at={lesson.at} style="date" /> · “<Quoted words={lesson.words} />”
        {past === null ? null : (
          <>
            {' · '}
            {t('setup:past_order')} <Code>{past}</Code>
          </>
        )}
        {typeof customers === 'number' ? ` · ${t('setup:by_customers', { count: customers, n: formats.number(customers) })}` : null}
        <From lesson={lesson} />
      </div>
      {reason === null ? null : (
        <div className={classes['quote']}>{ownReasons.has(reason) ? say('alias_reason', reason) : <Quoted words={reason} max={300} />}</div>
      )}
      {lesson.undoneAt === null ? null : (
        <div className={classes['quote']}>
          {t('setup:undone_on')} <When at={lesson.undoneAt} style="date" />
        </div>
      )}
    </div>
  );
}

function From({ lesson }: { readonly lesson: AliasLesson }): ReactNode {
  const { t } = useWords();
  if (lesson.orderId !== null) {
    return (
      <>
        {' · '}
        <Link to="/orders/$orderId" params={{ orderId: lesson.orderId }}>
          {t('setup:see_order')}
        </Link>
      </>
    );
  }
  if (lesson.conversationId === null) return null;
  return (
    <>
      {' · '}
      <Link to="/orders" search={{ tab: 'all', order: lesson.conversationId }}>
        {t('setup:see_talk')}
      </Link>
    </>
  );
}
