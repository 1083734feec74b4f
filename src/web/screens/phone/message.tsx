import { Menu } from '@mantine/core';
import { IconArrowBackUp, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PhoneMessage } from '../../data/demo.ts';
import { When } from '../../ui/figures.tsx';
import { MarkedText } from '../../ui/text/marked-text.tsx';
import { Quoted } from '../../ui/text/quoted.tsx';
import { Ticks } from '../../ui/ticks.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './phone.module.css';

const reactions = ['👍', '🙏', '❤️', '😂'];

interface MessageProps {
  readonly message: PhoneMessage;
  readonly quoted: PhoneMessage | null;
  readonly onReply: () => void;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
  readonly onReact: (emoji: string) => void;
  readonly onAnswer: (text: string) => void;
}

/** One message on the phone. `out` is what the phone's owner wrote. */
export function Message({ message, quoted, onReply, onEdit, onDelete, onReact, onAnswer }: MessageProps): ReactNode {
  const { t } = useWords();
  const mine = message.direction === 'out';
  return (
    <div className={`${classes['row']} ${mine ? classes['mine'] : classes['theirs']}`} style={message.reaction ? { marginBlockEnd: 10 } : undefined}>
      <article className={classes['bubble']}>
        {quoted === null ? null : (
          <div className={classes['quote']}>
            <Quoted words={quoted.text} max={90} />
          </div>
        )}
        {message.deleted ? <span className={classes['gone']}>{t('phone:deleted')}</span> : <MarkedText text={message.text} ours={!mine} />}
        {message.deleted ? null : <Buttons message={message} onAnswer={onAnswer} />}
        <footer className={classes['foot']}>
          {message.edited && !message.deleted ? <span>{t('phone:edited')}</span> : null}
          <When at={message.at} />
          {mine ? <Ticks status={message.ticks} /> : null}
        </footer>
        {message.reaction ? <span className={classes['reaction']}>{message.reaction}</span> : null}
      </article>
      {message.deleted ? null : (
        <Menu position="bottom" withinPortal>
          <Menu.Target>
            <button type="button" className={classes['more']} aria-label={t('phone:more')}>
              <IconDots size={16} />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconArrowBackUp size={15} />} onClick={onReply}>
              {t('phone:reply')}
            </Menu.Item>
            {mine ? (
              <>
                <Menu.Item leftSection={<IconPencil size={15} />} onClick={onEdit}>
                  {t('phone:edit')}
                </Menu.Item>
                <Menu.Item leftSection={<IconTrash size={15} />} onClick={onDelete}>
                  {t('phone:delete')}
                </Menu.Item>
              </>
            ) : (
              reactions.map((emoji) => (
                <Menu.Item key={emoji} onClick={() => onReact(emoji)}>
                  {emoji}
                </Menu.Item>
              ))
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

function Buttons({ message, onAnswer }: Pick<MessageProps, 'message' | 'onAnswer'>): ReactNode {
  const titles = (message.buttons ?? []).map((button) => (typeof button === 'string' ? button : button.title));
  if (titles.length === 0) return null;
  return (
    <div className={classes['buttons']}>
      {titles.map((title) => (
        <button key={title} type="button" onClick={() => onAnswer(title)}>
          <bdi>{title}</bdi>
        </button>
      ))}
    </div>
  );
}
