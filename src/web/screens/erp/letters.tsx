import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { DeadLetter } from '../../../modules/sync/contract.ts';
import { deadLettersQuery } from '../../data/sync-queries.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useErpRights } from '../../ui/erp/roles.ts';
import { useErpError } from '../../ui/erp/use-erp-error.ts';
import { useKeys } from '../../ui/keys/use-keys.ts';
import page from '../../ui/page.module.css';
import { ErrorState, LoadingState, Notice } from '../../ui/states.tsx';
import { Toast } from '../../ui/toast.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './erp.module.css';
import { FixDialog } from './fix-dialog.tsx';
import { Letter } from './letter.tsx';
import { SettleDialog } from './settle-dialog.tsx';
import { useLetters, type LetterActs } from './use-letters.ts';

/** What the ERPs refused and what waits for a person, the oldest first; worked to zero with the keyboard. */
export function Letters(): ReactNode {
  const { t } = useWords();
  const letters = useQuery(deadLettersQuery);
  const acts = useLetters();
  const rows = letters.data?.rows;
  return (
    <section className={page['card']} aria-labelledby="letters">
      <div className={`${page['cardBody']} ${classes['partHead']}`}>
        <h2 id="letters" style={{ fontSize: 15 }}>
          {t('erp:letters.title')}
        </h2>
        {rows === undefined ? null : <Badge tone={rows.length === 0 ? 'ok' : 'stop'}>{rows.length === 0 ? t('erp:letters.none') : String(rows.length)}</Badge>}
      </div>
      {rows === undefined ? (
        letters.error === null ? (
          <LoadingState rows={2} />
        ) : (
          <ErrorState error={letters.error} onRetry={() => void letters.refetch()} />
        )
      ) : (
        <Rows rows={rows} acts={acts} />
      )}
      <Told acts={acts} />
    </section>
  );
}

function Rows({ rows, acts }: { readonly rows: readonly DeadLetter[]; readonly acts: LetterActs }): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const { maySettle } = useErpRights();
  const [at, setAt] = useState('');
  const [shown, setShown] = useState('');
  // the letter that was worked on is gone: the next one in its place
  const here = rows.find((row) => row.id === at) ?? rows[0];
  const place = here === undefined ? -1 : rows.indexOf(here);
  const move = (by: number): void => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, place + by))];
    if (next === undefined) return;
    setAt(next.id);
    document.getElementById(`letter-${next.id}`)?.scrollIntoView({ block: 'nearest' });
  };
  const show = (id: string): void => setShown((old) => (old === id ? '' : id));
  useKeys(['erp'], {
    next_letter: () => move(1),
    previous_letter: () => move(-1),
    ...(acts.undo === null ? {} : { undo_letter: acts.undo }),
    ...(here === undefined
      ? {}
      : { show_letter: () => show(here.id), open_letter: () => void navigate({ to: '/erp/commands/$commandId', params: { commandId: here.id } }) }),
    ...(here === undefined || !maySettle
      ? {}
      : {
          resend_letter: () => acts.resend(here),
          fix_letter: () => acts.open('fix', here),
          settle_letter: () => acts.open('done', here),
          cancel_letter: () => acts.open('cancel', here),
        }),
  });
  return (
    <>
      {maySettle || rows.length === 0 ? null : (
        <div className={page['cardBody']}>
          <Notice tone="quiet">{t('erp:letters.read_only')}</Notice>
        </div>
      )}
      <Trouble acts={acts} />
      <ul className={classes['letters']}>
        {rows.map((row) => (
          <Letter
            key={row.id}
            letter={row}
            current={row === here}
            acts={maySettle ? acts : null}
            onCurrent={() => setAt(row.id)}
            shown={row.id === shown}
            onShown={() => show(row.id)}
          />
        ))}
      </ul>
      <SettleDialog key={`${acts.dialog?.what} ${acts.dialog?.letter.id}`} acts={acts} />
      <FixDialog acts={acts} />
    </>
  );
}

/** Why the last one was refused; a form says it itself. */
function Trouble({ acts }: { readonly acts: LetterActs }): ReactNode {
  const sentence = useErpError();
  if (acts.error === null || acts.dialog !== null) return null;
  return (
    <div className={page['cardBody']}>
      <Notice tone="stop" urgent>
        {sentence(acts.error)}
      </Notice>
    </div>
  );
}

function Told({ acts }: { readonly acts: LetterActs }): ReactNode {
  const { t } = useWords();
  if (acts.told === null) return null;
  return (
    <Toast
      key={acts.told}
      onClose={acts.forget}
      action={
        acts.undo === null ? null : (
          <Button small hint="u" onClick={acts.undo}>
            {t('action.undo')}
          </Button>
        )
      }
    >
      {t(`erp:letters.told.${acts.told}`)}
    </Toast>
  );
}
