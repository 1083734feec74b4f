import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import { addMs, type Instant } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { DecideCase, ExceptionRefusal, LinkPage } from '../contract.ts';
import { isOpen } from '../domain/case-machine.ts';
import { isGenuine, lookupOf, newToken } from '../link-token.ts';
import { mayRaise, shownTo } from '../policy.ts';
import { getCaseFor } from '../queries/get-case.ts';
import { loadCase } from '../store/case-store.ts';
import { insertLink, lockLink, markUsed, type Link } from '../store/link-store.ts';
import { viewerOf } from '../viewer.ts';
import { chooseFor, type Settled } from './decide-case.ts';

type Refused = Refusal<ExceptionRefusal>;

/** A link without a deadline of its case ends after this. */
const longestMs = 3 * 24 * 3_600_000;

/** A token for one person and one case, until the deadline of the case and at most for three days. */
export interface IssuedLink {
  readonly token: string;
  readonly expiresAt: Instant;
  readonly caseVersion: number;
}

/**
 * Makes a link for somebody who was told of an open case; only its hash is kept. Refuses `forbidden` for customers, `not_found`, `not_your_tier`
 * for a person who was not told, `wrong_state`, `expired`.
 */
export async function issueLink(
  ctx: Ctx,
  secret: Uint8Array,
  input: { readonly caseId: string; readonly person: string },
): Promise<Result<IssuedLink, Refused>> {
  const allowed = mayRaise(ctx.actor);
  if (!allowed.ok) return allowed;
  const file = await loadCase(ctx, input.caseId);
  if (file === null) return refuse('not_found', { caseId: input.caseId });
  if (!file.tellings.some((one) => one.person === input.person)) return refuse('not_your_tier');
  if (!isOpen(file.state)) return refuse('wrong_state', { state: file.state });
  const latest = addMs(ctx.now(), longestMs);
  const expiresAt = file.deadlineAt !== null && file.deadlineAt < latest ? file.deadlineAt : latest;
  if (expiresAt <= ctx.now()) return refuse('expired', { deadlineAt: file.deadlineAt });
  const { token, idHash } = newToken(secret, { ...input, expiresAt });
  await insertLink(ctx, { ...input, idHash, expiresAt, caseVersion: file.version });
  return ok({ token, expiresAt, caseVersion: file.version });
}

/** The link of a token, locked. Every text that is not a token of ours, bound to exactly what is kept, is the same `bad_token`. */
async function openLink(ctx: Ctx, secret: Uint8Array, token: string): Promise<Result<Link, Refused>> {
  const idHash = lookupOf(token);
  const link = idHash === null ? null : await lockLink(ctx, idHash);
  if (link === null || !isGenuine(secret, token, link)) return refuse('bad_token');
  if (link.expiresAt <= ctx.now()) return refuse('expired', { expiresAt: link.expiresAt });
  return ok(link);
}

/** The case of a link as its person sees it; by a link that was used, nothing can be decided any more. Refuses `bad_token`, `expired`, `forbidden`. */
export async function readLink(ctx: Ctx, secret: Uint8Array, token: string): Promise<Result<LinkPage, Refused>> {
  const link = await openLink(ctx, secret, token);
  if (!link.ok) return link;
  const { caseId, person, usedAt, expiresAt } = link.value;
  const page = await getCaseFor(ctx, caseId, person);
  const viewer = page === null ? null : await viewerOf(ctx, person, page.tellings);
  if (page === null || viewer === null) return refuse('forbidden');
  const shown = { ...shownTo(viewer.roles, page), decider: viewer.name, linkEndsAt: expiresAt };
  return ok(usedAt === null ? shown : { ...shown, mayDecide: false, mayNotWhy: page.mayNotWhy ?? 'used_token' });
}

/** A choice by a link: of its page with the version that was looked at, or by a button under the message, which stands for the version of the message. */
export type TokenChoice =
  | { readonly way: 'link'; readonly input: DecideCase }
  /** `person`: whose phone pressed it. */
  | { readonly way: 'whatsapp_button'; readonly choice: 'approve' | 'decline'; readonly person: string };

/**
 * Decides by a link, in the name of its person, once. Refuses `bad_token` (also for a button pressed on somebody else's phone), `expired`,
 * `used_token`, and everything that `decideCase` refuses. Asking back and forwarding leave the link as it is.
 */
export async function decideByToken(ctx: Ctx, secret: Uint8Array, token: string, chosen: TokenChoice): Promise<Result<Settled, Refused>> {
  const link = await openLink(ctx, secret, token);
  if (!link.ok) return link;
  const { idHash, caseId, person, usedAt, caseVersion } = link.value;
  if (chosen.way === 'whatsapp_button' && chosen.person !== person) return refuse('bad_token');
  if (usedAt !== null) return refuse('used_token', { usedAt });
  const pressed = { version: caseVersion, until: null, terms: {}, reason: '', forwardTo: null };
  const input = chosen.way === 'link' ? chosen.input : { ...pressed, choice: chosen.choice };
  const settled = await chooseFor(ctx, { caseId, person, input, way: chosen.way });
  if (settled.ok && (settled.value.kind === 'agreed' || settled.value.kind === 'decided')) await markUsed(ctx, idHash);
  return settled;
}
