import { Modal } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState, type DragEvent, type ReactNode } from 'react';
import { importCharacters, type AliasImport } from '../../../../modules/intake/contract.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice, useErrorSentence } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import classes from './dialogs.module.css';
import { useImport, type ImportState } from './use-import.ts';

interface ImportDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onImported: (facts: { readonly added: number; readonly changed: number }) => void;
}

/** Takes aliases from a file: dropped or pasted, rehearsed line by line, then applied. */
export function ImportDialog({ opened, onClose, onImported }: ImportDialogProps): ReactNode {
  const { t } = useWords();
  return (
    <Modal opened={opened} onClose={onClose} size="xl" title={t('setup:import.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Steps onClose={onClose} onImported={onImported} />
    </Modal>
  );
}

const example = 'scope,scope_id,words,sku,uom,negative';

function Steps({ onClose, onImported }: Omit<ImportDialogProps, 'opened'>): ReactNode {
  const { t, formats } = useWords();
  const errorSentence = useErrorSentence();
  const [csv, setCsv] = useState('');
  const work = useImport();
  const { step, result, error } = work.state;
  const running = step === 'checking' || step === 'applying';
  const news = result.added + result.changed;
  const take = (text: string): void => {
    setCsv(text);
    work.reset();
  };
  const apply = async (): Promise<void> => {
    const done = await work.run(csv, true);
    if (done === null) return;
    onImported({ added: done.added, changed: done.changed });
    if (done.refused.length === 0) onClose();
  };
  return (
    <div className={classes['stack']}>
      <DropPlace onText={take} />
      <label className={classes['field']}>
        {t('setup:import.paste')}
        <textarea
          className={classes['paste']}
          dir="ltr"
          rows={6}
          spellCheck={false}
          placeholder={example}
          value={csv}
          disabled={running}
          onChange={(event) => take(event.currentTarget.value)}
        />
      </label>
      {error === null ? null : (
        <Notice tone="stop" urgent>
          {errorSentence(error)}
        </Notice>
      )}
      <Progress state={work.state} />
      {step === 'found' || step === 'applied' ? <Found result={result} applied={step === 'applied'} /> : null}
      <div className={classes['row']}>
        <Button onClick={onClose}>{t('action.close')}</Button>
        {step === 'found' && news > 0 ? (
          <Button look="primary" onClick={() => void apply()}>
            {t('setup:import.apply', { count: news, n: formats.number(news) })}
          </Button>
        ) : (
          <Button look="primary" disabled={csv.trim() === '' || running || step === 'applied'} onClick={() => void work.run(csv, false)}>
            {t('setup:import.check')}
          </Button>
        )}
      </div>
    </div>
  );
}

function DropPlace({ onText }: { readonly onText: (text: string) => void }): ReactNode {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  const [large, setLarge] = useState(false);
  const read = (file: File | undefined): void => {
    if (file === undefined) return;
    const tooLarge = file.size > 20 * importCharacters;
    setLarge(tooLarge);
    if (!tooLarge) void file.text().then(onText);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    read(event.dataTransfer.files[0]);
  };
  const onOver = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <>
      <label className={classes['drop']} data-over={over} onDrop={onDrop} onDragOver={onOver} onDragLeave={() => setOver(false)}>
        <IconFileSpreadsheet size={26} stroke={1.5} aria-hidden="true" />
        <span>{t('setup:import.drop')}</span>
        <span className={classes['dim']}>{t('setup:import.columns', { columns: `\u2066${example}\u2069` })}</span>
        <input type="file" accept=".csv,.tsv,.txt,text/csv" className="k-sr" onChange={(event) => read(event.currentTarget.files?.[0])} />
      </label>
      {large ? <Notice tone="stop">{t('setup:import.too_large')}</Notice> : null}
    </>
  );
}

function Progress({ state }: { readonly state: ImportState }): ReactNode {
  const { t, formats } = useWords();
  if (state.step !== 'checking' && state.step !== 'applying') return null;
  const label = t(`setup:import.${state.step}`, { done: formats.number(state.doneRows), all: formats.number(state.allRows) });
  return (
    <div className={classes['field']}>
      <span role="status">{label}</span>
      <progress className={classes['progress']} aria-label={label} value={state.doneRows} max={Math.max(1, state.allRows)} />
    </div>
  );
}

const shownLines = 500;

function Found({ result, applied }: { readonly result: AliasImport; readonly applied: boolean }): ReactNode {
  const { t, say, formats } = useWords();
  const counts = [
    ['added', result.added],
    ['changed', result.changed],
    ['same', result.same],
    ['refused', result.refused.length],
  ] as const;
  return (
    <>
      <dl className={classes['counts']} aria-label={t(applied ? 'setup:import.result' : 'setup:import.rehearsal')}>
        {counts.map(([name, count]) => (
          <div key={name} data-urgent={name === 'refused' && count > 0}>
            <dt>{t(`setup:import.count.${name}`)}</dt>
            <dd className="k-num">{formats.number(count)}</dd>
          </div>
        ))}
      </dl>
      {result.refused.length === 0 ? null : (
        <ol className={classes['refused']} tabIndex={0} aria-label={t('setup:import.count.refused')}>
          {result.refused.slice(0, shownLines).map((refused, i) => (
            <li key={`${refused.line} ${i}`}>
              <span>{t('setup:import.line', { no: formats.number(refused.line) })}</span>
              <span>{say('refusal', refused.code, refused.facts)}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
