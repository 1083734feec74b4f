import type { ReactNode } from 'react';
import { exceptionRefusals, type CasePage } from '../../../modules/exceptions/contract.ts';
import { isOpen } from '../../../modules/exceptions/domain/index.ts';
import { Refused, Unreachable } from '../../data/refused.ts';
import { Notice, useErrorSentence } from '../states.tsx';
import { useWords } from '../use-words.ts';
import classes from './case.module.css';
import { caseChanges, type CaseChange } from './changes.ts';
import { DecisionWords } from './people.tsx';
import type { CaseDesk } from './use-case-desk.ts';

const own: ReadonlySet<string> = new Set(exceptionRefusals);

/** The sentence for any error of a command on a case. */
export function useCaseError(): (error: unknown, currency: string | null) => string {
  const { t, say } = useWords();
  const other = useErrorSentence();
  return (error, currency) => {
    if (error instanceof Refused && own.has(error.code)) return say('case_refusal', error.code, error.facts, currency);
    return error instanceof Unreachable ? t('approvals:unreachable') : other(error, currency);
  };
}

/** What must be known before anything else: how it ended, why this viewer may not decide, what came of the last command. */
export function CaseNotices({ page, desk }: { readonly page: CasePage; readonly desk: CaseDesk }): ReactNode {
  const { t, say } = useWords();
  const errorSentence = useCaseError();
  const { note } = desk;
  const open = isOpen(page.state);
  return (
    <>
      {note === null ? null : (
        <Notice tone="stop" urgent>
          {errorSentence(note.error, page.currency)}
          {note.before === null ? null : <Changes changes={caseChanges(note.before, page)} currency={page.currency} />}
        </Notice>
      )}
      <Ending page={page} />
      {open && !page.mayDecide ? (
        <Notice tone="quiet">{page.mayNotWhy === null ? t('approvals:not_yours') : say('case_refusal', page.mayNotWhy)}</Notice>
      ) : null}
      {open && page.mayDecide && page.personsNeeded > 1 ? (
        <Notice tone="waiting">{t('approvals:people.agreed', { agreed: page.personsAgreed, needed: page.personsNeeded })}</Notice>
      ) : null}
    </>
  );
}

/** How it ended; nothing while it is open. */
function Ending({ page }: { readonly page: CasePage }): ReactNode {
  const { t } = useWords();
  if (page.state === 'expired') return <Notice tone="stop">{t('approvals:ended.expired')}</Notice>;
  if (page.state === 'withdrawn') return <Notice tone="quiet">{t('approvals:ended.withdrawn')}</Notice>;
  const last = page.decisions.at(-1);
  if (last === undefined) return null;
  return (
    <Notice tone={last.choice === 'decline' ? 'stop' : last.choice === 'ask' || last.choice === 'forward' ? 'quiet' : 'ok'}>
      <DecisionWords decision={last} currency={page.currency} />
    </Notice>
  );
}

function Changes({ changes, currency }: { readonly changes: readonly CaseChange[]; readonly currency: string | null }): ReactNode {
  const { t, say, texts } = useWords();
  if (changes.length === 0) return null;
  return (
    <ul className={classes['changes']}>
      {changes.map((change, i) => {
        const state = change.facts['state'];
        const facts = typeof state === 'string' ? { state: say('case_state', state) } : texts(change.facts, currency);
        return <li key={`${change.key}-${i}`}>{t(`approvals:change.${change.key}`, facts)}</li>;
      })}
    </ul>
  );
}
