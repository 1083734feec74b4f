import { IconCircleCheck, IconClockX, IconLinkOff, IconSend } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import type { CasePage } from '../../../modules/exceptions/contract.ts';
import { isOpen } from '../../../modules/exceptions/domain/index.ts';
import { AskSentence } from '../../ui/case/ask-sentence.tsx';
import { DecisionWords } from '../../ui/case/people.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './approve-link.module.css';

/** How a visit to a link can end. */
export type LinkEnd = 'done' | 'sent' | 'expired' | 'used' | 'bad' | 'ended';

const icons: Readonly<Record<LinkEnd, readonly [ComponentType<{ readonly size?: number; readonly stroke?: number; readonly color?: string }>, string]>> = {
  done: [IconCircleCheck, 'var(--k-ok)'],
  sent: [IconSend, 'var(--k-waiting)'],
  expired: [IconClockX, 'var(--k-risk)'],
  used: [IconCircleCheck, 'var(--k-waiting)'],
  ended: [IconCircleCheck, 'var(--k-waiting)'],
  bad: [IconLinkOff, 'var(--k-stop)'],
};

/** Says how it stands and what to do next; never more about the case than the link still allows. */
export function LinkState({ end, page }: { readonly end: LinkEnd; readonly page: CasePage | null }): ReactNode {
  const { t } = useWords();
  const [Shape, color] = icons[end];
  return (
    <div className={classes['state']} role={end === 'bad' ? 'alert' : 'status'}>
      <Shape size={52} stroke={1.5} color={color} />
      <h1>{t(`approvals:link.${end}.title`)}</h1>
      {page === null ? null : <Settled end={end} page={page} />}
      <p>{t(`approvals:link.${end}.text`)}</p>
      {end === 'done' || end === 'sent' ? null : (
        <a href="/approvals" rel="noreferrer">
          {t('approvals:link.desk')}
        </a>
      )}
    </div>
  );
}

/** What the case was about, what was decided, and whether somebody else must agree too. */
function Settled({ end, page }: { readonly end: LinkEnd; readonly page: CasePage }): ReactNode {
  const { t } = useWords();
  const last = end === 'sent' ? undefined : page.decisions.at(-1);
  const missing = end === 'done' && isOpen(page.state) && page.personsAgreed < page.personsNeeded;
  return (
    <>
      <p>
        <AskSentence page={page} />
      </p>
      {last === undefined ? null : (
        <p>
          <strong>
            <DecisionWords decision={last} currency={page.currency} />
          </strong>
        </p>
      )}
      {missing ? <p>{t('approvals:people.agreed', { agreed: page.personsAgreed, needed: page.personsNeeded })}</p> : null}
    </>
  );
}
