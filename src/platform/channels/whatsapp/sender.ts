import type { FilledTemplate } from './template.ts';
import { acceptedId, failureOf, failureOfThrown, type Failure, type SendOutcome } from './outcome.ts';
import { storable } from './loose-json.ts';

/** The longest text and interactive body that the provider takes. Longer ones are refused: the caller knows best what to leave out. */
export const textLimit = 4096;
export const interactiveTextLimit = 1024;

/** Where and as whom to send. */
export interface SenderSettings {
  readonly graphUrl: string;
  /** Graph API version, e.g. `v24.0`. */
  readonly version: string;
  readonly phoneNumberId: string;
  readonly accessToken: string;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
}

interface Addressed {
  /** Digits of a phone number, or a user id (`IN.1234…`). */
  readonly to: string;
  /** Ours, at most 512 characters; it comes back in every status of the message, also when the answer to the sending is lost. */
  readonly reference: string;
  /** Id of the message to quote. */
  readonly replyTo?: string;
}

/** Up to three options become buttons, up to ten a list; `pickLabel` opens the list. Titles: 20 characters on buttons, 24 in a list. */
export interface Options {
  readonly text: string;
  readonly options: readonly { readonly id: string; readonly title: string; readonly description?: string }[];
  readonly pickLabel: string;
}

/** A message to one person. */
export type OutboundMessage = Addressed &
  (
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'template'; readonly template: FilledTemplate }
    | ({ readonly kind: 'interactive' } & Options)
  );

/** Sends from one business number. Nothing is thrown: every end of a request is an outcome. */
export interface WhatsappSender {
  /** Sends one message, once. A message that the provider would refuse for its shape is `rejected` without asking it. */
  send(message: OutboundMessage, signal?: AbortSignal): Promise<SendOutcome>;
  /** Ticks the person's message (and all before it) as read; with `typing`, shows that an answer is being written. */
  markRead(messageId: string, options?: { readonly typing?: boolean; readonly signal?: AbortSignal }): Promise<{ readonly kind: 'done' } | Failure>;
}

/** A sender for one business number. Keeps no state; never logs; the token goes to `graphUrl` only. */
export function createWhatsappSender(settings: SenderSettings): WhatsappSender {
  const url = `${settings.graphUrl.replace(/\/+$/, '')}/${settings.version}/${encodeURIComponent(settings.phoneNumberId)}/messages`;
  const post = async (body: object, signal: AbortSignal | undefined): Promise<{ readonly text: string } | Failure> => {
    const timeout = AbortSignal.timeout(settings.timeoutMs);
    try {
      const response = await settings.fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${settings.accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ messaging_product: 'whatsapp', ...body }),
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      const text = await response.text();
      return response.ok ? { text } : failureOf(response.status, text, response.headers.get('retry-after'), Date.now());
    } catch (error) {
      return failureOfThrown(error);
    }
  };
  return {
    async send(message, signal) {
      const refused = refusalOf(message);
      if (refused !== null) return { kind: 'rejected', code: refused, text: refused };
      const answer = await post(requestBody(message), signal);
      if ('kind' in answer) return answer;
      const providerId = acceptedId(answer.text);
      return providerId === null ? { kind: 'unknown', why: 'answer without a message id' } : { kind: 'sent', providerId };
    },
    async markRead(messageId, options = {}) {
      const typing = options.typing === true ? { typing_indicator: { type: 'text' } } : {};
      const answer = await post({ status: 'read', message_id: messageId, ...typing }, options.signal);
      return 'kind' in answer ? answer : { kind: 'done' };
    },
  };
}

/** Why the provider would refuse the message, so that it need not be asked; null when it looks right. */
function refusalOf(message: OutboundMessage): string | null {
  if (!/^\d{5,20}$|^[A-Z]{2}\.[\w.]{1,140}$/.test(message.to)) return 'recipient_invalid';
  if (message.reference === '' || message.reference.length > 512) return 'reference_invalid';
  if (message.kind === 'template') return null;
  if (message.text.trim() === '') return 'text_empty';
  if (message.kind === 'text') return message.text.length > textLimit ? 'text_too_long' : null;
  if (message.text.length > interactiveTextLimit) return 'text_too_long';
  return optionsRefusal(message);
}

function optionsRefusal({ options, pickLabel }: Options): string | null {
  if (options.length < 1 || options.length > 10 || new Set(options.map((option) => option.id)).size !== options.length) return 'options_invalid';
  const asList = options.length > 3 || options.some((option) => option.description !== undefined);
  const titleLimit = asList ? 24 : 20;
  if (options.some((option) => option.title.trim() === '' || option.title.length > titleLimit || option.id.length > (asList ? 200 : 256)))
    return 'option_too_long';
  if (options.some((option) => (option.description ?? '').length > 72)) return 'option_too_long';
  return asList && (pickLabel.trim() === '' || pickLabel.length > 20) ? 'option_too_long' : null;
}

function requestBody(message: OutboundMessage): object {
  const person = /^\d+$/.test(message.to) ? { to: message.to } : { recipient: message.to };
  const context = message.replyTo === undefined ? {} : { context: { message_id: message.replyTo } };
  return { recipient_type: 'individual', ...person, ...context, biz_opaque_callback_data: message.reference, ...contentBody(message) };
}

function contentBody(message: OutboundMessage): object {
  if (message.kind === 'text') return { type: 'text', text: { preview_url: false, body: storable(message.text) } };
  if (message.kind === 'interactive') return { type: 'interactive', interactive: interactiveBody(message) };
  const { name, language, parameters } = message.template;
  const filled = parameters.map((parameter) => ({ type: 'text', parameter_name: parameter.name, text: storable(parameter.text) }));
  const components = filled.length > 0 ? [{ type: 'body', parameters: filled }] : [];
  return { type: 'template', template: { name, language: { code: language }, components } };
}

function interactiveBody({ text, options, pickLabel }: Options): object {
  const body = { text: storable(text) };
  if (options.length <= 3 && options.every((option) => option.description === undefined)) {
    return { type: 'button', body, action: { buttons: options.map(({ id, title }) => ({ type: 'reply', reply: { id, title } })) } };
  }
  return { type: 'list', body, action: { button: pickLabel, sections: [{ rows: options }] } };
}
