import { IconCheck, IconMessageCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ConversationPage } from '../../../modules/intake/contract.ts';
import type { OrderCommands } from '../../data/order-commands.ts';
import { ConversationBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './draft.module.css';
import { WhoIsThis } from './who-is-this.tsx';

/** States in which a conversation is on the desk's list. */
const waiting: ReadonlySet<string> = new Set(['desk', 'unknown_sender']);

/** Beside a conversation that has no order: why there is none, and who the sender is when nobody knows. */
export function Talk({ talk, commands }: { readonly talk: ConversationPage; readonly commands: OrderCommands }): ReactNode {
  const { t, say } = useWords();
  const stranger = talk.customer === null;
  return (
    <div className={classes['pane']}>
      <header className={classes['head']}>
        <div className={classes['line1']}>
          <ConversationBadge state={talk.state} />
        </div>
        <div className={classes['line2']}>
          <h2>
            <bdi>{talk.customerName ?? talk.senderName ?? t('orders:unknown_customer')}</bdi>
          </h2>
        </div>
      </header>
      <div className={classes['body']}>
        {stranger ? <WhoIsThis talk={talk} commands={commands} onOutcome={(outcome) => outcome.ok} /> : null}
        <EmptyState
          icon={<IconMessageCircle size={28} stroke={1.5} />}
          title={t('orders:not_order.title')}
          text={talk.intent === null ? t('orders:not_order.text') : t('orders:not_order.intent', { intent: say('intent', talk.intent) })}
          action={
            waiting.has(talk.state) ? (
              <Button disabled={commands.busy} onClick={() => void commands.finishConversation(talk.id)}>
                <IconCheck size={16} /> {t('orders:not_order.done')}
              </Button>
            ) : null
          }
        />
      </div>
    </div>
  );
}
