import type { Instant } from '../../../kernel/time.ts';

/**
 * What happened. `message`: a person wrote; `edit`, `revoke`, `reaction`: they changed or answered an earlier message;
 * `status`: what became of a message of ours; `echo`: our own people wrote from the phone app; `system`: the person changed
 * their number; `unsupported`: the provider could not pass the content on; `other`: anything else, kept as it came.
 */
export const inboundKinds = ['message', 'edit', 'revoke', 'reaction', 'status', 'echo', 'system', 'unsupported', 'other'] as const;
export type InboundKind = (typeof inboundKinds)[number];

/** An error as the provider tells it; `code` is what to act on. */
export interface ProviderError {
  readonly code: number | null;
  readonly title: string;
  readonly details: string;
}

/** What the provider says of a message that we sent. */
export interface StatusFacts {
  readonly providerId: string;
  /** `sent`, `delivered`, `read`, `played`, `failed`, or a word that the provider invents later. */
  readonly status: string;
  /** Our own reference, as given when sending; null when the provider left it out. */
  readonly reference: string | null;
  readonly errors: readonly ProviderError[];
}

/** One event of a webhook. Every string except `raw` can be stored in PostgreSQL as it is. */
export interface InboundEvent {
  /** The same for every delivery of the same event, different for different events; at most 256 characters. */
  readonly key: string;
  readonly kind: InboundKind;
  /** The provider's own word for the content: `text`, `image`, `button`, … or the webhook field for `other`. */
  readonly type: string;
  /** phone_number_id of the business number; empty when the event has none. */
  readonly line: string;
  /** The person's digits (country code first), else their user id, else empty. For `echo` and `status`: whom we wrote to. */
  readonly sender: string;
  /** The provider's id of the person, which stays when they hide their number. */
  readonly userId: string | null;
  readonly senderName: string | null;
  /** The chat group it was written in; null for a private chat. */
  readonly group: string | null;
  readonly sentAt: Instant;
  /** `received`: the provider's timestamp was missing or impossible, so `sentAt` is when we got it. */
  readonly sentAtFrom: 'provider' | 'received';
  readonly messageId: string | null;
  /** The message that this one quotes, edits, revokes or reacts to. */
  readonly refersTo: string | null;
  /** What the person said, also captions, pressed buttons and chosen rows; null when there are no words. */
  readonly text: string | null;
  /** The id, given by us, of the pressed button or the chosen row. */
  readonly choice: string | null;
  readonly mediaId: string | null;
  readonly status: StatusFacts | null;
  /** A webhook body with only this event in it, members exactly as delivered: reading it again gives the same event. */
  readonly raw: string;
}

/** A webhook's events, or `malformed` when its body is no JSON. */
export type ParsedWebhook = { readonly kind: 'malformed' } | { readonly kind: 'events'; readonly events: readonly InboundEvent[] };
