import { IconFileText, IconMicrophone, IconPaperclip, IconPhoto } from '@tabler/icons-react';
import { Fragment, useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { Bubble, ConversationPage } from '../../../modules/intake/contract.ts';
import type { OrderLine } from '../../../modules/orders/contract.ts';
import { Badge } from '../../ui/badge.tsx';
import { Code, When } from '../../ui/figures.tsx';
import { isOpenLine } from '../../ui/order/candidates.ts';
import { MarkedText } from '../../ui/text/marked-text.tsx';
import { marksOfTurn } from '../../ui/text/spans.ts';
import { Ticks } from '../../ui/ticks.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../ui/use-words.ts';
import classes from './conversation.module.css';

interface ConversationProps {
  readonly talk: ConversationPage;
  readonly lines: readonly OrderLine[];
  readonly lit: string | null;
  readonly onLight: (lineId: string | null) => void;
  readonly onPick: (lineId: string) => void;
}

/** The conversation in the order in which it was said, with the words of each order line marked. */
export function Conversation({ talk, lines, lit, onLight, onPick }: ConversationProps): ReactNode {
  const { formats } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const open = useMemo(() => new Set(lines.filter(isOpenLine).map((line) => line.lineId)), [lines]);
  useShowNewest(box, talk.bubbles.length);
  useShowLit(box, lit);
  const dayOf = (bubble: Bubble | undefined): string => (bubble === undefined ? '' : (formats.moment(bubble.at).split(',')[0] ?? ''));
  return (
    <div className={classes['pane']}>
      <Head talk={talk} />
      <div className={classes['bubbles']} ref={box} tabIndex={0} role="log">
        {talk.bubbles.map((bubble, i) => (
          <Fragment key={bubble.turn}>
            {dayOf(bubble) === dayOf(talk.bubbles[i - 1]) ? null : <div className={classes['day']}>{dayOf(bubble)}</div>}
            <BubbleView bubble={bubble} lines={lines} open={open} lit={lit} onLight={onLight} onPick={onPick} />
          </Fragment>
        ))}
        <QuietWindow until={talk.quietUntil} />
      </div>
    </div>
  );
}

/** The sender's own name; a channel that knows none repeats the number. */
const nameOf = (talk: ConversationPage): string | null => (talk.senderName === talk.sender ? null : talk.senderName);

function Head({ talk }: { readonly talk: ConversationPage }): ReactNode {
  const { t, say } = useWords();
  return (
    <header className={classes['head']}>
      <div className={classes['sender']}>
        <strong>
          <bdi>{nameOf(talk) ?? talk.customerName ?? t('orders:unknown_person')}</bdi>
        </strong>
        <span>
          <Code>{`+${talk.sender}`}</Code> · {say('channel', talk.channel)}
        </span>
      </div>
      {talk.flags.length === 0 ? null : (
        <div className={classes['flags']}>
          {talk.flags.map((flag) => (
            <Badge key={flag} tone={flag === 'commands_the_system' ? 'risk' : 'quiet'}>
              {say('flag', flag)}
            </Badge>
          ))}
        </div>
      )}
    </header>
  );
}

const longText = 1200;
const kindIcons: Readonly<Record<string, typeof IconPhoto>> = { image: IconPhoto, audio: IconMicrophone, voice: IconMicrophone, document: IconFileText };

interface BubbleProps extends Omit<ConversationProps, 'talk'> {
  readonly bubble: Bubble;
  readonly open: ReadonlySet<string>;
}

const plainKinds: ReadonlySet<string> = new Set(['text', 'interactive', 'button']);

/** What came when it was not words: a picture, a voice message. Of ours the words are enough. */
function Kind({ bubble }: { readonly bubble: Bubble }): ReactNode {
  const { say } = useWords();
  if (plainKinds.has(bubble.kind) || (bubble.direction === 'out' && bubble.text !== '')) return null;
  const Shape = kindIcons[bubble.kind] ?? IconPaperclip;
  return (
    <div className={classes['kind']}>
      <Shape size={15} /> {say('kind', bubble.kind)}
    </div>
  );
}

function BubbleView({ bubble, lines, open, lit, onLight, onPick }: BubbleProps): ReactNode {
  const { t, formats } = useWords();
  const [whole, setWhole] = useState(false);
  const marks = useMemo(() => (bubble.deleted ? [] : marksOfTurn(bubble.turn, lines)), [bubble.turn, bubble.deleted, lines]);
  const cut = !whole && bubble.text.length > longText;
  return (
    <article className={`${classes['bubble']} ${classes[bubble.direction]} ${bubble.deleted ? classes['deleted'] : ''}`}>
      <Kind bubble={bubble} />
      <div className={classes['body']}>
        <MarkedText
          ours={bubble.direction === 'out'}
          text={cut ? bubble.text.slice(0, longText) : bubble.text}
          marks={marks}
          open={open}
          lit={lit}
          onLight={onLight}
          onPick={onPick}
        />
      </div>
      {cut ? (
        <button type="button" className={classes['more']} onClick={() => setWhole(true)}>
          {t('orders:show_all', { characters: formats.number(bubble.text.length) })}
        </button>
      ) : null}
      <footer className={classes['foot']}>
        {bubble.deleted ? <span>{t('orders:deleted')}</span> : bubble.edited ? <span>{t('orders:edited')}</span> : null}
        <When at={bubble.at} />
        {bubble.direction === 'out' ? <Ticks status={bubble.status} /> : null}
      </footer>
    </article>
  );
}

/** While the quiet window runs, more messages may follow: says so and counts down. */
function QuietWindow({ until }: { readonly until: string | null }): ReactNode {
  const { t, formats } = useWords();
  const now = useNow(until !== null);
  const left = until === null ? 0 : Date.parse(until) - now;
  if (left <= 0) return null;
  return <p className={classes['quiet']}>{t('orders:quiet_window', { duration: formats.duration(Math.ceil(left / 1000) * 1000) })}</p>;
}

function useShowNewest(box: RefObject<HTMLDivElement | null>, count: number): void {
  useEffect(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [box, count]);
}

function useShowLit(box: RefObject<HTMLDivElement | null>, lit: string | null): void {
  useEffect(() => {
    if (lit === null) return;
    box.current?.querySelector(`[data-line="${CSS.escape(lit)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [box, lit]);
}
