import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Choice, DecideCase, Decision, DecisionWay, ExceptionRefusal } from '../contract.ts';
import { agreedTo, needsAgreement, standingChoices, termsKey } from './agreement.ts';
import { actorOf, type Case, type Viewer } from './case.ts';
import { whyNotDecide } from './may-decide.ts';
import { misfitOf } from './terms.ts';

/** What comes of a choice: `agreed` waits for other people; `decided` names everybody who stands behind it; `asked` and `forwarded` decide nothing. */
export type Verdict =
  | { readonly kind: 'asked'; readonly question: string }
  | { readonly kind: 'forwarded'; readonly to: string; readonly note: string }
  | { readonly kind: 'agreed'; readonly decision: Decision; readonly missing: number }
  | { readonly kind: 'decided'; readonly decision: Decision; readonly by: readonly string[] };

/** By which way, and when, somebody chooses. */
export interface Circumstances {
  readonly way: DecisionWay;
  readonly now: Instant;
}

/** Lines of a card that would go below cost and that nobody has let pass before. A card in another form has none. */
export function linesBelowCost(card: unknown): number {
  if (typeof card !== 'object' || card === null || !('lines' in card) || !Array.isArray(card.lines)) return 0;
  return card.lines.filter((line: unknown) => {
    const { verdict, settled } = (line ?? {}) as { readonly verdict?: unknown; readonly settled?: unknown };
    return verdict === 'below_cost' && settled !== true;
  }).length;
}

type Refused = Result<never, Refusal<ExceptionRefusal>>;

/** What speaks against this choice of a person who may decide; null when nothing does. */
function objection(file: Case, input: DecideCase, { way, now }: Circumstances): Refused | null {
  if (!file.choices.includes(input.choice)) return refuse('choice_not_offered', { choice: input.choice, choices: [...file.choices] });
  const misfit = misfitOf(input, now);
  if (misfit !== null) return refuse('bad_terms', { field: misfit, choice: input.choice });
  if (input.choice === 'ask' && input.reason.trim() === '') return refuse('bad_terms', { field: 'reason', choice: input.choice });
  const below = needsAgreement(input.choice) ? linesBelowCost(file.card) : 0;
  if (below > 0 && way !== 'desk') return refuse('never_in_chat', { lines: below });
  if (below > 0 && input.reason.trim() === '') return refuse('bad_terms', { field: 'reason', choice: input.choice });
  return null;
}

const missingOf = (file: Case, choice: Choice, count: number): number => (needsAgreement(choice) ? Math.max(0, file.personsNeeded - count) : 0);

/**
 * What one person's choice does to a case, looking at one version of its content. Pure; the only place where it is settled.
 * Refuses `stale_version`, all of `whyNotDecide`, `choice_not_offered`, `bad_terms`, `never_in_chat` (below cost, anywhere but at the desk, and
 * there without a reason `bad_terms`), `already_agreed` (the same person, version and terms). A person who chooses anew replaces their former choice.
 */
export function decide(file: Case, person: Viewer, input: DecideCase, circumstances: Circumstances): Result<Verdict, Refusal<ExceptionRefusal>> {
  const { way, now } = circumstances;
  const refused = whyNotDecide(file, person, now);
  if (refused !== null) return { ok: false, refusal: refused };
  if (input.version !== file.version) return refuse('stale_version', { version: file.version });
  const against = objection(file, input, circumstances);
  if (against !== null) return against;
  if (input.choice === 'ask') return ok({ kind: 'asked', question: input.reason });
  if (input.choice === 'forward') return ok({ kind: 'forwarded', to: input.forwardTo ?? '', note: input.reason });
  const by = actorOf(person.id);
  const { choice, until, terms, reason } = input;
  const former = standingChoices(file).get(by);
  if (former !== undefined && termsKey(former) === termsKey(input)) return refuse('already_agreed', { at: former.at });
  const seq = Math.max(0, ...file.decisions.map((one) => one.seq)) + 1;
  const decision: Decision = { seq, at: now, by, name: person.name, way, choice, until, terms, reason, caseVersion: file.version };
  const agreed = needsAgreement(choice) ? agreedTo({ ...file, decisions: [...file.decisions, decision] }, termsKey(decision)) : [by];
  const missing = missingOf(file, choice, agreed.length);
  return ok(missing > 0 ? { kind: 'agreed', decision, missing } : { kind: 'decided', decision, by: agreed });
}
