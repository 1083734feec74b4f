import { IconSend2, IconX } from '@tabler/icons-react';
import { useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import type { actOnPhone, Person, PhoneMessage } from '../../data/demo.ts';
import { IconButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/states.tsx';
import { Quoted } from '../../ui/text/quoted.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './phone.module.css';
import { suggestionsFor } from './suggestions.ts';

/** What the next message is about: an answer to one, or a new wording of one. */
export interface ComposeContext {
  readonly kind: 'reply' | 'edit';
  readonly message: PhoneMessage;
}

interface ComposerProps {
  readonly person: Person;
  readonly context: ComposeContext | null;
  readonly failed: boolean;
  readonly onDone: () => void;
  readonly onAct: (what: Parameters<typeof actOnPhone>[2]) => Promise<boolean>;
}

/** Where the distributor types: Enter sends, Shift+Enter breaks the line; suggestions fill the field, one more tap sends. */
export function Composer({ person, context, failed, onDone, onAct }: ComposerProps): ReactNode {
  const { t } = useWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(context?.kind === 'edit' ? context.message.text : '');
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    const words = text.trim();
    if (words === '' || busy) return;
    setBusy(true);
    const done = await onAct(actOf(words, context));
    setBusy(false);
    if (!done) return;
    setText('');
    onDone();
    field.current?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      void send();
    } else if (event.key === 'Escape') onDone();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  return (
    <form className={classes['compose']} onSubmit={submit}>
      {failed ? <Notice tone="stop">{t('phone:failed')}</Notice> : null}
      {context === null ? (
        <Suggestions
          language={person.language}
          onPick={(words) => {
            setText(words);
            field.current?.focus();
          }}
        />
      ) : (
        <Context context={context} onDone={onDone} />
      )}
      <div className={classes['field']}>
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          autoFocus={context !== null}
          aria-label={t('phone:write')}
          placeholder={t('phone:write')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKey}
        />
        <button type="submit" className={classes['send']} disabled={busy || text.trim() === ''} aria-label={t('phone:send')}>
          <IconSend2 size={19} className="k-flip" />
        </button>
      </div>
    </form>
  );
}

function Suggestions({ language, onPick }: { readonly language: string; readonly onPick: (words: string) => void }): ReactNode {
  const { t } = useWords();
  return (
    <div className={classes['suggestions']} role="group" aria-label={t('phone:suggestions')}>
      {suggestionsFor(language).map((words) => (
        <button key={words} type="button" dir="auto" onClick={() => onPick(words)}>
          {words}
        </button>
      ))}
    </div>
  );
}

function Context({ context, onDone }: { readonly context: ComposeContext; readonly onDone: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <div className={classes['context']}>
      <span>
        {t(context.kind === 'edit' ? 'phone:editing' : 'phone:replying')} <Quoted words={context.message.text} max={60} />
      </span>
      <IconButton small label={t('action.cancel')} onClick={onDone}>
        <IconX size={14} />
      </IconButton>
    </div>
  );
}

function actOf(text: string, context: ComposeContext | null): Parameters<typeof actOnPhone>[2] {
  if (context === null) return { act: 'send', text };
  return context.kind === 'edit' ? { act: 'edit', id: context.message.id, text } : { act: 'send', text, replyTo: context.message.id };
}
