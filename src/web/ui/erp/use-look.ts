import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ConnectionPage, Look } from '../../../modules/sync/contract.ts';
import { keys } from '../../data/stale-keys.ts';
import { lookAtErp } from '../../data/sync-commands.ts';
import { connectionQuery } from '../../data/sync-queries.ts';
import { useCommand } from '../../data/use-command.ts';

/** A connection, and looks at it. */
export interface ErpLook {
  readonly page: ConnectionPage | undefined;
  readonly error: unknown;
  readonly again: () => void;
  /** Which look is under way. */
  readonly looking: Look['what'] | null;
  /** Why the last one could not be asked for, or that it gave nothing in time. */
  readonly trouble: unknown;
  readonly look: (look: Look) => void;
}

/** How long a look is waited for before the page stops saying that it runs. */
const patienceMs = 90_000;
const markOf = (page: ConnectionPage | undefined, what: Look['what']): string | null =>
  what === 'doctor' ? (page?.doctor?.at ?? null) : what === 'reconcile' ? (page?.reconciled?.at ?? null) : JSON.stringify(page?.objects.map(readMark));

const readMark = ({ asOf, reading, trouble }: ConnectionPage['objects'][number]): unknown => (reading ? 'reading' : [asOf, trouble?.at]);

/** One connection, live, and the looks at it that somebody asks for: each runs until what it gives is new. */
export function useLook(id: string): ErpLook {
  const [asked, setAsked] = useState<{ readonly what: Look['what']; readonly before: string | null } | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const query = useQuery(connectionQuery(id, asked !== null));
  const { run } = useCommand(keys.connections);
  const page = query.data;
  const over = asked !== null && markOf(page, asked.what) !== asked.before && page?.objects.every((object) => !object.reading) === true;
  useEffect(() => {
    if (asked === null) return undefined;
    if (over) {
      setAsked(null);
      return undefined;
    }
    const timer = setTimeout(() => setAsked(null), patienceMs);
    return () => clearTimeout(timer);
  }, [asked, over]);
  const look = async (wanted: Look): Promise<void> => {
    setTrouble(null);
    setAsked({ what: wanted.what, before: markOf(page, wanted.what) });
    const done = await run(() => lookAtErp(id, wanted));
    if (done?.ok !== false) return;
    setAsked(null);
    setTrouble(done.error);
  };
  return {
    page,
    error: query.error,
    again: () => void query.refetch(),
    looking: over ? null : (asked?.what ?? null),
    trouble,
    look: (wanted) => void look(wanted),
  };
}
