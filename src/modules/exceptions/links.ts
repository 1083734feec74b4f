import type { Refusal, Result } from '../../kernel/result.ts';
import type { Ctx } from '../../platform/runtime/ctx.ts';
import type { Settled } from './commands/decide-case.ts';
import { decideByToken, issueLink, readLink, type IssuedLink, type TokenChoice } from './commands/use-link.ts';
import type { ExceptionRefusal, LinkPage } from './contract.ts';

type Answer<T> = Promise<Result<T, Refusal<ExceptionRefusal>>>;

/** Signed links of this installation. What each promises and refuses: commands/use-link.ts. */
export interface Links {
  /** A token for somebody who was told of an open case. */
  readonly issueLink: (ctx: Ctx, input: { readonly caseId: string; readonly person: string }) => Answer<IssuedLink>;
  /** The case of a token as its person sees it. */
  readonly readLink: (ctx: Ctx, token: string) => Answer<LinkPage>;
  /** One decision by a token. */
  readonly decideByToken: (ctx: Ctx, token: string, chosen: TokenChoice) => Answer<Settled>;
}

/** Links signed with this secret; with another one, those given out before are `bad_token`. */
export const openLinks = (secret: Uint8Array): Links => ({
  issueLink: (ctx, input) => issueLink(ctx, secret, input),
  readLink: (ctx, token) => readLink(ctx, secret, token),
  decideByToken: (ctx, token, chosen) => decideByToken(ctx, secret, token, chosen),
});
