import { useState, type ReactNode } from 'react';
import type { WordProposal } from '../../../../modules/intake/contract.ts';
import { decideProposal } from '../../../data/reading-commands.ts';
import { keys } from '../../../data/stale-keys.ts';
import { useCommand } from '../../../data/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import page from '../../../ui/page.module.css';
import { Notice, useErrorSentence } from '../../../ui/states.tsx';
import { Quoted } from '../../../ui/text/quoted.tsx';
import { useWords } from '../../../ui/use-words.ts';
import classes from './reading.module.css';

/** Words that the reader has met often and would like to know. Nothing is taken up by itself. */
export function Proposals({ proposals, mayTune }: { readonly proposals: readonly WordProposal[]; readonly mayTune: boolean }): ReactNode {
  const { t } = useWords();
  const errorSentence = useErrorSentence();
  const { busy, run } = useCommand(keys.reading);
  const [error, setError] = useState<unknown>(null);
  const decide = async (id: string, accept: boolean): Promise<void> => {
    const done = await run(() => decideProposal(id, accept));
    if (done !== null) setError(done.ok ? null : done.error);
  };
  return (
    <section className={page['card']}>
      <h2>{t('setup:proposals.title')}</h2>
      <div className={`${page['cardBody']} ${classes['stack']}`}>
        {proposals.length === 0 ? <p className={page['dim']}>{t('setup:proposals.none')}</p> : null}
        {error === null ? null : (
          <Notice tone="stop" urgent>
            {errorSentence(error)}
          </Notice>
        )}
        <ul className={classes['proposals']}>
          {proposals.map((proposal) => (
            <li key={proposal.id}>
              <Proposal proposal={proposal} />
              {mayTune ? (
                <div className={classes['row']}>
                  <Button small look="primary" disabled={busy} onClick={() => void decide(proposal.id, true)}>
                    {t('setup:proposals.accept')}
                  </Button>
                  <Button small disabled={busy} onClick={() => void decide(proposal.id, false)}>
                    {t('setup:proposals.dismiss')}
                  </Button>
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Proposal({ proposal }: { readonly proposal: WordProposal }): ReactNode {
  const { t, formats } = useWords();
  return (
    <div>
      <div>
        <strong>
          {proposal.words.map((word, i) => (
            <span key={word}>
              {i === 0 ? '' : ' = '}“<Quoted words={word} />”
            </span>
          ))}
        </strong>{' '}
        · {t(`setup:proposals.${proposal.kind}`)}
      </div>
      <div className={page['dim']}>
        {t('setup:proposals.seen', { seen: formats.number(proposal.seen), customers: formats.number(proposal.customers) })} “
        <Quoted words={proposal.example} />”
      </div>
    </div>
  );
}
