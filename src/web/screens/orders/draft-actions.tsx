import { IconCheck, IconMessageQuestion, IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OrderPage } from '../../../modules/orders/contract.ts';
import { Button } from '../../ui/button.tsx';
import type { Acceptance } from '../../ui/order/acceptance.ts';
import { variantOf } from '../../ui/order/check-variant.ts';
import { keyOf } from '../../ui/keys/key-map.ts';
import { useWords } from '../../ui/use-words.ts';
import classes from './draft.module.css';
import type { DraftDesk } from './use-draft.ts';

interface DraftActionsProps {
  readonly order: OrderPage;
  readonly desk: DraftDesk;
  readonly acceptance: Acceptance;
  /** The open checks are listed and wait for a yes. */
  readonly asked: boolean;
  readonly busy: boolean;
  readonly canAsk: boolean;
  readonly onAccept: () => void;
}

/** What can be done now, with its keys; taking on open checks is said in full before it happens. */
export function DraftActions({ order, desk, asked, acceptance, busy, canAsk, onAccept }: DraftActionsProps): ReactNode {
  const { t, say } = useWords();
  if (asked) {
    return (
      <div className={classes['accepting']} role="alert">
        <strong>{t('orders:accept.anyway_title')}</strong>
        <ul>
          {acceptance.toAccept.map((check) => (
            <li key={`${check.code}-${check.lineNo}`}>
              {check.lineNo === null ? '' : `${t('orders:line_no', { no: check.lineNo })} · `}
              {say('check', check.name, check.facts, order.currency, variantOf(check))}
            </li>
          ))}
        </ul>
        {acceptance.blockers.length === 0 ? null : <p>{t('orders:accept.still_blocked', { count: acceptance.blockers.length })}</p>}
        <div className={classes['row']}>
          <Button look="primary" hint="Enter" disabled={busy} onClick={onAccept} autoFocus data-row>
            {t('orders:accept.anyway')}
          </Button>
          <Button onClick={() => desk.setTool({ kind: 'none' })}>{t('action.cancel')}</Button>
        </div>
      </div>
    );
  }
  const blocked = acceptance.blockers.length > 0;
  return (
    <div className={classes['actions']}>
      <Button
        look={blocked ? 'plain' : 'primary'}
        hint={keyOf('accept')}
        disabled={busy}
        onClick={onAccept}
        title={blocked ? t('orders:accept.blocked') : undefined}
      >
        <IconCheck size={16} /> {t(blocked ? 'orders:accept.check_again' : 'orders:accept.accept')}
      </Button>
      {canAsk ? (
        <Button hint={keyOf('ask')} onClick={() => desk.setTool({ kind: 'question' })}>
          <IconMessageQuestion size={16} /> {t('orders:action.ask')}
        </Button>
      ) : null}
      <Button hint={keyOf('add')} onClick={() => desk.setTool({ kind: 'add' })}>
        <IconPlus size={16} /> {t('orders:action.add')}
      </Button>
      <span className={classes['spacer']} />
      <Button look="quiet" className={classes['danger']} hint={keyOf('reject')} onClick={() => desk.setTool({ kind: 'reject' })}>
        <IconX size={16} /> {t('orders:action.reject')}
      </Button>
    </div>
  );
}
