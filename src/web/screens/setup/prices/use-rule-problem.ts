import { useCallback } from 'react';
import type { RuleKind } from '../../../../modules/pricing/contract.ts';
import { Refused } from '../../../data/refused.ts';
import { useErrorSentence } from '../../../ui/states.tsx';
import { isolated } from '../../../ui/text/sentence.ts';
import { useWords } from '../../../ui/use-words.ts';
import { columnOf, type DraftProblem } from './rule-draft.ts';

const known: ReadonlySet<string> = new Set(['missing', 'no_day', 'ends_before_it_begins', 'code', 'no_such_unit', 'twice', 'always_needed']);

/** Sentences for what is wrong with rules: with a draft, with a line of a file, with what the server said. */
export interface RuleProblems {
  readonly ofDraft: (problem: DraftProblem) => string;
  readonly ofRefusal: (kind: RuleKind, code: string, facts: Readonly<Record<string, unknown>>) => string;
  readonly ofError: (kind: RuleKind, error: unknown) => string;
}

/** The sentences in the reader's language. */
export function useRuleProblem(): RuleProblems {
  const { t, say } = useWords();
  const errorSentence = useErrorSentence();
  const ofDraft = useCallback(
    ({ code, column, problem }: DraftProblem): string => {
      const field = isolated(t(`prices:field.${column}`));
      if (code === 'overlapping_bands' || code === 'not_positive') return t(`prices:problem.${code}`, { field });
      return t(`prices:problem.${known.has(problem) ? problem : 'invalid'}`, { field });
    },
    [t],
  );
  const ofRefusal = useCallback(
    (kind: RuleKind, code: string, facts: Readonly<Record<string, unknown>>): string => {
      if (code === 'stale_version') return t('prices:problem.stale');
      if (code === 'unreadable_file') return t('prices:problem.unreadable', { columns: isolated(String(facts['columns'])) });
      if (code !== 'bad_rule' && code !== 'overlapping_bands' && code !== 'not_positive') return say('refusal', code, facts);
      return ofDraft({ code, column: columnOf(kind, String(facts['field'] ?? '')), problem: String(facts['problem'] ?? '') });
    },
    [t, say, ofDraft],
  );
  const ofError = useCallback(
    (kind: RuleKind, error: unknown): string => (error instanceof Refused ? ofRefusal(kind, error.code, error.facts) : errorSentence(error)),
    [ofRefusal, errorSentence],
  );
  return { ofDraft, ofRefusal, ofError };
}
