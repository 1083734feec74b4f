import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/states.tsx';
import { Toast } from '../../ui/toast.tsx';
import { useWords } from '../../ui/use-words.ts';

/** What was just done, or why it was not; with the way back where there is one. */
export interface Told {
  readonly key: string;
  readonly facts?: Record<string, unknown>;
  readonly error?: unknown;
  readonly back?: () => void;
}

const TellContext = createContext<(told: Told) => void>(() => undefined);

/** Says what was done, at the foot of the desk. */
export const useTell = (): ((told: Told) => void) => useContext(TellContext);

/** The place where the desk says what was done. It outlives the order that it speaks of. */
export function DeskTold({ children }: { readonly children: ReactNode }): ReactNode {
  const { t } = useWords();
  const errorSentence = useErrorSentence();
  const [told, setTold] = useState<(Told & { readonly no: number }) | null>(null);
  const tell = useCallback((next: Told) => setTold((old) => ({ ...next, no: (old?.no ?? 0) + 1 })), []);
  const close = useCallback(() => setTold(null), []);
  const back = told?.back;
  const undo =
    back === undefined ? null : (
      <Button
        small
        onClick={() => {
          close();
          back();
        }}
      >
        {t('action.undo')}
      </Button>
    );
  return (
    <TellContext.Provider value={tell}>
      {children}
      {told === null ? null : (
        <Toast key={told.no} onClose={close} action={undo}>
          {told.error === undefined ? t(`orders:told.${told.key}`, told.facts ?? {}) : errorSentence(told.error)}
        </Toast>
      )}
    </TellContext.Provider>
  );
}
