import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';

/** What came of a command: its answer, an error to show beside what was typed, or `null` when another one was still under way. */
export type Done<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

/** What came of asking something that changes nothing: its answer or an error, never a rejected promise. */
export async function outcomeOf<T>(asked: Promise<T>): Promise<Done<T>> {
  try {
    return { ok: true, value: await asked };
  } catch (error) {
    return { ok: false, error };
  }
}

/** Runs the commands of one screen, one at a time, and reads again what they may have changed. */
export interface CommandRunner {
  readonly busy: boolean;
  run<T>(act: () => Promise<T>): Promise<Done<T> | null>;
}

/** A double click or a held key runs a command once. Never a rejected promise. `stale`: what is read again afterwards; a constant, null for nothing. */
export function useCommand(stale: QueryKey | null): CommandRunner {
  const client = useQueryClient();
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const run = useCallback(
    async <T>(act: () => Promise<T>): Promise<Done<T> | null> => {
      if (running.current) return null;
      running.current = true;
      setBusy(true);
      try {
        return { ok: true, value: await act() };
      } catch (error) {
        return { ok: false, error };
      } finally {
        running.current = false;
        setBusy(false);
        if (stale !== null) void client.invalidateQueries({ queryKey: stale });
      }
    },
    [client, stale],
  );
  return { busy, run };
}
