import { useId, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import type { Note } from '../../../modules/orders/contract.ts';
import { Button } from '../../ui/button.tsx';
import { When } from '../../ui/figures.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './desk.module.css';
import type { OrderDesk } from './use-desk.ts';

/** An id for a note, also where the page did not come over a safe connection. */
function newNoteId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** What clerks told each other about this order, with a place for more. */
export function Notes({ notes, around }: { readonly notes: readonly Note[]; readonly around: OrderDesk }): ReactNode {
  const { t } = useWords();
  return (
    <>
      {notes.length === 0 ? null : (
        <ul className={classes['notes']} aria-label={t('orders:notes.title')}>
          {notes.map((note) => (
            <li key={note.id}>
              <p dir="auto">{note.text}</p>
              <small>
                <bdi>{note.actor}</bdi> · <When at={note.at} />
              </small>
            </li>
          ))}
        </ul>
      )}
      {around.open === 'note' ? <NoteForm around={around} /> : null}
    </>
  );
}

function NoteForm({ around }: { readonly around: OrderDesk }): ReactNode {
  const { t } = useWords();
  const field = useId();
  const [id] = useState(newNoteId);
  const [text, setText] = useState('');
  const send = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    if (text.trim() !== '' && (await around.note(id, text.trim()))) around.setOpen('none');
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') around.setOpen('none');
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <form className={classes['noteForm']} onSubmit={(event) => void send(event)}>
      <label className="k-sr" htmlFor={field}>
        {t('orders:notes.write')}
      </label>
      <textarea
        id={field}
        autoFocus
        dir="auto"
        maxLength={2000}
        placeholder={t('orders:notes.write')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <div className={classes['row']}>
        <Button small onClick={() => around.setOpen('none')}>
          {t('action.cancel')}
        </Button>
        <Button small type="submit" look="primary" hint="Enter" disabled={around.busy || text.trim() === ''}>
          {t('orders:notes.add')}
        </Button>
      </div>
    </form>
  );
}
