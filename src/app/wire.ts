import { randomBytes } from 'node:crypto';
import { reference16 } from '../connectors/kit/reference.ts';
import { exceptionsModule, openLinks } from '../modules/exceptions/index.ts';
import { identityModule, nameActors } from '../modules/identity/index.ts';
import { intakeModule } from '../modules/intake/index.ts';
import type { IntakeSettings, ReadingService } from '../modules/intake/index.ts';
import { mastersModule } from '../modules/masters/index.ts';
import {
  amendments,
  erpOrders,
  holds,
  ordersModule,
  recordErpCommitted,
  recordErpRejected,
  recordErpStarted,
  recordErpUnknown,
  savePastLines,
} from '../modules/orders/index.ts';
import { pricingModule } from '../modules/pricing/index.ts';
import { stockModule } from '../modules/stock/index.ts';
import { syncModule } from '../modules/sync/index.ts';
import type { OrdersFace, SyncDeps, SyncParts } from '../modules/sync/index.ts';
import { createWhatsappSender } from '../platform/channels/whatsapp/index.ts';
import type { TallyAgentDoor } from '../connectors/tally/index.ts';
import type { Ctx, Logger } from '../platform/runtime/ctx.ts';
import type { ModuleParts } from '../platform/runtime/module.ts';
import { connectors } from './connectors.ts';
import type { Keys } from './keys.ts';
import type { OwnReading } from './open-reading.ts';
import type { Settings } from './settings.ts';
import { Trouble } from './start-trouble.ts';
import { agentDoorModule, agentDoorOf } from './tally-agent.ts';

/** One business number at the WhatsApp Cloud API, real or sandbox. */
export interface WhatsappLine {
  readonly graphUrl: string;
  readonly version: string;
  readonly phoneNumberId: string;
  readonly accessToken: string;
  readonly appSecret: string;
  readonly verifyToken: string;
}

const sendTimeoutMs = 10_000;
const minuteMs = 60_000;

/** The line in the settings, or null when there is none. Throws Trouble when only a part of it is given. */
export function whatsappLineOf(settings: Settings): WhatsappLine | null {
  const { whatsappPhoneNumberId: phoneNumberId, whatsappAccessToken: accessToken, whatsappAppSecret: appSecret, whatsappVerifyToken: verifyToken } = settings;
  if (phoneNumberId && accessToken && appSecret && verifyToken) {
    return { graphUrl: settings.whatsappGraphUrl, version: settings.whatsappVersion, phoneNumberId, accessToken, appSecret, verifyToken };
  }
  if (phoneNumberId || accessToken || appSecret || verifyToken) {
    throw new Trouble(
      'WhatsApp needs all four: KARKHANA_WHATSAPP_PHONE_NUMBER_ID, KARKHANA_WHATSAPP_ACCESS_TOKEN, KARKHANA_WHATSAPP_APP_SECRET, KARKHANA_WHATSAPP_VERIFY_TOKEN.',
    );
  }
  return null;
}

function whatsappOf(line: WhatsappLine | null): IntakeSettings['whatsapp'] {
  // without a line nobody knows these, so the door refuses everything
  if (!line) return { appSecret: randomBytes(32).toString('hex'), verifyToken: randomBytes(32).toString('hex'), senderFor: () => null };
  const sender = createWhatsappSender({ ...line, fetch: globalThis.fetch, timeoutMs: sendTimeoutMs });
  return { appSecret: line.appSecret, verifyToken: line.verifyToken, senderFor: (id) => (id === line.phoneNumberId ? sender : null) };
}

// the same order; sync's schema type has lines that may be changed
async function orderForErp(ctx: Ctx, orderId: string): ReturnType<OrdersFace['getOrderForErp']> {
  const found = await erpOrders.getOrderForErp(ctx, orderId);
  return found && { commandId: found.commandId, payload: { ...found.payload, lines: [...found.payload.lines] } };
}

async function orderToSimulate(ctx: Ctx, orderId: string): ReturnType<OrdersFace['getOrderToSimulate']> {
  const found = await erpOrders.getOrderToSimulate(ctx, orderId);
  return found && { version: found.version, payload: { ...found.payload, lines: [...found.payload.lines] } };
}

async function amendmentForErp(ctx: Ctx, commandId: string): ReturnType<OrdersFace['getAmendmentForErp']> {
  const found = await amendments.getAmendmentForErp(ctx, commandId);
  if (!found) return null;
  const { before, after, ...payload } = found.payload;
  const side = (each: typeof before) => ({ ...each, lines: [...each.lines] });
  return { kind: found.kind, payload: { ...payload, before: side(before), after: side(after) } };
}

function syncDeps(keys: Keys, door: TallyAgentDoor | null): SyncDeps {
  return {
    connectors,
    secretKey: keys.sealing,
    orders: {
      ...amendments,
      getOrderForErp: orderForErp,
      getOrderToSimulate: orderToSimulate,
      recordDryRun: erpOrders.recordDryRun,
      getAmendmentForErp: amendmentForErp,
      recordErpStarted,
      recordErpCommitted,
      recordErpUnknown,
      recordErpRejected,
      savePastLines,
      waitsForCredit: holds.waitsForCredit,
    },
    // command ids are unique everywhere, so one name for all installations is enough
    referenceOf: (commandId) => reference16('karkhana', commandId),
    connectorDeps: {
      now: () => Date.now(),
      randomHex: (bytes) => randomBytes(bytes).toString('hex'),
      fetch: door ? door.fetchVia(globalThis.fetch) : globalThis.fetch,
    },
  };
}

/** Everything that the modules are given by this installation. */
export interface WireInput {
  readonly settings: Settings;
  readonly keys: Keys;
  readonly log: Logger;
  readonly whatsapp: WhatsappLine | null;
  readonly reading: ReadingService;
  readonly own: OwnReading;
  /** Where people reach the web; null on a node that does not know: it asks nobody on the phone. */
  readonly webUrl: string | null;
}

/** The modules in the order of their reactions, and those that are also used by name. */
export interface Wired {
  readonly modules: readonly ModuleParts[];
  readonly sync: SyncParts;
}

/** Puts all modules together with the channels and connectors of this installation. */
export function wireModules({ settings, keys, log, whatsapp, reading, own, webUrl }: WireInput): Wired {
  const policy: IntakeSettings['policy'] = {
    quietMs: settings.quietMs,
    longestMs: Math.max(10 * minuteMs, settings.quietMs * 10),
    completeQuietMs: settings.completeQuietMs,
    questionsAtMost: 2,
    answerWithinMs: 30 * minuteMs,
  };
  const links = openLinks(keys.links);
  const door = agentDoorOf(settings, (line) => log.info({}, line));
  const sync = syncModule(syncDeps(keys, door));
  const intake = intakeModule({
    policy,
    whatsapp: whatsappOf(whatsapp),
    reading,
    ...(own.installed ? { installed: own.installed } : {}),
    ...(own.llm ? { llm: own.llm } : {}),
    ...(whatsapp && webUrl ? { cases: { links, line: whatsapp.phoneNumberId, linkUrl: (token: string) => `${webUrl.replace(/\/+$/, '')}/a/${token}` } } : {}),
  });
  return {
    modules: [
      identityModule(),
      mastersModule(),
      exceptionsModule({ links, requote: holds.requoteLines }),
      pricingModule(nameActors),
      stockModule(),
      ordersModule(),
      intake,
      sync,
      ...(door ? [agentDoorModule(door)] : []),
    ],
    sync,
  };
}
