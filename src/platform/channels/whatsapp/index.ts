/** The WhatsApp Business Platform (Cloud API) as a channel: webhooks in, messages out. Knows nothing of what is talked about. */
export { verifySignature } from './signature.ts';
export { answerVerification } from './verification.ts';
export { parseWebhook } from './parse.ts';
export type { InboundEvent } from './event.ts';
export { createWhatsappSender } from './sender.ts';
export type { OutboundMessage, WhatsappSender } from './sender.ts';
export { isOutsideWindow, type SendOutcome } from './outcome.ts';
export { planSend, windowAt } from './window.ts';
export { fillTemplate } from './template.ts';
export { templates } from './templates.ts';
