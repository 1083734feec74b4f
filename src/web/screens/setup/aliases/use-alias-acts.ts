import { useState } from 'react';
import type { AliasLesson, AliasPage, AliasUndone, TeachAlias } from '../../../../modules/intake/contract.ts';
import { promoteAlias, removeAlias, ruleOutAlias, teachAlias, undoLesson } from '../../../data/alias-commands.ts';
import { keys } from '../../../data/stale-keys.ts';
import { useCommand, type Done } from '../../../data/use-command.ts';
import { isolated } from '../../../ui/text/sentence.ts';

/** What was just done: the key of its sentence under `setup:done`, what it names, and the way back. */
export interface DoneNote {
  readonly key: 'taught' | 'never' | 'removed' | 'ruled_out' | 'promoted' | 'lesson_undone' | 'imported' | 'taken_back';
  readonly facts: Readonly<Record<string, unknown>>;
  readonly back: (() => Promise<unknown>) | null;
}

/** What can be done to the library. Each tells what came of it by `note`, a refusal by `error`. */
export interface AliasActs {
  readonly busy: boolean;
  readonly note: DoneNote | null;
  /** The refusal of the last act on the alias of this id. */
  readonly error: { readonly id: string; readonly error: unknown } | null;
  readonly tell: (note: DoneNote | null) => void;
  readonly takeBack: () => void;
  readonly teach: (body: TeachAlias) => Promise<Done<AliasPage> | null>;
  readonly remove: (alias: AliasPage, reason: string) => Promise<Done<AliasUndone> | null>;
  readonly ruleOut: (alias: AliasPage) => void;
  readonly promote: (alias: AliasPage, scope: 'region' | 'company') => void;
  readonly undo: (alias: AliasPage, lesson: AliasLesson) => void;
}

const named = (alias: { readonly words: string; readonly sku: string }): Record<string, string> => ({
  words: isolated(alias.words.slice(0, 60)),
  sku: isolated(alias.sku),
});

/** The way back from a change: its lesson, the newest one, is taken back. */
function backOf(page: AliasPage): DoneNote['back'] {
  const newest = page.lessons[0];
  return newest === undefined ? null : () => undoLesson(page.id, newest.id);
}

/** The commands of the alias library with their undo. */
export function useAliasActs(): AliasActs {
  const { busy, run } = useCommand(keys.aliases);
  const [note, setNote] = useState<DoneNote | null>(null);
  const [error, setError] = useState<AliasActs['error']>(null);
  const settle = <T>(id: string, done: Done<T> | null, noteOf: (value: T) => DoneNote): void => {
    if (done === null) return;
    setError(done.ok ? null : { id, error: done.error });
    if (done.ok) setNote(noteOf(done.value));
  };
  return {
    busy,
    note,
    error,
    tell: setNote,
    takeBack: () => {
      const back = note?.back ?? null;
      if (back === null) return;
      void run(back).then((done) => settle('', done, () => ({ key: 'taken_back', facts: {}, back: null })));
      setNote(null);
    },
    teach: async (body) => {
      const done = await run(() => teachAlias(body));
      if (done?.ok === true) setNote({ key: body.negative ? 'never' : 'taught', facts: named(body), back: backOf(done.value) });
      return done;
    },
    remove: async (alias, reason) => {
      const done = await run(() => removeAlias(alias.id, reason));
      const again: TeachAlias = { scope: alias.scope, scopeId: alias.scopeId, words: alias.words, sku: alias.sku, uom: alias.uom, negative: alias.negative };
      if (done?.ok === true) setNote({ key: 'removed', facts: { ...named(alias), count: done.value.openOrders.length }, back: () => teachAlias(again) });
      return done;
    },
    ruleOut: (alias) =>
      void run(() => ruleOutAlias(alias.id)).then((done) => settle(alias.id, done, (page) => ({ key: 'ruled_out', facts: named(alias), back: backOf(page) }))),
    promote: (alias, scope) =>
      void run(() => promoteAlias(alias.id, scope)).then((done) =>
        settle(alias.id, done, (page) => ({ key: 'promoted', facts: { ...named(alias), scope: isolated(page.scopeName) }, back: backOf(page) })),
      ),
    undo: (alias, lesson) =>
      void run(() => undoLesson(alias.id, lesson.id)).then((done) =>
        settle(alias.id, done, (value) => ({ key: 'lesson_undone', facts: { ...named(alias), count: value.openOrders.length }, back: null })),
      ),
  };
}
