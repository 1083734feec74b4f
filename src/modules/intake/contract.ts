import { z } from 'zod';

export const conversationStates = ['assembling', 'ordered', 'not_order', 'unknown_sender', 'asking', 'desk', 'done'] as const;
export const conversationStateSchema = z.enum(conversationStates);
export type ConversationState = z.infer<typeof conversationStateSchema>;

/** One bubble. `turn` is what spans point to. */
export const bubbleSchema = z.object({
  turn: z.string(),
  direction: z.enum(['in', 'out']),
  at: z.string(),
  kind: z.string(),
  text: z.string(),
  /** Set when a later event changed it. */
  edited: z.boolean(),
  deleted: z.boolean(),
  /** in: received; out: new, sent, delivered, read, failed, unknown. */
  status: z.string(),
});
export type Bubble = z.infer<typeof bubbleSchema>;

export const conversationSchema = z.object({
  id: z.string(),
  channel: z.string(),
  sender: z.string(),
  senderName: z.string().nullable(),
  customer: z.string().nullable(),
  customerName: z.string().nullable(),
  state: conversationStateSchema,
  orderId: z.string().nullable(),
  language: z.string(),
  intent: z.string().nullable(),
  flags: z.array(z.string()),
  openedAt: z.string(),
  quietUntil: z.string().nullable(),
  bubbles: z.array(bubbleSchema),
});
export type ConversationPage = z.infer<typeof conversationSchema>;

export const conversationRowSchema = conversationSchema.omit({ bubbles: true, flags: true }).extend({ preview: z.string(), lastMessageAt: z.string() });
export type ConversationRow = z.infer<typeof conversationRowSchema>;

/** POST /api/conversations/{id}/customer: the desk says who an unknown sender is; the order is read again with that customer. */
export const linkCustomerSchema = z.object({ customer: z.string(), contactName: z.string().min(1).max(80) });
/** POST /api/conversations/{id}/ask: send this question. GET …/question previews the exact message. */
export const askPreviewSchema = z.object({ text: z.string(), language: z.string(), window: z.enum(['open', 'template_only']) });
export type AskPreview = z.infer<typeof askPreviewSchema>;

export const intakeRefusals = ['not_found', 'forbidden', 'unknown_customer', 'nothing_to_ask', 'wrong_state', 'outside_window'] as const;
export type IntakeRefusal = (typeof intakeRefusals)[number];

/** Events out. Subject is the conversation id. */
export interface IntakeEvents {
  /** A message arrived or changed; subject = conversation id. */
  'conversation.changed': { orderId: string | null; state: ConversationState };
  /** The conversation is quiet or ended: its order goes to the checks. */
  'conversation.closed': { orderId: string | null };
  'message.sent': { orderId: string | null; outboundId: string };
}

export * from './contract/reading.ts';
export * from './contract/aliases.ts';
