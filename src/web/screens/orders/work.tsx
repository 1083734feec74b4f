import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useOrderCommands } from '../../data/order-commands.ts';
import { conversationQuery, orderQuery } from '../../data/queries.ts';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import { Conversation } from './conversation.tsx';
import { Draft } from './draft.tsx';
import { Talk } from './talk.tsx';

interface WorkProps {
  readonly orderId: string | null;
  /** Given when there is no order. */
  readonly conversationId: string | null;
}

/** What is open: the conversation on one side, what was made of it on the other, lit up together. */
export function Work({ orderId, conversationId }: WorkProps): ReactNode {
  const { t } = useWords();
  const order = useQuery(orderQuery(orderId));
  const talkId = conversationId ?? order.data?.conversationId ?? null;
  const talk = useQuery(conversationQuery(talkId));
  const commands = useOrderCommands(orderId);
  const [lit, setLit] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  return (
    <>
      <section data-pane="talk" aria-label={t('orders:pane.talk')}>
        {talkId === null && order.data !== undefined ? (
          <EmptyState title={t('orders:no_talk.title')} text={t('orders:no_talk.text')} />
        ) : (
          <Loaded query={talk} rows={3}>
            {(data) => <Conversation talk={data} lines={order.data?.lines ?? []} lit={lit ?? focused} onLight={setLit} onPick={setFocused} />}
          </Loaded>
        )}
      </section>
      <section data-pane="draft" aria-label={t('orders:pane.draft')}>
        {orderId === null ? (
          <Loaded query={talk} rows={3}>
            {(data) => <Talk talk={data} commands={commands} />}
          </Loaded>
        ) : (
          <Loaded query={order} rows={6}>
            {(data) => (
              <Draft
                order={data}
                readAt={order.dataUpdatedAt}
                talk={talk.data ?? null}
                commands={commands}
                lit={lit}
                onLight={setLit}
                focused={focused}
                onFocus={setFocused}
              />
            )}
          </Loaded>
        )}
      </section>
    </>
  );
}

interface LoadedProps<T> {
  readonly query: UseQueryResult<T>;
  readonly rows: number;
  readonly children: (data: T) => ReactNode;
}

/** What was read, or a place for it, or why it could not be read. */
function Loaded<T>({ query, rows, children }: LoadedProps<T>): ReactNode {
  if (query.data !== undefined) return children(query.data);
  return query.error === null ? <LoadingState rows={rows} /> : <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
}
