import { isOutsideWindow, parseWebhook } from '../../../platform/channels/whatsapp/index.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { loadRaw, markHandled } from '../store/inbound-store.ts';
import { applyStatus } from '../store/outbound-store.ts';
import { noteSent, sendByTemplate } from './send-message.ts';

/** Applies ticks to our messages. A status that arrives before we know our message's id finds it by our reference. */
export async function applyStatuses(ctx: Ctx, input: { readonly channel: string; readonly keys: readonly string[] }): Promise<void> {
  for (const { raw } of await loadRaw(ctx, input.channel, input.keys)) {
    const parsed = parseWebhook(new TextEncoder().encode(raw), ctx.now());
    for (const event of parsed.kind === 'events' ? parsed.events : []) {
      if (event.status === null) continue;
      const before = await applyStatus(ctx, { ...event.status, at: event.sentAt });
      if (before === null) continue;
      if (event.status.status === 'failed' && event.status.errors.some(({ code }) => code !== null && isOutsideWindow(code))) await sendByTemplate(ctx, before);
      if (before.sentAt !== null && before.providerId === null && before.state === 'sending') await noteSent(ctx, before);
      await ctx.publish({ type: 'conversation.changed', subject: before.conversationId, payload: { orderId: before.body.orderId ?? null, state: null } });
    }
  }
  await markHandled(ctx, input.channel, input.keys);
}
