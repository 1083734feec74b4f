import { useState } from 'react';
import type { ConnectionSetup, ConnectionTest, ConnectorRow } from '../../../../modules/sync/contract.ts';
import { Refused } from '../../../data/refused.ts';
import { keys } from '../../../data/stale-keys.ts';
import { saveConnection, testConnection } from '../../../data/sync-commands.ts';
import { useCommand } from '../../../data/use-command.ts';
import { nodeOf, startOf } from './schema-node.ts';

type Json = Readonly<Record<string, unknown>>;

/** What is typed of a connection. */
export interface ConnectionDraft {
  readonly id: string;
  readonly settings: Json;
  readonly own: Json;
  readonly secrets: Readonly<Record<string, string>>;
}

/** A connection as it is being set up, its test, and its saving. */
export interface DraftActs {
  readonly draft: ConnectionDraft;
  readonly change: (part: Partial<ConnectionDraft>) => void;
  readonly busy: boolean;
  /** What the ERP said to what is typed; gone as soon as more is typed. */
  readonly tested: ConnectionTest | null;
  readonly error: unknown;
  /** Paths of settings that the server did not take. */
  readonly wrong: ReadonlySet<string>;
  readonly test: () => void;
  readonly save: () => void;
}

const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};

/** Sets a connection up; `setup` null: a new one. */
export function useConnectionDraft(connector: ConnectorRow, setup: ConnectionSetup | null, onSaved: (id: string) => void): DraftActs {
  const [draft, setDraft] = useState<ConnectionDraft>(() => ({
    id: setup?.id ?? '',
    settings: setup?.settings ?? objectOf(startOf(nodeOf(connector.settings))),
    own: setup?.own ?? {},
    secrets: {},
  }));
  const [tested, setTested] = useState<ConnectionTest | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { busy, run } = useCommand(keys.connections);
  const said = Object.fromEntries(Object.entries(draft.secrets).filter(([, text]) => text !== ''));
  const given = { connector: connector.id, settings: draft.settings, secrets: said };
  const begin = (): void => {
    setTested(null);
    setError(null);
  };
  const test = async (): Promise<void> => {
    begin();
    const done = await run(() => testConnection({ ...given, id: setup?.id ?? null }));
    if (done?.ok === true) setTested(done.value);
    else if (done?.ok === false) setError(done.error);
  };
  const save = async (): Promise<void> => {
    begin();
    const done = await run(() => saveConnection(draft.id, { ...given, own: draft.own, revision: setup?.revision ?? null }));
    if (done?.ok === true) onSaved(done.value.id);
    else if (done?.ok === false) setError(done.error);
  };
  return {
    draft,
    change: (part) => {
      setTested(null);
      setDraft((before) => ({ ...before, ...part }));
    },
    busy,
    tested,
    error,
    wrong: wrongFields(error),
    test: () => void test(),
    save: () => void save(),
  };
}

function wrongFields(error: unknown): ReadonlySet<string> {
  const fields = error instanceof Refused && error.code === 'invalid_settings' ? error.facts['fields'] : null;
  return new Set(Array.isArray(fields) ? fields.filter((field) => typeof field === 'string') : []);
}
