import { useMemo, type ReactNode } from 'react';
import classes from './marked-text.module.css';
import { piecesOf, segmentText, type Mark } from './spans.ts';

interface MarkedTextProps {
  readonly text: string;
  readonly marks?: readonly Mark[];
  /** Lines whose words are not settled: drawn in the risk colour. */
  readonly open?: ReadonlySet<string>;
  readonly lit?: string | null;
  readonly onLight?: (lineId: string | null) => void;
  readonly onPick?: (lineId: string) => void;
  /** On one line with its surroundings: line breaks of the writer become spaces. */
  readonly inline?: boolean;
  /** We wrote it: see `piecesOf`. */
  readonly ours?: boolean;
}

const noMarks: readonly Mark[] = [];

/**
 * Words of other people, shown as text and nothing else: characters that would reorder or hide something are drawn as
 * labels, and the words that became order lines can be lit up.
 */
export function MarkedText({ text, marks = noMarks, open, lit = null, onLight, onPick, inline = false, ours = false }: MarkedTextProps): ReactNode {
  const segments = useMemo(() => segmentText(text, marks), [text, marks]);
  return (
    <span className={inline ? classes['inline'] : classes['text']} dir="auto">
      {segments.map((segment) => {
        const line = segment.lineIds.find((id) => id === lit) ?? segment.lineIds[0];
        if (line === undefined) return <Pieces key={segment.start} text={segment.text} ours={ours} />;
        const style = `${classes['mark']} ${open?.has(line) ? classes['open'] : ''} ${segment.lineIds.includes(lit ?? '') ? classes['lit'] : ''}`;
        return (
          <mark
            key={segment.start}
            className={style}
            data-line={line}
            data-lit={segment.lineIds.includes(lit ?? '')}
            onMouseEnter={() => onLight?.(line)}
            onMouseLeave={() => onLight?.(null)}
            onClick={() => onPick?.(line)}
          >
            <Pieces text={segment.text} ours={ours} />
          </mark>
        );
      })}
    </span>
  );
}

function Pieces({ text, ours }: { readonly text: string; readonly ours: boolean }): ReactNode {
  return piecesOf(text, ours).map((piece, i) =>
    piece.kind === 'text' ? (
      piece.text
    ) : (
      // A text's pieces never reorder; their place is their identity.
      <span key={i} className={classes['control']}>
        {piece.label}
      </span>
    ),
  );
}
