import { Modal } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { RuleKind, RuleRow } from '../../../../modules/pricing/contract.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { BackTestPreview } from './back-test-preview.tsx';
import classes from './prices.module.css';
import { draftOf, newDraft, problemOf, type Draft, type DraftProblem } from './rule-draft.ts';
import { RuleForm } from './rule-form.tsx';
import { RuleHistory } from './rule-history.tsx';
import { useRuleActs, type RuleActs } from './use-rule-acts.ts';
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
  const [draft, setDraft] = useState<Draft>(() => startOf(kind, rule, currency, today));
  const [typed, setTyped] = useState(false);
  const problem = problemOf(kind, draft);
  const acts = useRuleActs({ kind, company, rule, draft, onDone });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (mayEdit && problem === null) acts.save();
  };
  const change = (more: Draft): void => {
    setTyped(true);
    setDraft((old) => ({ ...old, ...more }));
  };
  return (
    <form className={classes['editor']} onSubmit={submit}>
      <RuleForm kind={kind} draft={draft} kept={rule !== null} mayEdit={mayEdit} wrong={typed ? (problem?.column ?? null) : null} onChange={change} />
      <div className={classes['side']}>
        {mayEdit ? <BackTestPreview company={company} kind={kind} draft={draft} /> : null}
        {mayEdit ? (
          <Acts kind={kind} rule={rule} acts={acts} problem={typed ? problem : null} ready={problem === null && (rule === null || typed)} onClose={onClose} />
        ) : (
          <Notice tone="quiet">{t(kind === 'policy' ? 'prices:owner_only' : 'prices:read_only')}</Notice>
        )}
        {rule === null ? null : <RuleHistory rule={{ company, kind, code: rule.code }} />}
      </div>
    </form>
  );
}

const startOf = (kind: RuleKind, rule: RuleRow | null, currency: string, today: string): Draft =>
  rule === null ? newDraft(kind, currency, today) : { currency, ...filled(draftOf(kind, rule.code, rule.body)) };

interface ActsProps {
  readonly kind: RuleKind;
  readonly rule: RuleRow | null;
  readonly acts: RuleActs;
  readonly problem: DraftProblem | null;
  readonly ready: boolean;
  readonly onClose: () => void;
}

function Acts({ kind, rule, acts, problem, ready, onClose }: ActsProps): ReactNode {
  const { t } = useWords();
  const problems = useRuleProblem();
  const mayRetire = rule !== null && kind !== 'policy' && rule.standing !== 'off';
  return (
    <div className={classes['act']}>
      {problem === null ? null : <Notice tone="risk">{problems.ofDraft(problem)}</Notice>}
      {acts.error === null ? null : (
        <Notice tone="stop" urgent>
          {problems.ofError(kind, acts.error)}
        </Notice>
      )}
      <label className={classes['field']}>
        {t('prices:why')}
        <textarea dir="auto" rows={2} maxLength={500} value={acts.why} onChange={(event) => acts.setWhy(event.currentTarget.value)} />
      </label>
      <div className={classes['buttons']}>
        {mayRetire ? (
          <Button look="danger" disabled={!acts.reasoned} onClick={acts.retire}>
            {t('prices:retire')}
          </Button>
        ) : null}
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" look="primary" disabled={!ready || !acts.reasoned}>
          {t('action.save')}
        </Button>
      </div>
    </div>
  );
}

/** Columns that hold something: what is empty leaves room for what can be guessed. */
const filled = (draft: Draft): Draft => Object.fromEntries(Object.entries(draft).filter(([, text]) => text !== ''));
