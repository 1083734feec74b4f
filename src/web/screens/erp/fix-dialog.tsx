import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { DeadLetterPage, SentField } from '../../../modules/sync/contract.ts';
import { Refused } from '../../data/refused.ts';
import { deadLetterQuery } from '../../data/sync-queries.ts';
import { Button } from '../../ui/button.tsx';
import { useErpError } from '../../ui/erp/use-erp-error.ts';
import field from '../../ui/field.module.css';
import { Code } from '../../ui/figures.tsx';
import page from '../../ui/page.module.css';
import { ErrorState, LoadingState, Notice } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './erp.module.css';
import { ErpWords } from './letter.tsx';
import { besides } from './sent-layout.ts';
import { onEnter } from './settle-dialog.tsx';
import { useFieldNames } from './use-field-names.ts';
import type { LetterActs } from './use-letters.ts';

/** Corrects what may be corrected in a refused command, with a reason, and sends it again. */
export function FixDialog({ acts }: { readonly acts: LetterActs }): ReactNode {
  const { t } = useWords();
  const asked = acts.dialog?.what === 'fix' ? acts.dialog.letter.id : null;
  return (
    <Modal opened={asked !== null} onClose={acts.close} title={t('erp:fix.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      {asked === null ? null : <Asked key={asked} id={asked} acts={acts} />}
    </Modal>
  );
}

function Asked({ id, acts }: { readonly id: string; readonly acts: LetterActs }): ReactNode {
  const letter = useQuery(deadLetterQuery(id));
  if (letter.data !== undefined) return <Form letter={letter.data} acts={acts} />;
  return letter.error === null ? <LoadingState rows={2} /> : <ErrorState error={letter.error} onRetry={() => void letter.refetch()} />;
}

function Form({ letter, acts }: { readonly letter: DeadLetterPage; readonly acts: LetterActs }): ReactNode {
  const { t } = useWords();
  const sentence = useFixError();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [why, setWhy] = useState('');
  const open = letter.sent.filter((one) => one.fix !== null);
  const changes = open.flatMap(({ path, value }) => {
    const next = typed[path]?.trim() ?? '';
    return next === '' || next === value ? [] : [{ path, value: next }];
  });
  const ready = changes.length > 0 && why.trim() !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready && !acts.busy) acts.fix({ changes, why: why.trim() });
  };
  const wrong = wrongPath(acts.error);
  return (
    <form className={classes['form']} onSubmit={submit}>
      <ErpWords code={letter.code} text={letter.text} field={letter.field} />
      <p>{t(open.length === 0 ? 'erp:fix.none' : 'erp:fix.text')}</p>
      {open.map((one, at) => (
        <FixField
          key={one.path}
          sent={letter.sent}
          field={one}
          first={at === 0}
          wrong={one.path === wrong}
          value={typed[one.path] ?? one.value ?? ''}
          onValue={(value) => setTyped((old) => ({ ...old, [one.path]: value }))}
        />
      ))}
      {open.length === 0 ? null : (
        <label className={field['field']}>
          {t('erp:settle.why')}
          <textarea dir="auto" required maxLength={500} value={why} onChange={(event) => setWhy(event.currentTarget.value)} onKeyDown={onEnter} />
        </label>
      )}
      {acts.error === null ? null : (
        <Notice tone="stop" urgent>
          {sentence(acts.error)}
        </Notice>
      )}
      <div className={classes['row']}>
        <Button onClick={acts.close}>{t('action.cancel')}</Button>
        {open.length === 0 ? null : (
          <Button type="submit" look="primary" hint="Enter" disabled={acts.busy || !ready}>
            {t('erp:letters.fix')}
          </Button>
        )}
      </div>
    </form>
  );
}

interface FixFieldProps {
  readonly sent: readonly SentField[];
  readonly field: SentField;
  readonly first: boolean;
  readonly wrong: boolean;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** One field that may be corrected, with the item and the quantity that it is about. */
function FixField({ sent, field: one, first, wrong, value, onValue }: FixFieldProps): ReactNode {
  const { whole } = useFieldNames();
  const [sku, quantity, uom] = ['sku', 'quantity', 'uom'].map((name) => besides(sent, one.path, name));
  return (
    <label className={field['field']}>
      <span>
        {whole(one.path)}
        {sku === null || sku === undefined ? null : (
          <span className={page['dim']}>
            {' '}
            <Code>{`${sku} · ${quantity ?? '?'} ${uom ?? ''}`}</Code>
          </span>
        )}
      </span>
      <input
        // the dialog looks for it when it opens, which may be before the fields have come
        data-autofocus={first ? true : undefined}
        autoFocus={first}
        type={one.fix === 'date' ? 'date' : 'text'}
        dir="ltr"
        required
        maxLength={60}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={wrong}
        value={value}
        onFocus={one.fix === 'date' ? undefined : (event) => event.currentTarget.select()}
        onChange={(event) => onValue(event.currentTarget.value)}
      />
    </label>
  );
}

const wrongPath = (error: unknown): string | null => (error instanceof Refused && typeof error.facts['path'] === 'string' ? error.facts['path'] : null);

/** What the server says to a correction, with the field that it names as the form calls it. */
function useFixError(): (error: unknown) => string {
  const sentence = useErpError();
  const { whole } = useFieldNames();
  return (error) => {
    const path = wrongPath(error);
    return error instanceof Refused && path !== null ? sentence(new Refused(error.code, { ...error.facts, path: whole(path) }, error.status)) : sentence(error);
  };
}
