import { useState, type ReactNode } from 'react';
import type { MappingPage, MappingRule, MappingSaved } from '../../../../modules/sync/contract.ts';
import { saveMapping } from '../../../data/mapping.ts';
import { Refused } from '../../../data/refused.ts';
import { keys } from '../../../data/stale-keys.ts';
import { useCommand } from '../../../data/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import field from '../../../ui/field.module.css';
import { Notice, useErrorSentence } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { isUnfinished, sameRules } from './draft.ts';
import classes from './mapping.module.css';

interface SaveBarProps {
  readonly saved: MappingPage;
  readonly rules: readonly MappingRule[];
  readonly error: unknown;
  readonly onError: (error: unknown) => void;
  readonly onSaved: (saved: MappingSaved) => void;
  readonly onGiveUp: () => void;
}

/** Saves the draft with a reason, or gives it up. */
export function SaveBar({ saved, rules, error, onError, onSaved, onGiveUp }: SaveBarProps): ReactNode {
  const { t } = useWords();
  const sentence = useRefusal();
  const [why, setWhy] = useState('');
  const { busy, run } = useCommand(keys.connections);
  const changed = !sameRules(saved.rules, rules);
  const ready = changed && !rules.some(isUnfinished) && why.trim() !== '';
  const save = async (): Promise<void> => {
    const done = await run(() => saveMapping(saved.connection, { version: saved.version, rules: [...rules], why }));
    if (done === null) return;
    if (!done.ok) return onError(done.error);
    setWhy('');
    onSaved(done.value);
  };
  return (
    <form
      className={classes['bar']}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void save();
      }}
    >
      <input
        className={`${field['control']} ${classes['why']}`}
        aria-label={t('mapping:why')}
        placeholder={t('mapping:why')}
        maxLength={500}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <Button look="primary" type="submit" disabled={busy || !ready}>
        {t('mapping:save')}
      </Button>
      <Button disabled={!changed || busy} onClick={onGiveUp}>
        {t('mapping:give_up')}
      </Button>
      {error === null ? null : (
        <Notice tone="stop" urgent>
          {sentence(error)}
        </Notice>
      )}
    </form>
  );
}

/** That a version was saved, and what is being read anew because of it. */
export function SavedNotice({ saved: { version, objects } }: { readonly saved: MappingSaved }): ReactNode {
  const { t } = useWords();
  const names = objects.map((object) => t(`mapping:object.${object}`)).join(', ');
  return <Notice tone="ok">{objects.length === 0 ? t('mapping:saved_only', { version }) : t('mapping:saved', { version, objects: names })}</Notice>;
}

/** What the server says to a draft that it does not take. */
function useRefusal(): (error: unknown) => string {
  const { t } = useWords();
  const errorSentence = useErrorSentence();
  return (error) =>
    error instanceof Refused && (error.code === 'stale' || error.code === 'bad_rule') ? t(`mapping:refused.${error.code}`) : errorSentence(error);
}
