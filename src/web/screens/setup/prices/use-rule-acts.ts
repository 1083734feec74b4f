import { useState } from 'react';
import type { RuleHistory, RuleKind, RuleRow } from '../../../../modules/pricing/contract.ts';
import { retireRule, saveRule } from '../../../data/price-commands.ts';
import { keys } from '../../../data/stale-keys.ts';
import { useCommand } from '../../../data/use-command.ts';
import { bodyOf, codeOf, type Draft } from './rule-draft.ts';

/** What can be done with the rule that is open, and the reason that is kept with it. */
export interface RuleActs {
  readonly why: string;
  readonly setWhy: (why: string) => void;
  /** A reason is given and nothing is under way. */
  readonly reasoned: boolean;
  readonly error: unknown;
  readonly save: () => void;
  readonly retire: () => void;
}

interface Open {
  readonly kind: RuleKind;
  readonly company: string;
  readonly rule: RuleRow | null;
  readonly draft: Draft;
  readonly onDone: (what: 'saved' | 'retired', code: string) => void;
}

/** The commands of the editor; a refusal stays beside what was typed. */
export function useRuleActs({ kind, company, rule, draft, onDone }: Open): RuleActs {
  const { busy, run } = useCommand(keys.priceRules);
  const [why, setWhy] = useState('');
  const [error, setError] = useState<unknown>(null);
  const reasoned = why.trim().length >= 3 && !busy;
  const change = { company, version: rule?.version ?? 0, why: why.trim() };
  const act = async (what: 'saved' | 'retired', command: () => Promise<RuleHistory>): Promise<void> => {
    const done = reasoned ? await run(command) : null;
    if (done === null) return;
    setError(done.ok ? null : done.error);
    if (done.ok) onDone(what, codeOf(kind, draft));
  };
  return {
    ...{ why, setWhy, reasoned, error },
    save: () => void act('saved', () => saveRule(kind, codeOf(kind, draft), { ...change, body: bodyOf(kind, draft) })),
    retire: () => void (rule !== null && act('retired', () => retireRule(kind, rule.code, change))),
  };
}
