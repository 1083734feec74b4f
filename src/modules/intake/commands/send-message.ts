import { addMs } from '../../../kernel/time.ts';
import { fillTemplate, planSend, templates, type OutboundMessage, type SendOutcome } from '../../../platform/channels/whatsapp/index.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { recordMilestone } from '../../orders/index.ts';
import { sendJob } from '../job-kinds.ts';
import { lockConversation } from '../store/conversation-store.ts';
import { loadSender } from '../store/inbound-store.ts';
import { lockOutbound, markOutbound, type Outbound } from '../store/outbound-store.ts';

/** How long a status with our reference may take after a lost answer, before the message is sent again. */
const settleMs = 15_000;

/** What to hand to the channel now; null when there is nothing (left) to send. */
export interface Departure {
  readonly outbound: Outbound;
  readonly line: string;
  readonly message: OutboundMessage;
}

/**
 * Marks a message as leaving and says what to send: free text inside the 24-hour window, else its approved template, else it
 * fails visibly. A message found half-sent (a crash, a lost answer) first waits for a status that carries its reference.
 */
export async function departMessage(ctx: Ctx, outboundId: string): Promise<Departure | null> {
  const outbound = await lockOutbound(ctx, outboundId);
  if (outbound === null || (outbound.state !== 'new' && outbound.state !== 'sending')) return null;
  const startedAt = outbound.sentAt;
  if (outbound.state === 'sending' && startedAt !== null && addMs(startedAt, settleMs) > ctx.now()) {
    await ctx.enqueue(sendJob, { outboundId }, { delayMs: settleMs });
    return null;
  }
  const conversation = await lockConversation(ctx, outbound.conversationId);
  if (conversation === null) return null;
  const { lastInboundAt } = await loadSender(ctx, conversation);
  const planned = planSend({
    lastInboundAt: outbound.windowClosed ? null : lastInboundAt,
    now: ctx.now(),
    body: outbound.text,
    template: outbound.body.template,
  });
  const message = planned.ok ? messageOf(outbound, conversation.sender, planned.value) : null;
  if (message === null) {
    await markOutbound(ctx, outbound.id, { state: 'failed', error: { code: 'outside_window', lastInboundAt } });
    return null;
  }
  await markOutbound(ctx, outbound.id, { state: 'sending', attempts: outbound.attempts + 1, sentAt: ctx.now() });
  return { outbound, line: conversation.line, message };
}

type Planned = { readonly use: 'body'; readonly body: string } | { readonly use: 'template'; readonly template: NonNullable<Outbound['body']['template']> };

function messageOf(outbound: Outbound, to: string, planned: Planned): OutboundMessage | null {
  const addressed = { to, reference: outbound.reference };
  if (planned.use === 'body') return { ...addressed, kind: 'text', text: planned.body };
  const filled = fillTemplate(templates[planned.template.name], outbound.language, planned.template.values);
  return filled.ok ? { ...addressed, kind: 'template', template: filled.value } : null;
}

/** Notes how it went; what may be tried again is queued again, in this transaction. */
export async function noteDeparture(ctx: Ctx, departure: Departure, outcome: SendOutcome): Promise<void> {
  const outbound = await lockOutbound(ctx, departure.outbound.id);
  if (outbound === null) return;
  const again = (delayMs: number): Promise<void> => ctx.enqueue(sendJob, { outboundId: outbound.id }, { delayMs });
  switch (outcome.kind) {
    case 'sent':
      await markOutbound(ctx, outbound.id, { state: outbound.state === 'sending' ? 'sent' : outbound.state, providerId: outcome.providerId });
      return noteSent(ctx, outbound);
    case 'throttled':
      await markOutbound(ctx, outbound.id, { state: 'new', error: outcome });
      return again(outcome.afterMs);
    case 'transient':
    case 'unauthorised':
      await markOutbound(ctx, outbound.id, { state: 'new', error: outcome });
      return again(Math.min(60_000, 1000 * 2 ** outbound.attempts));
    case 'unknown':
      return again(settleMs);
    case 'outside_window':
      return sendByTemplate(ctx, outbound);
    default:
      return markOutbound(ctx, outbound.id, { state: 'failed', error: outcome });
  }
}

/** The provider counts the 24 hours otherwise than we do: the template leaves instead, once; without one the message fails visibly. */
export async function sendByTemplate(ctx: Ctx, outbound: Outbound): Promise<void> {
  const may = outbound.body.template !== null && !outbound.windowClosed;
  await markOutbound(ctx, outbound.id, { state: may ? 'new' : 'failed', error: { kind: 'outside_window' } });
  if (may) await ctx.enqueue(sendJob, { outboundId: outbound.id });
}

/** A confirmation that has left ends the order's life line as the customer sees it. */
export async function noteSent(ctx: Ctx, outbound: Outbound): Promise<void> {
  const orderId = outbound.body.orderId ?? null;
  if (orderId !== null) await recordMilestone(ctx, orderId, { why: 'reply_sent', facts: {} });
  await ctx.publish({ type: 'message.sent', subject: outbound.conversationId, payload: { orderId, outboundId: outbound.id } });
}
