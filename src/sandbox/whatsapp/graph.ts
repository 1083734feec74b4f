import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { dropConnection, pause, type Habits, type SocketEnv } from '../kit/index.ts';
import { graphError, unknownObject, type GraphError } from './graph-errors.ts';
import type { WhatsappHabits } from './habits.ts';
import { userIdOf, type BusinessLine } from './payloads.ts';
import { undeliverable, type Phones } from './phones.ts';
import { isGraphError, readSendRequest, type AcceptableMessage, type ApprovedTemplate } from './send-request.ts';
import { newMessageId, type World } from './world.ts';

/** Everything that the Graph API needs. */
export interface GraphSettings {
  readonly world: World;
  readonly phones: Phones;
  readonly habits: Habits<WhatsappHabits>;
  readonly line: BusinessLine;
  readonly accessToken: string;
  readonly templates: readonly ApprovedTemplate[];
  readonly now: () => number;
  /** The stand-in's own address, for download links. */
  readonly baseUrl: () => string;
}

type Env = { Bindings: SocketEnv };
type GraphContext = Context<Env>;

const windowMs = 24 * 3_600_000;
const linkMs = 5 * 60_000;

/** The Graph API as far as a business needs it to answer people: sending, read marks, media, the line itself. */
export function graphRoutes(settings: GraphSettings): Hono<Env> {
  const { world, line } = settings;
  const app = new Hono<Env>();
  const links = new Map<string, { readonly mediaId: string; readonly until: number }>();

  app.post('/:version{v[0-9]+\\.[0-9]+}/:id/messages', async (c) => {
    const before = await guard(settings, c);
    if (before) return before;
    if (c.req.param('id') !== line.phoneNumberId) return fail(c, unknownObject(c.req.param('id')));
    const body: unknown = await c.req.json().catch(() => null);
    return isReadMark(body) ? markRead(settings, c, body) : accept(settings, c, body);
  });
  app.get('/:version{v[0-9]+\\.[0-9]+}/:id', async (c) => {
    const before = await guard(settings, c);
    if (before) return before;
    const id = c.req.param('id');
    if (id === line.phoneNumberId) return c.json({ id, display_phone_number: line.displayPhoneNumber, verified_name: 'Sandbox', quality_rating: 'GREEN' });
    const media = world.media(id);
    if (!media) return fail(c, unknownObject(id));
    const bytes = Buffer.from(media.base64, 'base64');
    const token = randomBytes(12).toString('hex');
    links.set(token, { mediaId: id, until: settings.now() + linkMs });
    const url = `${settings.baseUrl()}/media/${token}`;
    return c.json({
      messaging_product: 'whatsapp',
      url,
      mime_type: media.mimeType,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      file_size: bytes.length,
      id,
    });
  });
  app.get('/media/:token', async (c) => {
    const before = await guard(settings, c);
    if (before) return before;
    const link = links.get(c.req.param('token'));
    const media = link && link.until > settings.now() ? world.media(link.mediaId) : undefined;
    return media ? c.body(new Uint8Array(Buffer.from(media.base64, 'base64')), 200, { 'content-type': media.mimeType }) : c.body('URL signature expired', 404);
  });
  return app;
}

const fail = (c: GraphContext, error: GraphError): Response => c.json(error.body, error.status as 400);

/** What happens before the request is even looked at: bad habits, then the token. */
async function guard({ habits, accessToken, now }: GraphSettings, c: GraphContext): Promise<Response | null> {
  const { slowMs, downUntil, p429, pPairRate, p500, pSendDropBeforeAccept } = habits.get();
  if (slowMs[1] > 0) await pause(habits.dice.between(slowMs[0], Math.max(...slowMs)));
  if (downUntil !== null && Date.parse(downUntil) > now()) return fail(c, graphError(2, 'The service is down for now.'));
  const given = c.req.header('authorization') ?? '';
  if (!sameText(given, `Bearer ${accessToken}`)) return fail(c, graphError(190, 'The access token is not valid.'));
  if (c.req.method !== 'POST') return null;
  if (habits.dice.chance(pSendDropBeforeAccept)) return dropConnection(c.env);
  if (habits.dice.chance(p429)) return fail(c, graphError(130429, 'Too many messages sent from this phone number in a short period of time.'));
  if (habits.dice.chance(pPairRate)) return fail(c, graphError(131056, 'Too many messages to the same person in a short period of time.'));
  return habits.dice.chance(p500) ? fail(c, graphError(131000, 'Something went wrong.')) : null;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const sameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

interface ReadMark {
  readonly status: 'read';
  readonly message_id?: unknown;
  readonly typing_indicator?: unknown;
}

const isReadMark = (body: unknown): body is ReadMark => typeof body === 'object' && body !== null && 'status' in body && body.status === 'read';

function markRead({ phones }: GraphSettings, c: GraphContext, body: ReadMark): Response {
  const known = typeof body.message_id === 'string' && phones.markRead(body.message_id, body.typing_indicator !== undefined);
  return known ? c.json({ success: true }) : fail(c, graphError(131009, 'Message ID is invalid'));
}

async function accept(settings: GraphSettings, c: GraphContext, body: unknown): Promise<Response> {
  const { world, phones, habits, templates, now } = settings;
  const phoneOf = (userId: string): string | null => Array.from(world.people.keys()).find((phone) => userIdOf(phone) === userId) ?? null;
  const message = readSendRequest(body, templates, phoneOf);
  if (isGraphError(message)) return fail(c, message);
  const lastWroteAt = phones.lastWroteAt(message.to);
  const inWindow = lastWroteAt !== null && now() - lastWroteAt < windowMs;
  const known = world.person(message.to) !== undefined;
  const refused = known && !inWindow && message.type !== 'template';
  const outside = graphError(131047, 'Message failed to send because more than 24 hours have passed since the customer last replied to this number.');
  if (refused && habits.get().windowErrorBy === 'answer') return fail(c, outside);
  const id = newMessageId(message.to);
  if (!known) await phones.tell({ id, phone: message.to, status: 'failed', reference: message.reference, error: undeliverable }, 50);
  else if (refused)
    await phones.tell(
      {
        id,
        phone: message.to,
        status: 'failed',
        reference: message.reference,
        error: { code: 131047, title: 'Re-engagement message', details: 'Outside the 24-hour window.' },
      },
      50,
    );
  else await deliver(settings, id, message);
  return answer(settings, c, { messaging_product: 'whatsapp', contacts: [{ input: message.to, wa_id: message.to }], messages: [{ id }] });
}

/** Puts the message on the phone and plans its statuses. */
async function deliver({ world, phones, habits, now }: GraphSettings, id: string, message: AcceptableMessage): Promise<void> {
  const { to: phone, type, text, reference } = message;
  const quoted = message.replyTo === undefined ? undefined : world.message(message.replyTo);
  const bubble = phones.receive({
    ...{ id, phone, direction: 'in', type, text, at: new Date(now()).toISOString(), ticks: 'clock', edited: false, deleted: false },
    ...(quoted ? { replyTo: quoted.id } : {}),
    ...(message.buttons.length > 0 ? { buttons: message.buttons } : {}),
    ...(reference === undefined ? {} : { reference }),
  });
  const { deliverMs, readMs, pDropStatus, pStatusDisorder } = habits.get();
  const times = [0, deliverMs, ...(readMs === null ? [] : [Math.max(readMs, deliverMs)])];
  if (habits.dice.chance(pStatusDisorder)) times.reverse();
  const told = (['sent', 'delivered', 'read'] as const).map((status, at) => {
    const afterMs = times[at];
    return afterMs === undefined || habits.dice.chance(pDropStatus) ? null : phones.tell({ id, phone, status, reference }, afterMs);
  });
  await Promise.all([bubble, ...told]);
}

/** The good answer, or what the habits make of it after the message was taken. */
async function answer({ habits }: GraphSettings, c: GraphContext, body: object): Promise<Response> {
  const { pSendDropAfterAccept, pSendTimeoutAfterAccept, hangMs } = habits.get();
  if (habits.dice.chance(pSendDropAfterAccept)) return dropConnection(c.env);
  if (!habits.dice.chance(pSendTimeoutAfterAccept)) return c.json(body);
  await pause(hangMs);
  return dropConnection(c.env);
}
