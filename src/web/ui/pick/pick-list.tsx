import { IconSearch } from '@tabler/icons-react';
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from '../use-words.ts';
import classes from './pick-list.module.css';

/** One hit: what it is called, what stands at the end of its row, whether it can be picked. */
export interface PickRow {
  readonly id: string;
  readonly label: ReactNode;
  readonly side: ReactNode;
  readonly disabled?: boolean;
}

interface PickListProps {
  readonly label: string;
  readonly text: string;
  readonly rows: readonly PickRow[];
  readonly empty: string | null;
  readonly onText: (text: string) => void;
  readonly onPick: (id: string) => void;
  readonly onClose?: () => void;
  /** Takes the focus when it appears: for tools that a key has opened. */
  readonly takeFocus?: boolean;
}

/** A search field with its hits below: arrows move, Enter picks, Escape closes. */
export function PickList({ label, text, rows, empty, onText, onPick, onClose, takeFocus = false }: PickListProps): ReactNode {
  const { t } = useWords();
  const id = useId();
  const [at, setAt] = useState(0);
  const place = Math.min(at, Math.max(0, rows.length - 1));
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const row = rows[place];
    if (by !== 0) setAt((place + by + rows.length) % Math.max(1, rows.length));
    else if (event.key === 'Enter' && row !== undefined && row.disabled !== true) onPick(row.id);
    else if (event.key === 'Escape') onClose?.();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={classes['box']} onClick={(event) => event.stopPropagation()}>
      <div className={classes['input']}>
        <IconSearch size={15} />
        <input
          autoFocus={takeFocus}
          data-autofocus={takeFocus ? true : undefined}
          role="combobox"
          aria-expanded={rows.length > 0}
          aria-controls={id}
          aria-activedescendant={rows[place] === undefined ? undefined : `${id}-${place}`}
          aria-label={label}
          placeholder={label}
          dir="auto"
          value={text}
          onChange={(event) => {
            setAt(0);
            onText(event.currentTarget.value);
          }}
          onKeyDown={onKey}
        />
      </div>
      <div id={id} role="listbox" aria-label={t('shell.results')} className={rows.length > 0 || empty !== null ? classes['hits'] : ''}>
        {rows.map((row, i) => (
          <button
            key={row.id}
            id={`${id}-${i}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={i === place}
            aria-disabled={row.disabled}
            className={classes['hit']}
            onMouseMove={() => setAt(i)}
            onClick={() => row.disabled !== true && onPick(row.id)}
          >
            <span>{row.label}</span>
            <span className={classes['side']}>{row.side}</span>
          </button>
        ))}
        {rows.length === 0 && empty !== null ? <p className={classes['none']}>{empty}</p> : null}
      </div>
    </div>
  );
}
