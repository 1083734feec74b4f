import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconChevronLeft } from '@tabler/icons-react';
import { useMemo, type ReactNode } from 'react';
import type { CasePage, Choice } from '../../../modules/exceptions/contract.ts';
import { isOpen } from '../../../modules/exceptions/domain/index.ts';
import { acknowledgeCase, decideCase, requoteCase } from '../../data/case-commands.ts';
import { caseQuery } from '../../data/case-queries.ts';
import { keys } from '../../data/stale-keys.ts';
import { outcomeOf, useCommand, type Done } from '../../data/use-command.ts';
import { IconButton } from '../../ui/button.tsx';
import { AskSentence } from '../../ui/case/ask-sentence.tsx';
import { CaseActions } from '../../ui/case/case-actions.tsx';
import { CaseBadge } from '../../ui/case/case-badge.tsx';
import { CaseBody } from '../../ui/case/case-body.tsx';
import { CaseNotices } from '../../ui/case/case-notices.tsx';
import { choiceActions, choicesOf } from '../../ui/case/choices.ts';
import { Countdown } from '../../ui/case/countdown.tsx';
import { Requester } from '../../ui/case/people.tsx';
import { useCaseDesk, type CaseActs } from '../../ui/case/use-case-desk.ts';
import { Code, When } from '../../ui/figures.tsx';
import { useKeys, type KeyHandlers } from '../../ui/keys/use-keys.ts';
import { useMe } from '../../ui/me.ts';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './approvals.module.css';

interface CaseViewProps {
  readonly id: string;
  /** The way back to the list, where only one of both has room. */
  readonly onBack: (() => void) | null;
}

/** One case, read and kept live. Looking at it acknowledges nothing. */
export function CaseView({ id, onBack }: CaseViewProps): ReactNode {
  const page = useQuery(caseQuery(id));
  if (page.data !== undefined) return <Card page={page.data} onBack={onBack} />;
  return page.error === null ? <LoadingState rows={8} /> : <ErrorState error={page.error} onRetry={() => void page.refetch()} />;
}

/** The commands of the desk on a case. What the server answers is what is shown from then on. */
function useActs(id: string): CaseActs {
  const client = useQueryClient();
  const { busy, run } = useCommand(keys.cases);
  return useMemo(() => {
    const keep = (done: Done<CasePage> | null): Done<CasePage> | null => {
      if (done?.ok === true) client.setQueryData(caseQuery(id).queryKey, done.value);
      return done;
    };
    return {
      busy,
      decide: async (decision) => keep(await run(() => decideCase(id, decision))),
      acknowledge: async (version) => keep(await run(() => acknowledgeCase(id, version))),
      requote: (wanted) => outcomeOf(requoteCase(id, wanted)),
    };
  }, [busy, client, id, run]);
}

function Card({ page, onBack }: { readonly page: CasePage; readonly onBack: (() => void) | null }): ReactNode {
  const me = useMe();
  const desk = useCaseDesk(page, useActs(page.id));
  const open = isOpen(page.state);
  const unseen = open && page.tellings.some((telling) => telling.person === me?.id && telling.ackedAt === null);
  const choices = choicesOf(page);
  const handlers: KeyHandlers = {
    ...Object.fromEntries(choices.map((choice: Choice) => [choiceActions[choice], () => desk.choose(choice)])),
    ...(unseen ? { acknowledge_case: desk.acknowledge } : {}),
    close_case: () => (desk.open === null ? onBack?.() : desk.close()),
  };
  useKeys(['approvals'], handlers);
  return (
    <article className={classes['card']}>
      <Head page={page} onBack={onBack} />
      <div className={classes['body']} tabIndex={0}>
        <CaseNotices page={page} desk={desk} />
        <CaseBody page={page} desk={desk} />
      </div>
      <CaseActions page={page} desk={desk} unseen={unseen} />
    </article>
  );
}

function Head({ page, onBack }: { readonly page: CasePage; readonly onBack: (() => void) | null }): ReactNode {
  const { t, say } = useWords();
  return (
    <header className={classes['head']}>
      <p>
        {onBack === null ? null : (
          <IconButton label={t('approvals:back')} onClick={onBack}>
            <IconChevronLeft size={18} className="k-flip" />
          </IconButton>
        )}
        <CaseBadge state={page.state} />
        <Countdown row={page} />
        <span>{say('case_kind', page.kind)}</span>
        <Code>{page.number}</Code>
      </p>
      <h1>
        <AskSentence page={page} />
      </h1>
      <p>
        {page.subject.noun === 'order' ? (
          <Link to="/orders/$orderId" params={{ orderId: page.subject.id }}>
            <Code>{page.subject.label}</Code>
          </Link>
        ) : (
          <Code>{page.subject.label}</Code>
        )}
        <span>
          {t('approvals:asked_by')} <Requester page={page} /> · <When at={page.raisedAt} style="moment" />
        </span>
        <span>
          {t('approvals:tier', { no: page.tier })} · {t('approvals:of', { agreed: page.personsAgreed, needed: page.personsNeeded })}
        </span>
      </p>
    </header>
  );
}
