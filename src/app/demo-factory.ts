import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Hono } from 'hono';
import type { DemoFactory as DemoCompany } from '../../db/seed/index.ts';
import { newPersonSchema, rotaSchema } from '../modules/identity/contract.ts';
import { hasPeople, savePeople, saveRota } from '../modules/identity/index.ts';
import type { ConnectionInput, SyncParts } from '../modules/sync/index.ts';
import type { HttpEnv } from '../platform/http/env.ts';
import { systemActor } from '../platform/runtime/ctx.ts';
import type { Runtime } from '../platform/runtime/ctx.ts';
import type { Closing } from './closing.ts';
import { connectErp } from './connect-erp.ts';
import { demoErpOf } from './demo-erps/index.ts';
import { demoApi } from './demo-api.ts';
import { saveDemoRules } from './demo-rules.ts';
import { writePrivate } from './kept-file.ts';
import type { Progress } from './progress.ts';
import type { ErpEndpoint, SignIn, WhatsappEndpoint } from './running.ts';
import { buildDemo, foreignErp, startErp, startWhatsapp } from './sandboxes.ts';
import type { Settings } from './settings.ts';
import { Trouble } from './start-trouble.ts';
import type { WhatsappLine } from './wire.ts';

/** The demo company around karkhana: sandboxes, people, and the connection to its ERP. */
export interface DemoFactory {
  /** The sandbox WhatsApp as karkhana's own line. */
  readonly line: WhatsappLine;
  readonly whatsapp: WhatsappEndpoint;
  readonly erp: ErpEndpoint;
  readonly signIns: readonly SignIn[];
  readonly publicApi: Hono<HttpEnv>;
  /** Saves the people, reads the company from the sandbox ERP and saves the rules with which it sells, unless an earlier start did. */
  furnish(runtime: Runtime, sync: SyncParts, progress: Progress): Promise<void>;
  /** Tells the sandbox WhatsApp where webhooks go; from then on messages come in. */
  openDoor(): Promise<void>;
}

/** What the demo factory is started with. */
export interface DemoInput {
  readonly settings: Settings;
  readonly webUrl: string;
  readonly progress: Progress;
  readonly closing: Closing;
}

const setUp = systemActor('set-up');

/** The people and who of them is on duty when, unless an earlier start saved them. */
async function savePeopleOnce(runtime: Runtime, { people, rotas }: Pick<DemoCompany, 'people' | 'rotas'>, company: string): Promise<void> {
  const wanted = people.map((person) => newPersonSchema.parse({ ...person, company }));
  await runtime.transaction(setUp, async (ctx) => {
    if (await hasPeople(ctx)) return;
    const saved = await savePeople(ctx, wanted);
    const idOf = new Map(people.map((person, at) => [person.email, saved.ok ? saved.value[at] : undefined]));
    for (const rota of rotas) {
      const shifts = rota.shifts.map(({ email, ...times }) => ({ ...times, person: idOf.get(email) }));
      await saveRota(ctx, rotaSchema.parse({ ...rota, shifts }));
    }
  });
}

const connectionTo = ({ id, url, signIn }: ErpEndpoint): ConnectionInput => ({
  id: `${id}-vindhya`,
  connector: id,
  // the sandboxes never work on an order for longer than this
  settleSeconds: 4,
  ...demoErpOf(id).connection(url, signIn),
});

/** Throws Trouble when this state folder holds the demo as another ERP told it. */
function checkErp(state: string, erp: ErpEndpoint): string {
  const kept = path.join(state, 'demo-read');
  const before = existsSync(kept) ? readFileSync(kept, 'utf8').trim() : erp.id;
  if (before !== erp.id) throw new Trouble(`The demo in ${state} runs on ${before}: give --erp ${before}, or another folder with --state.`);
  return kept;
}

/**
 * Starts the sandboxes, or takes the ERP that already runs elsewhere. Nothing of karkhana itself is touched before `furnish`.
 */
export async function startDemoFactory({ settings, webUrl, progress, closing }: DemoInput): Promise<DemoFactory> {
  const given = settings.sandboxErp;
  const erp = given
    ? foreignErp(settings.erp, settings, given)
    : await progress.step(`sandbox ${demoErpOf(settings.erp).name}`, () => startErp(settings.erp, settings, closing));
  const { name, people, rotas, priceRules, phones: customers, salesOrgs } = buildDemo(settings);
  // colleagues are asked on their phones too
  const colleagues = people.map((person) => ({ phone: person.phone, name: person.name, customer: null, customerName: name, language: person.language }));
  const phones = [...customers, ...colleagues];
  const { endpoint, sandbox } = await progress.step('sandbox WhatsApp', () => startWhatsapp(settings, phones, null, closing));
  const signIns = people.map(({ email, password, name, roles }) => ({ email, password, name, roles }));
  // written when the first reading was complete: only then the next start need not wait for one
  const mark = checkErp(settings.state, erp);
  return {
    line: { ...endpoint, graphUrl: endpoint.url, version: settings.whatsappVersion },
    whatsapp: endpoint,
    erp,
    signIns,
    publicApi: demoApi({ whatsappUrl: endpoint.url, erpUrl: erp.url, erpName: erp.name, quietMs: settings.quietMs, phones, signIns }),
    async furnish(runtime, sync, report) {
      // customers and cases belong to the company code, not to its sales organisation
      await savePeopleOnce(runtime, { people, rotas }, salesOrgs[0]?.company ?? '');
      await connectErp(connectionTo(erp), runtime, sync, report, existsSync(mark));
      await saveDemoRules(runtime, priceRules, people);
      writePrivate(mark, `${erp.id}\n`);
    },
    async openDoor() {
      await sandbox.setWebhook(`${webUrl}/webhooks/whatsapp`);
    },
  };
}
