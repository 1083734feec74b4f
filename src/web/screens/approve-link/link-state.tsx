import { IconCircleCheck, IconClockX, IconLinkOff, IconSend } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import type { CasePage } from '../../../modules/exceptions/contract.ts';
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
  const last = end === 'sent' ? undefined : page?.decisions.at(-1);
  return (
    <div className={classes['state']} role={end === 'bad' ? 'alert' : 'status'}>
      <Shape size={52} stroke={1.5} color={color} />
      <h1>{t(`approvals:link.${end}.title`)}</h1>
      {page === null ? null : (
        <p>
          <AskSentence page={page} />
        </p>
      )}
      {page === null || last === undefined ? null : (
        <p>
          <strong>
            <DecisionWords decision={last} currency={page.currency} />
          </strong>
        </p>
      )}
      {page !== null && end === 'done' && page.personsAgreed < page.personsNeeded && (page.state === 'raised' || page.state === 'acked') ? (
        <p>{t('approvals:people.agreed', { agreed: page.personsAgreed, needed: page.personsNeeded })}</p>
      ) : null}
      <p>{t(`approvals:link.${end}.text`)}</p>
      {end === 'done' || end === 'sent' ? null : (
        <a href="/approvals" rel="noreferrer">
          {t('approvals:link.desk')}
        </a>
      )}
    </div>
  );
}
