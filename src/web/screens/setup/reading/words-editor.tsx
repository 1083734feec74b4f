import { IconPlus } from '@tabler/icons-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { CompanyWords } from '../../../../modules/intake/contract.ts';
import { saveWords } from '../../../data/reading-commands.ts';
import { keys } from '../../../data/stale-keys.ts';
import { useCommand } from '../../../data/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice, useErrorSentence } from '../../../ui/states.tsx';
import { isolated } from '../../../ui/text/sentence.ts';
import { useWords } from '../../../ui/use-words.ts';
import classes from './reading.module.css';
import { readWords, textOfWords, unitClasses, type WordsProblem, type WordsText } from './words-text.ts';

interface WordsEditorProps {
  readonly words: CompanyWords;
  readonly mayTune: boolean;
}

/** The company's own words. What others save meanwhile is not typed over: it is shown when nothing here is unsaved. */
export function WordsEditor({ words, mayTune }: WordsEditorProps): ReactNode {
  const { t } = useWords();
  const errorSentence = useErrorSentence();
  const { busy, run } = useCommand(keys.reading);
  const [typed, setTyped] = useState<WordsText | null>(null);
  const [saved, setSaved] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const text = typed ?? textOfWords(words);
  const read = readWords(text);
  const type = (change: Partial<WordsText>): void => {
    setSaved(false);
    setTyped({ ...text, ...change });
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (typed === null || read.problems.length > 0) return;
    const done = await run(() => saveWords(read.words));
    if (done === null) return;
    setError(done.ok ? null : done.error);
    setSaved(done.ok);
    if (done.ok) setTyped(null);
  };
  return (
    <form className={classes['stack']} onSubmit={(event) => void submit(event)}>
      <fieldset className={classes['words']} disabled={!mayTune}>
        <Field name="fillers" text={text.fillers} onText={(fillers) => type({ fillers })} />
        <Field name="same_thing" text={text.sameThing} onText={(sameThing) => type({ sameThing })} />
        <Units units={text.units} onUnits={(units) => type({ units })} />
      </fieldset>
      <Problems problems={read.problems} />
      {error === null ? null : (
        <Notice tone="stop" urgent>
          {errorSentence(error)}
        </Notice>
      )}
      {mayTune ? (
        <div className={classes['row']}>
          <Button type="submit" look="primary" disabled={busy || typed === null || read.problems.length > 0}>
            {t('action.save')}
          </Button>
          {typed === null ? null : (
            <Button look="quiet" onClick={() => setTyped(null)}>
              {t('action.undo')}
            </Button>
          )}
          <span role="status">{saved && typed === null ? t('setup:words.saved') : ''}</span>
        </div>
      ) : (
        <p>{t('setup:words.wide_only')}</p>
      )}
    </form>
  );
}

function Field({ name, text, onText }: { readonly name: 'fillers' | 'same_thing'; readonly text: string; readonly onText: (text: string) => void }): ReactNode {
  const { t } = useWords();
  return (
    <label className={classes['field']}>
      <strong>{t(`setup:words.${name}`)}</strong>
      <span>{t(`setup:words.${name}_text`)}</span>
      <textarea dir="auto" rows={name === 'fillers' ? 3 : 5} spellCheck={false} value={text} onChange={(event) => onText(event.currentTarget.value)} />
    </label>
  );
}

interface UnitsProps {
  readonly units: WordsText['units'];
  readonly onUnits: (units: WordsText['units']) => void;
}

function Units({ units, onUnits }: UnitsProps): ReactNode {
  const { t, say } = useWords();
  const free = unitClasses.find((unit) => units.every((each) => each.unit !== unit)) ?? 'piece';
  const change = (at: number, part: Partial<WordsText['units'][number]>): void => onUnits(units.map((each, i) => (i === at ? { ...each, ...part } : each)));
  return (
    <div className={classes['field']}>
      <strong>{t('setup:words.units')}</strong>
      <span>{t('setup:words.units_text')}</span>
      {units.map((each, at) => (
        <div key={at} className={classes['unit']}>
          <select aria-label={t('setup:column.unit')} value={each.unit} onChange={(event) => change(at, { unit: event.currentTarget.value })}>
            {[...new Set([each.unit, ...unitClasses])].map((unit) => (
              <option key={unit} value={unit}>
                {say('unit_class', unit)}
              </option>
            ))}
          </select>
          <input
            dir="auto"
            aria-label={t('setup:words.words_of', { unit: say('unit_class', each.unit) })}
            spellCheck={false}
            value={each.text}
            onChange={(event) => change(at, { text: event.currentTarget.value })}
          />
        </div>
      ))}
      <div>
        <Button small look="quiet" onClick={() => onUnits([...units, { unit: free, text: '' }])}>
          <IconPlus size={14} /> {t('setup:words.add_unit')}
        </Button>
      </div>
    </div>
  );
}

function Problems({ problems }: { readonly problems: readonly WordsProblem[] }): ReactNode {
  const { t } = useWords();
  if (problems.length === 0) return null;
  return (
    <Notice tone="risk">
      <ul>
        {problems.slice(0, 8).map((problem, i) => (
          <li key={`${problem.code} ${problem.word} ${i}`}>{t(`setup:words.problem.${problem.code}`, { word: isolated(problem.word) })}</li>
        ))}
      </ul>
    </Notice>
  );
}
