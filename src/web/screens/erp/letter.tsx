import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DeadLetter } from '../../../modules/sync/contract.ts';
import { Button } from '../../ui/button.tsx';
import { Code, When } from '../../ui/figures.tsx';
import { keyOf } from '../../ui/keys/key-map.ts';
import page from '../../ui/page.module.css';
import { useWords } from '../../ui/use-words.ts';
import classes from './erp.module.css';
import { OrderLink } from './order-link.tsx';
import { SentPart } from './sent.tsx';
import type { LetterActs } from './use-letters.ts';

interface LetterProps {
  readonly letter: DeadLetter;
  readonly current: boolean;
  /** Null: the reader may only read. */
  readonly acts: LetterActs | null;
  readonly onCurrent: () => void;
  /** What was sent is open below it. */
  readonly shown: boolean;
  readonly onShown: () => void;
}

/** One refused command: what was wanted, what the ERP said, and what can be done about it. */
export function Letter({ letter, current, acts, onCurrent, shown, onShown }: LetterProps): ReactNode {
  const { t, say } = useWords();
  const hint = (action: Parameters<typeof keyOf>[0]): { hint?: string } => (current ? { hint: keyOf(action) } : {});
  return (
    <li id={`letter-${letter.id}`} className={classes['letter']} aria-current={current} onFocus={onCurrent} onMouseDown={onCurrent}>
      <div className={classes['head']}>
        <strong>{say('erp_write', letter.kind)}</strong>
        <OrderLink kind={letter.kind} businessKey={letter.businessKey} />
        {letter.customer === null ? null : <Code>{letter.customer}</Code>}
        <span className={page['dim']}>
          <When at={letter.since} style="moment" /> · <Code>{letter.connection}</Code> · <Code>{letter.reference}</Code> ·{' '}
          {t('erp:letters.attempts', { count: letter.attempts, n: String(letter.attempts) })}
        </span>
      </div>
      <ErpWords code={letter.code} text={letter.text} field={letter.field} />
      <div className={classes['acts']}>
        {acts === null ? null : (
          <>
            <Button small look="primary" disabled={acts.busy} onClick={() => acts.resend(letter)} {...hint('resend_letter')}>
              {t('erp:letters.resend')}
            </Button>
            <Button small disabled={acts.busy} onClick={() => acts.open('fix', letter)} {...hint('fix_letter')}>
              {t('erp:letters.fix')}
            </Button>
            <Button small disabled={acts.busy} onClick={() => acts.open('done', letter)} {...hint('settle_letter')}>
              {t('erp:letters.done')}
            </Button>
            <Button small disabled={acts.busy} onClick={() => acts.open('cancel', letter)} {...hint('cancel_letter')}>
              {t('erp:letters.cancel')}
            </Button>
          </>
        )}
        <Button small look="quiet" aria-expanded={shown} onClick={onShown} {...hint('show_letter')}>
          {t('erp:sent.title')}
        </Button>
        <Link to="/erp/commands/$commandId" params={{ commandId: letter.id }} style={{ alignSelf: 'center' }}>
          {t('erp:letters.calls')}
        </Link>
      </div>
      {shown ? <SentPart id={letter.id} corrections /> : null}
    </li>
  );
}

/** What an ERP said, word for word. */
export function ErpWords({ code, text, field }: { readonly code: string; readonly text: string; readonly field: string | null }): ReactNode {
  const { t } = useWords();
  return (
    <blockquote className={classes['words']} style={{ margin: 0 }}>
      <bdi dir="auto">{text === '' ? t('erp:letters.no_words') : text}</bdi>
      <div className={page['dim']} style={{ fontSize: 12 }}>
        <Code>{code}</Code>
        {field === null || field === '' ? null : (
          <>
            {' '}
            · {t('erp:letters.field')} <Code>{field}</Code>
          </>
        )}
      </div>
    </blockquote>
  );
}
