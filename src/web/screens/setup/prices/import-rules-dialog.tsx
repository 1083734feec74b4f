import { Modal } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { ruleFileCharacters, type RuleImport, type RuleKind } from '../../../../modules/pricing/contract.ts';
import { ruleColumns } from '../../../../modules/pricing/domain/index.ts';
import { importRules } from '../../../data/price-commands.ts';
import { keys } from '../../../data/stale-keys.ts';
import { useCommand } from '../../../data/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import dialogs from '../aliases/dialogs.module.css';
import { useRuleProblem } from './use-rule-problem.ts';

interface ImportDialogProps {
  readonly opened: boolean;
  readonly kind: RuleKind;
  readonly company: string;
  readonly onClose: () => void;
  readonly onImported: (count: number) => void;
}

/** Takes rules from a file: rehearsed line by line, then taken whole. */
export function ImportRulesDialog(props: ImportDialogProps): ReactNode {
  const { t } = useWords();
  return (
    <Modal opened={props.opened} onClose={props.onClose} size="xl" title={t('prices:import.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Steps {...props} />
    </Modal>
  );
}

function Steps({ kind, company, onClose, onImported }: ImportDialogProps): ReactNode {
  const { t, formats } = useWords();
  const problems = useRuleProblem();
  const { busy, run } = useCommand(keys.priceRules);
  const [csv, setCsv] = useState('');
  const [why, setWhy] = useState('');
  const [found, setFound] = useState<RuleImport | null>(null);
  const [error, setError] = useState<unknown>(null);
  const take = (text: string): void => {
    setCsv(text);
    setFound(null);
    setError(null);
  };
  const ask = async (apply: boolean): Promise<void> => {
    const done = await run(() => importRules(kind, { company, csv, apply, why: why.trim() }));
    if (done === null) return;
    setError(done.ok ? null : done.error);
    if (!done.ok) return;
    setFound(done.value);
    if (done.value.applied) onImported(done.value.added + done.value.changed);
  };
  const news = found === null ? 0 : found.added + found.changed;
  const ready = csv.trim() !== '' && csv.length <= ruleFileCharacters && why.trim().length >= 3 && !busy;
  return (
    <div className={dialogs['stack']}>
      <label className={dialogs['drop']}>
        <IconFileSpreadsheet size={26} stroke={1.5} aria-hidden="true" />
        <span>{t('prices:import.pick')}</span>
        <span className={dialogs['dim']}>{t('prices:import.columns', { columns: `\u2066${ruleColumns[kind].join(', ')}\u2069` })}</span>
        <input type="file" accept=".csv,.tsv,.txt,text/csv" className="k-sr" onChange={(event) => void event.currentTarget.files?.[0]?.text().then(take)} />
      </label>
      <label className={dialogs['field']}>
        {t('prices:import.paste')}
        <textarea className={dialogs['paste']} dir="ltr" rows={5} spellCheck={false} value={csv} onChange={(event) => take(event.currentTarget.value)} />
      </label>
      <label className={dialogs['field']}>
        {t('prices:why')}
        <input dir="auto" maxLength={500} value={why} onChange={(event) => setWhy(event.currentTarget.value)} />
      </label>
      {csv.length > ruleFileCharacters ? <Notice tone="stop">{t('prices:import.too_large')}</Notice> : null}
      {error === null ? null : (
        <Notice tone="stop" urgent>
          {problems.ofError(kind, error)}
        </Notice>
      )}
      {found === null ? null : <Found kind={kind} found={found} />}
      <div className={dialogs['row']}>
        <Button onClick={onClose}>{t('action.close')}</Button>
        {found !== null && found.refused.length === 0 && news > 0 ? (
          <Button look="primary" disabled={!ready} onClick={() => void ask(true)}>
            {t('prices:import.apply', { count: news, n: formats.number(news) })}
          </Button>
        ) : (
          <Button look="primary" disabled={!ready} onClick={() => void ask(false)}>
            {t('prices:import.check')}
          </Button>
        )}
      </div>
    </div>
  );
}

const shownLines = 500;

function Found({ kind, found }: { readonly kind: RuleKind; readonly found: RuleImport }): ReactNode {
  const { t, formats } = useWords();
  const problems = useRuleProblem();
  const counts = [
    ['added', found.added],
    ['changed', found.changed],
    ['same', found.same],
    ['refused', found.refused.length],
  ] as const;
  return (
    <>
      <dl className={dialogs['counts']}>
        {counts.map(([name, count]) => (
          <div key={name} data-urgent={name === 'refused' && count > 0}>
            <dt>{t(`prices:import.count.${name}`)}</dt>
            <dd className="k-num">{formats.number(count)}</dd>
          </div>
        ))}
      </dl>
      {found.refused.length === 0 ? null : (
        <>
          <Notice tone="risk">{t('prices:import.none_taken')}</Notice>
          <ol className={dialogs['refused']} tabIndex={0} aria-label={t('prices:import.count.refused')}>
            {found.refused.slice(0, shownLines).map((refused) => (
              <li key={refused.line}>
                <span>{t('prices:import.line', { no: formats.number(refused.line) })}</span>
                <span>{problems.ofRefusal(kind, refused.code, refused.facts)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
