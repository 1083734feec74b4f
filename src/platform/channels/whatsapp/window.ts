import { msBetween, type Instant } from '../../../kernel/time.ts';
import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';

const windowMs = 24 * 3_600_000;
/** A message that leaves in the last minute may arrive after the window: it counts as outside. */
const marginMs = 60_000;

/** Whether free text may be sent: the provider allows it for 24 hours after the person's newest message. */
export function windowAt(lastInboundAt: Instant | null, now: Instant): 'open' | 'template_only' {
  return lastInboundAt !== null && msBetween(lastInboundAt, now) < windowMs - marginMs ? 'open' : 'template_only';
}

/** What to send: the body while the window is open, else the template; `outside_window` when there is no template. */
export function planSend<B, T>(plan: {
  readonly lastInboundAt: Instant | null;
  readonly now: Instant;
  readonly body: B;
  readonly template: T | null;
}): Result<{ readonly use: 'body'; readonly body: B } | { readonly use: 'template'; readonly template: T }, Refusal<'outside_window'>> {
  if (windowAt(plan.lastInboundAt, plan.now) === 'open') return ok({ use: 'body', body: plan.body });
  if (plan.template !== null) return ok({ use: 'template', template: plan.template });
  return refuse('outside_window', { lastInboundAt: plan.lastInboundAt });
}
