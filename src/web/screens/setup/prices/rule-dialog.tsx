import { Modal } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { RuleKind, RuleRow } from '../../../../modules/pricing/contract.ts';
import { retireRule, saveRule } from '../../../data/price-commands.ts';
import { keys } from '../../../data/stale-keys.ts';
import { useCommand } from '../../../data/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { BackTestPreview } from './back-test-preview.tsx';
import classes from './prices.module.css';
import { bodyOf, codeOf, draftOf, newDraft, problemOf, type Draft } from './rule-draft.ts';
import { RuleForm } from './rule-form.tsx';
import { RuleHistory } from './rule-history.tsx';
import { useRuleProblem } from './use-rule-problem.ts';

interface RuleDialogProps {
  readonly opened: boolean;
  readonly kind: RuleKind;
  readonly company: string;
  readonly currency: string;
  readonly today: string;
  /** Null: a new rule. */
  readonly rule: RuleRow | null;
  readonly mayEdit: boolean;
  readonly onClose: () => void;
  readonly onDone: (what: 'saved' | 'retired', code: string) => void;
}

/** One rule: its fields, what it would have done, and who changed it when and why. */
export function RuleDialog(props: RuleDialogProps): ReactNode {
  const { t } = useWords();
  const { opened, kind, rule, onClose } = props;
  const title = rule === null ? t(`prices:new.${kind}`) : kind === 'policy' ? t('prices:kind.policy') : rule.name;
  return (
    <Modal opened={opened} onClose={onClose} size={1080} title={<bdi>{title}</bdi>} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Editor {...props} />
    </Modal>
  );
}

function Editor({ kind, company, currency, today, rule, mayEdit, onClose, onDone }: RuleDialogProps): ReactNode {
  const { t } = useWords();
  const problems = useRuleProblem();
  const { busy, run } = useCommand(keys.priceRules);
  const [draft, setDraft] = useState<Draft>(() =>
    rule === null ? newDraft(kind, currency, today) : { currency, ...filled(draftOf(kind, rule.code, rule.body)) },
  );
  const [typed, setTyped] = useState(false);
  const [why, setWhy] = useState('');
  const [error, setError] = useState<unknown>(null);
  const problem = problemOf(kind, draft);
  const reasoned = why.trim().length >= 3;
  const settle = (what: 'saved' | 'retired', done: { readonly ok: true } | { readonly ok: false; readonly error: unknown } | null): void => {
    if (done === null) return;
    setError(done.ok ? null : done.error);
    if (done.ok) onDone(what, codeOf(kind, draft));
  };
  const version = rule?.version ?? 0;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!mayEdit || problem !== null || !reasoned) return;
    const body = bodyOf(kind, draft);
    settle('saved', await run(() => saveRule(kind, codeOf(kind, draft), { company, version, body, why: why.trim() })));
  };
  const retire = async (): Promise<void> => {
    if (rule !== null) settle('retired', await run(() => retireRule(kind, rule.code, { company, version, why: why.trim() })));
  };
  return (
    <form className={classes['editor']} onSubmit={(event) => void submit(event)}>
      <RuleForm
        kind={kind}
        draft={draft}
        kept={rule !== null}
        mayEdit={mayEdit}
        wrong={typed ? (problem?.column ?? null) : null}
        onChange={(change) => {
          setTyped(true);
          setDraft((old) => ({ ...old, ...(change as Record<string, string>) }));
        }}
      />
      <div className={classes['side']}>
        {mayEdit && (kind === 'floor' || kind === 'policy') ? <BackTestPreview company={company} kind={kind} draft={draft} /> : null}
        {mayEdit ? (
          <div className={classes['act']}>
            {problem !== null && typed ? <Notice tone="risk">{problems.ofDraft(problem)}</Notice> : null}
            {error === null ? null : (
              <Notice tone="stop" urgent>
                {problems.ofError(kind, error)}
              </Notice>
            )}
            <label className={classes['field']}>
              {t('prices:why')}
              <textarea dir="auto" rows={2} maxLength={500} value={why} onChange={(event) => setWhy(event.currentTarget.value)} />
            </label>
            <div className={classes['buttons']}>
              {rule !== null && kind !== 'policy' && rule.standing !== 'off' ? (
                <Button look="danger" disabled={busy || !reasoned} onClick={() => void retire()}>
                  {t('prices:retire')}
                </Button>
              ) : null}
              <Button onClick={onClose}>{t('action.cancel')}</Button>
              <Button type="submit" look="primary" disabled={busy || problem !== null || !reasoned || (rule !== null && !typed)}>
                {t('action.save')}
              </Button>
            </div>
          </div>
        ) : (
          <Notice tone="quiet">{t(kind === 'policy' ? 'prices:owner_only' : 'prices:read_only')}</Notice>
        )}
        {rule === null ? null : <RuleHistory rule={{ company, kind, code: rule.code }} />}
      </div>
    </form>
  );
}

/** Columns that hold something: what is empty leaves room for what can be guessed. */
const filled = (draft: Draft): Draft => Object.fromEntries(Object.entries(draft).filter(([, text]) => text !== ''));
