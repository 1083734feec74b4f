import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AliasImport } from '../../../../modules/intake/contract.ts';
import { importAliases } from '../../../data/alias-commands.ts';
import { keys } from '../../../data/stale-keys.ts';
import { csvParts } from './csv-parts.ts';

const rowsEach = 250;
const nothing: AliasImport = { added: 0, changed: 0, same: 0, refused: [] };

/** Where an import stands. `found`: what the file would do; `applied`: what it did. A failure in the middle leaves what was done before it. */
export interface ImportState {
  readonly step: 'text' | 'checking' | 'found' | 'applying' | 'applied';
  readonly doneRows: number;
  readonly allRows: number;
  readonly result: AliasImport;
  readonly error: unknown;
}

const start: ImportState = { step: 'text', doneRows: 0, allRows: 0, result: nothing, error: null };

/** An import in parts, first as a rehearsal, then in earnest. */
export interface Import {
  readonly state: ImportState;
  readonly reset: () => void;
  readonly run: (csv: string, apply: boolean) => Promise<AliasImport | null>;
}

const joined = (a: AliasImport, b: AliasImport, offset: number): AliasImport => ({
  added: a.added + b.added,
  changed: a.changed + b.changed,
  same: a.same + b.same,
  refused: [...a.refused, ...b.refused.map((each) => ({ ...each, line: each.line + offset }))],
});

/** The state of an import dialog. */
export function useImport(): Import {
  const client = useQueryClient();
  const [state, setState] = useState<ImportState>(start);
  const run = async (csv: string, apply: boolean): Promise<AliasImport | null> => {
    const parts = csvParts(csv, rowsEach);
    const allRows = parts.reduce((sum, part) => sum + part.rows, 0);
    let result = nothing;
    let doneRows = 0;
    setState({ step: apply ? 'applying' : 'checking', doneRows, allRows, result, error: null });
    try {
      for (const part of parts) {
        result = joined(result, await importAliases(part.csv, apply), part.offset);
        doneRows += part.rows;
        setState({ step: apply ? 'applying' : 'checking', doneRows, allRows, result, error: null });
      }
      setState({ step: apply ? 'applied' : 'found', doneRows, allRows, result, error: null });
      return result;
    } catch (error) {
      setState({ step: 'text', doneRows, allRows, result, error });
      return null;
    } finally {
      if (apply) void client.invalidateQueries({ queryKey: keys.aliases });
    }
  };
  return { state, run, reset: () => setState(start) };
}
