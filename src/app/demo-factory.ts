import { existsSync } from 'node:fs';
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
import { demoApi } from './demo-api.ts';
import { saveDemoRules } from './demo-rules.ts';
import { writePrivate } from './kept-file.ts';
import type { Progress } from './progress.ts';
import type { SapEndpoint, SignIn, WhatsappEndpoint } from './running.ts';
import { buildDemo, foreignSap, startSap, startWhatsapp } from './sandboxes.ts';
import type { Settings } from './settings.ts';
import type { WhatsappLine } from './wire.ts';

/** The demo company around karkhana: sandboxes, people, and the connection to its ERP. */
export interface DemoFactory {
  /** The sandbox WhatsApp as karkhana's own line. */
  readonly line: WhatsappLine;
  readonly whatsapp: WhatsappEndpoint;
  readonly sap: SapEndpoint;
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

const flavours: Readonly<Record<string, string>> = {
  CLS: 'classic salted',
  MAS: 'masala',
  TOM: 'tomato',
  PUD: 'pudina',
  LEM: 'lemon',
  PEP: 'pepper',
  GAR: 'garlic',
  SPI: 'spicy',
  SWE: 'sweet',
  ELA: 'elaichi',
  KES: 'kesar',
  MET: 'methi',
  JEE: 'jeera',
  PLN: 'plain',
  CHE: 'cheese',
  ONI: 'cream and onion',
};

const connectionTo = (sap: SapEndpoint): ConnectionInput => ({
  id: 'sap-vindhya',
  connector: 'sap-s4',
  settings: {
    baseUrl: sap.url,
    client: sap.client,
    user: sap.user,
    // customising of the demo company's SAP: which partners are customers, where price point and flavour stand
    accountGroups: ['CUST'],
    pricePointField: 'FirstSalesSpecProductGroup',
    flavourField: 'SecondSalesSpecProductGroup',
    flavours,
    // the sandbox never works on an order for longer than this
    settleSeconds: 4,
    salesOrganizations: { VS01: { zone: 'Asia/Kolkata', languages: ['en', 'hi'] }, VS02: { zone: 'Asia/Riyadh', languages: ['en', 'ar'] } },
  },
  secrets: { password: sap.password },
});

/**
 * Starts the sandboxes, or takes the SAP that already runs elsewhere. Nothing of karkhana itself is touched before `furnish`.
 */
export async function startDemoFactory({ settings, webUrl, progress, closing }: DemoInput): Promise<DemoFactory> {
  const given = settings.sandboxSap;
  const sap = given ? foreignSap(settings, given) : await progress.step('sandbox SAP', () => startSap(settings, closing));
  const { name, people, rotas, priceRules, phones: customers, salesOrgs } = buildDemo(settings);
  // colleagues are asked on their phones too
  const colleagues = people.map((person) => ({ phone: person.phone, name: person.name, customer: null, customerName: name, language: person.language }));
  const phones = [...customers, ...colleagues];
  const { endpoint, sandbox } = await progress.step('sandbox WhatsApp', () => startWhatsapp(settings, phones, null, closing));
  const signIns = people.map(({ email, password, name, roles }) => ({ email, password, name, roles }));
  // written when the first reading was complete: only then the next start need not wait for one
  const mark = path.join(settings.state, 'demo-read');
  return {
    line: { ...endpoint, graphUrl: endpoint.url, version: settings.whatsappVersion },
    whatsapp: endpoint,
    sap,
    signIns,
    publicApi: demoApi({ whatsappUrl: endpoint.url, sapUrl: sap.url, quietMs: settings.quietMs, phones, signIns }),
    async furnish(runtime, sync, report) {
      // customers and cases belong to the company code, not to its sales organisation
      await savePeopleOnce(runtime, { people, rotas }, salesOrgs[0]?.company ?? '');
      await connectErp(connectionTo(sap), runtime, sync, report, existsSync(mark));
      await saveDemoRules(runtime, priceRules, people);
      writePrivate(mark, `${runtime.now()}\n`);
    },
    async openDoor() {
      await sandbox.setWebhook(`${webUrl}/webhooks/whatsapp`);
    },
  };
}
