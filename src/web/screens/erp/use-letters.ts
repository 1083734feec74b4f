import { useState } from 'react';
import type { DeadLetter, DoneByHand, FixCommand } from '../../../modules/sync/contract.ts';
import { keys } from '../../data/stale-keys.ts';
import { cancelCommand, fixCommand, resendCommand, restoreCommand, settleByHand } from '../../data/sync-commands.ts';
import { useCommand } from '../../data/use-command.ts';

/** What was just done with a refused command. */
export type LetterTold = 'resent' | 'corrected' | 'done' | 'cancelled' | 'restored';

/** What a person fills a form for. */
export type LetterForm = 'fix' | 'done' | 'cancel';

/** What a person can do with refused commands, and what came of it. */
export interface LetterActs {
  readonly busy: boolean;
  readonly error: unknown;
  readonly told: LetterTold | null;
  /** Takes the last cancelling back; null: there is none. */
  readonly undo: (() => void) | null;
  readonly dialog: { readonly what: LetterForm; readonly letter: Pick<DeadLetter, 'id' | 'kind'> } | null;
  readonly open: (what: LetterForm, letter: Pick<DeadLetter, 'id' | 'kind'>) => void;
  readonly close: () => void;
  readonly forget: () => void;
  readonly resend: (letter: Pick<DeadLetter, 'id'>) => void;
  readonly fix: (body: FixCommand) => void;
  readonly settle: (body: DoneByHand) => void;
  readonly cancel: (why: string) => void;
  readonly restore: (id: string) => void;
}

/** Sends again, settles and cancels refused commands; cancelling can be taken back. */
export function useLetters(): LetterActs {
  const { busy, run } = useCommand(keys.connections);
  const [error, setError] = useState<unknown>(null);
  const [told, setTold] = useState<LetterTold | null>(null);
  const [cancelled, setCancelled] = useState<string | null>(null);
  const [dialog, setDialog] = useState<LetterActs['dialog']>(null);
  const act = async (what: LetterTold, id: string, doing: () => Promise<unknown>): Promise<void> => {
    const done = await run(doing);
    if (done === null) return;
    setError(done.ok ? null : done.error);
    if (!done.ok) return;
    setTold(what);
    setCancelled(what === 'cancelled' ? id : null);
    setDialog(null);
  };
  const id = dialog?.letter.id ?? '';
  const restore = (which: string): void => void act('restored', which, () => restoreCommand(which));
  return {
    busy,
    error,
    told,
    undo: cancelled === null ? null : () => restore(cancelled),
    dialog,
    open: (what, letter) => {
      setError(null);
      setDialog({ what, letter });
    },
    close: () => {
      setError(null);
      setDialog(null);
    },
    forget: () => {
      setTold(null);
      setCancelled(null);
    },
    resend: (letter) => void act('resent', letter.id, () => resendCommand(letter.id)),
    fix: (body) => void act('corrected', id, () => fixCommand(id, body)),
    settle: (body) => void act('done', id, () => settleByHand(id, body)),
    cancel: (why) => void act('cancelled', id, () => cancelCommand(id, why)),
    restore,
  };
}
