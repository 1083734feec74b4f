import { createHash } from 'node:crypto';
import type { BusinessLine } from './payloads.ts';
import type { Media, PhoneMessage } from './world.ts';

/** What a person sends. A reply to buttons with the title of one of them is a press of that button. */
export interface Sending {
  readonly text: string;
  readonly name?: string | undefined;
  readonly replyTo?: string | undefined;
  readonly media?: { readonly mimeType: string; readonly base64: string; readonly filename?: string | undefined } | undefined;
}

/** A message's `type` and the member of that name, as in a webhook. */
export type Content = { readonly type: string } & Readonly<Record<string, unknown>>;

/** What the person sends, as the platform tells it: a file, a press of a quoted message's button, or text. */
export function contentOf(sending: Sending, quoted: PhoneMessage | undefined, media: Media | undefined, line: BusinessLine): Content {
  const context = quoted ? { context: { from: quoted.direction === 'in' ? line.displayPhoneNumber : quoted.phone, id: quoted.id } } : {};
  if (media) return { ...context, ...mediaContent(sending, media) };
  return { ...context, ...((quoted?.direction === 'in' ? pressed(sending.text, quoted) : null) ?? { type: 'text', text: { body: sending.text } }) };
}

function mediaContent(sending: Sending, media: Media): Content {
  const type = ['image', 'video', 'audio'].find((kind) => media.mimeType.startsWith(`${kind}/`)) ?? 'document';
  const sha256 = createHash('sha256').update(Buffer.from(media.base64, 'base64')).digest('base64');
  const caption = sending.text === '' ? {} : { caption: sending.text };
  const filename = type === 'document' ? { filename: sending.media?.filename ?? 'file' } : {};
  return { type, [type]: { ...caption, ...filename, mime_type: media.mimeType, sha256, id: media.id } };
}

function pressed(text: string, quoted: PhoneMessage): Content | null {
  const button = quoted.buttons?.find((one) => one.title === text);
  if (!button) return null;
  const reply = quoted.type === 'list' ? 'list_reply' : 'button_reply';
  return { type: 'interactive', interactive: { type: reply, [reply]: { id: button.id, title: button.title } } };
}
