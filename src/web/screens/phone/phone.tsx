import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconBuildingFactory2 } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { actOnPhone, phoneMessagesQuery, type Person, type PhoneMessage } from '../../data/demo.ts';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import { Composer, type ComposeContext } from './composer.tsx';
import { Message } from './message.tsx';
import classes from './phone.module.css';
import { useSandboxFeed } from './use-sandbox.ts';

interface PhoneProps {
  readonly origin: string;
  readonly person: Person;
  readonly quietMs: number;
}

/** A distributor's phone: what is sent here goes through the same signed door as the real thing. */
export function Phone({ origin, person, quietMs }: PhoneProps): ReactNode {
  const { t, formats } = useWords();
  const client = useQueryClient();
  const chat = useQuery(phoneMessagesQuery(origin, person.phone));
  useSandboxFeed(origin, 'phone');
  const [context, setContext] = useState<ComposeContext | null>(null);
  const [failed, setFailed] = useState(false);
  const act = useCallback(
    async (what: Parameters<typeof actOnPhone>[2]): Promise<boolean> => {
      try {
        await actOnPhone(origin, person.phone, what);
        setFailed(false);
        return true;
      } catch {
        setFailed(true);
        return false;
      } finally {
        void client.invalidateQueries({ queryKey: ['phone', origin] });
      }
    },
    [client, origin, person.phone],
  );
  const messages = chat.data?.messages ?? [];
  const box = useNewestInSight(messages);
  return (
    <section className={classes['device']} aria-label={t('phone:of', { name: person.name === '' ? t('phone:stranger') : person.name })}>
      <header className={classes['head']}>
        <span className={classes['logo']} aria-hidden="true">
          <IconBuildingFactory2 size={20} stroke={1.7} />
        </span>
        <span>
          <b>{t('phone:business')}</b>
          <small>{t('phone:quiet', { duration: formats.duration(quietMs) })}</small>
        </span>
      </header>
      <div className={classes['messages']} ref={box} role="log" tabIndex={0}>
        {chat.data === undefined ? (
          chat.error === null ? (
            <LoadingState rows={2} />
          ) : (
            <ErrorState error={chat.error} onRetry={() => void chat.refetch()} />
          )
        ) : null}
        {chat.data !== undefined && messages.length === 0 ? <p className={classes['hello']}>{t('phone:empty')}</p> : null}
        {messages.map((message) => (
          <Message
            key={message.id}
            message={message}
            quoted={messages.find((each) => each.id === message.replyTo) ?? null}
            onReply={() => setContext({ kind: 'reply', message })}
            onEdit={() => setContext({ kind: 'edit', message })}
            onDelete={() => void act({ act: 'delete', id: message.id })}
            onReact={(emoji) => void act({ act: 'react', id: message.id, emoji })}
            onAnswer={(text) => void act({ act: 'send', text, replyTo: message.id })}
          />
        ))}
      </div>
      <Composer
        key={context === null ? 'new' : `${context.kind} ${context.message.id}`}
        person={person}
        context={context}
        failed={failed}
        onDone={() => setContext(null)}
        onAct={act}
      />
    </section>
  );
}

function useNewestInSight(messages: readonly PhoneMessage[]): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  const newest = messages.at(-1)?.id;
  useEffect(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [newest]);
  return box;
}
