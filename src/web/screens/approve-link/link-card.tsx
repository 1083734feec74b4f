import type { ReactNode } from 'react';
import type { LinkPage, PriceCard } from '../../../modules/exceptions/contract.ts';
import { AskSentence } from '../../ui/case/ask-sentence.tsx';
import { CaseActions } from '../../ui/case/case-actions.tsx';
import { CaseBody, Margins, Rules } from '../../ui/case/case-body.tsx';
import { CaseLines } from '../../ui/case/case-lines.tsx';
import { CaseNotices } from '../../ui/case/case-notices.tsx';
import { Countdown } from '../../ui/case/countdown.tsx';
import { Before, CustomerFacts, Given, OwnMonth, Peers, StockAngle, Why } from '../../ui/case/facts.tsx';
import { People, Requester } from '../../ui/case/people.tsx';
import { offeredByLink } from '../../ui/case/choices.ts';
import { Notice } from '../../ui/states.tsx';
import { priceCardOf } from '../../ui/case/price-card.ts';
import { useCaseDesk, type CaseActs, type CaseDesk } from '../../ui/case/use-case-desk.ts';
import { isolated } from '../../ui/text/sentence.ts';
import { useWords } from '../../ui/use-words.ts';
import classes from './approve-link.module.css';

/** The same card, short: what is asked, what it costs, who asks; everything else one tap away; buttons under the thumb. */
export function LinkCard({ page: whole, acts }: { readonly page: LinkPage; readonly acts: CaseActs }): ReactNode {
  const { t, say } = useWords();
  const page = offeredByLink(whole);
  const desk = useCaseDesk(page, acts);
  const card = priceCardOf(page);
  return (
    <>
      <div className={classes['body']}>
        <Who page={page} />
        <h1>
          <AskSentence page={page} />
        </h1>
        <CaseNotices page={page} desk={desk} />
        {page === whole ? null : (
          <Notice tone="stop">
            {say('case_refusal', 'never_in_chat')}{' '}
            <a href={`/approvals?case=${page.id}`} rel="noreferrer">
              {t('approvals:link.desk')}
            </a>
          </Notice>
        )}
        {card === null ? <CaseBody page={page} desk={desk} /> : <Short page={page} card={card} desk={desk} />}
      </div>
      <div className={classes['foot']}>
        <CaseActions page={page} desk={desk} unseen={false} large />
      </div>
    </>
  );
}

/** In whose name this link decides, and until when. */
function Who({ page }: { readonly page: LinkPage }): ReactNode {
  const { t, formats } = useWords();
  return (
    <div className={classes['who']}>
      <strong>{t('approvals:link.who', { name: isolated(page.decider) })}</strong>
      <span>
        {t('approvals:link.until', { moment: isolated(formats.moment(page.linkEndsAt)) })}{' '}
        <Countdown row={{ state: page.state, deadlineAt: page.linkEndsAt }} />
      </span>
    </div>
  );
}

function Short({ page, card, desk }: { readonly page: LinkPage; readonly card: PriceCard; readonly desk: CaseDesk }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <Rules card={card} />
      {page.seesMargins ? <Margins card={card} desk={desk} /> : null}
      <Given card={card} />
      <OwnMonth page={page} card={card} />
      <Why card={card} by={<Requester page={page} />} />
      <details className={classes['more']}>
        <summary>{t('approvals:link.more')}</summary>
        <CaseLines card={card} seesMargins={page.seesMargins} />
        <CustomerFacts card={card} seesMargins={page.seesMargins} />
        <Before card={card} />
        <Peers card={card} />
        <StockAngle card={card} />
        <People page={page} />
      </details>
    </>
  );
}
