import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import type { CasePage, LinkPage } from '../../../modules/exceptions/contract.ts';
import { isOpen } from '../../../modules/exceptions/domain/index.ts';
import { decideByLink, requoteByLink } from '../../data/case-commands.ts';
import { linkQuery } from '../../data/case-queries.ts';
import { Refused, SignedOut } from '../../data/refused.ts';
import { keys } from '../../data/stale-keys.ts';
import { outcomeOf, useCommand, type Done } from '../../data/use-command.ts';
import type { CaseActs } from '../../ui/case/use-case-desk.ts';
import { LanguageMenu } from '../../ui/preference-menus.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import classes from './approve-link.module.css';
import { LinkCard } from './link-card.tsx';
import { LinkState, type LinkEnd } from './link-state.tsx';

/** What the server answered to what was chosen. */
interface Answered {
  readonly page: CasePage;
  readonly end: 'done' | 'sent';
}

/** A case behind a signed link: phone first, no sign-in, nothing but this one case. */
export function ApproveLink({ token }: { readonly token: string }): ReactNode {
  // what the server answered to the decision; from then on the link is used up and nothing is asked any more
  const [decided, setDecided] = useState<Answered | null>(null);
  const query = useQuery({ ...linkQuery(token), enabled: decided === null, refetchInterval: (it) => (it.state.error === null ? 15_000 : false) });
  return (
    <main className={classes['page']}>
      <header className={classes['top']}>
        <img src="/mark.svg" alt="" width={22} height={22} />
        <span>Karkhana</span>
        <LanguageMenu />
      </header>
      <Content token={token} page={query.data} error={query.error} decided={decided} onDecided={setDecided} onRetry={() => void query.refetch()} />
    </main>
  );
}

interface ContentProps {
  readonly token: string;
  readonly page: LinkPage | undefined;
  readonly error: unknown;
  readonly decided: Answered | null;
  readonly onDecided: (answered: Answered) => void;
  readonly onRetry: () => void;
}

const ends: Readonly<Partial<Record<string, LinkEnd>>> = {
  expired: 'expired',
  used_token: 'used',
  bad_token: 'bad',
  not_found: 'bad',
  forbidden: 'bad',
  wrong_state: 'ended',
};

/** Why a link leads nowhere; null for trouble that may pass. */
function endOf(error: unknown): LinkEnd | null {
  if (error instanceof SignedOut) return 'bad';
  return error instanceof Refused ? (ends[error.code] ?? null) : null;
}

function Content({ token, page, error, decided, onDecided, onRetry }: ContentProps): ReactNode {
  const acts = useLinkActs(token, onDecided);
  if (decided !== null) return <LinkState end={decided.end} page={decided.page} />;
  const end = endOf(error);
  if (end !== null) return <LinkState end={end} page={null} />;
  if (page === undefined) return error === null ? <LoadingState rows={6} /> : <ErrorState error={error} onRetry={onRetry} />;
  if (page.mayNotWhy === 'used_token') return <LinkState end="used" page={page} />;
  if (!isOpen(page.state)) return <LinkState end={page.state === 'expired' ? 'expired' : 'ended'} page={page} />;
  return <LinkCard page={page} acts={acts} />;
}

/** The commands of the link. After a refusal the case is read again; after a decision only its answer counts. */
function useLinkActs(token: string, onDecided: (answered: Answered) => void): CaseActs {
  const client = useQueryClient();
  const { busy, run } = useCommand(keys.cases);
  return useMemo(
    () => ({
      busy,
      decide: async (decision) => {
        const done: Done<CasePage> | null = await run(() => decideByLink(token, decision));
        if (done?.ok === true) {
          await client.cancelQueries({ queryKey: keys.cases });
          onDecided({ page: done.value, end: decision.choice === 'ask' || decision.choice === 'forward' ? 'sent' : 'done' });
        }
        return done;
      },
      acknowledge: async () => null,
      requote: (wanted) => outcomeOf(requoteByLink(token, wanted)),
    }),
    [busy, client, onDecided, run, token],
  );
}
