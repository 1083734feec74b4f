/**
 * `npm run shots`: a picture of every screen of a running demo, in light and dark, in English, Arabic and Hindi, in three sizes, into shots/.
 *   npm start        (in another terminal)
 *   npm run shots -- [--only orders] [--state DIR]
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser, openPage, screenSizes, takeShot, type PageOptions } from '../test/support/browser.ts';
import { prepareChromium } from './chromium.ts';

const root = path.resolve(import.meta.dirname, '..');
const { values: options } = parseArgs({ options: { only: { type: 'string' }, state: { type: 'string' } } });

/** What `karkhana status --json` says, as far as a photographer needs it. */
interface Status {
  readonly web: { readonly url: string; readonly phoneUrl: string | null } | null;
  readonly signIns: readonly { readonly email: string; readonly password: string }[];
}

interface Screen {
  readonly name: string;
  readonly signedIn: boolean;
  readonly open: (page: Page, status: Status) => Promise<void>;
}

const at = (status: Status, place: string): string => new URL(place, status.web?.url).href;
const settle = (page: Page): Promise<void> => page.waitForTimeout(1_200);
const visit =
  (place: string) =>
  async (page: Page, status: Status): Promise<void> => {
    await page.goto(at(status, place));
    await settle(page);
  };

/** The page of the demo's ERP, whichever it is. */
async function openFirstConnection(page: Page, status: Status): Promise<void> {
  const answer = await page.request.get(at(status, '/api/sync/connections'));
  const { rows } = (await answer.json()) as { rows: readonly { id: string }[] };
  await visit(`/setup/connections/${rows[0]?.id ?? ''}`)(page, status);
}

/** The newest order, opened on its own page. */
async function openNewestOrder(page: Page, status: Status): Promise<void> {
  const answer = await page.request.get(at(status, '/api/orders?limit=1'));
  const list = (await answer.json()) as { rows: { id: string }[] };
  const id = list.rows[0]?.id;
  await visit(id === undefined ? '/orders?tab=all' : `/orders/${id}`)(page, status);
}

/** The queue with its first row opened beside it. */
async function openFirstRow(page: Page, status: Status): Promise<void> {
  await visit('/orders?tab=all')(page, status);
  await page.keyboard.press('j');
  await settle(page);
}

/** The alias library with the alias used last open beside it. */
async function openNewestAlias(page: Page, status: Status): Promise<void> {
  await visit('/setup/aliases')(page, status);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await settle(page);
}

const screens: readonly Screen[] = [
  { name: 'sign-in', signedIn: false, open: visit('/sign-in') },
  { name: 'orders', signedIn: true, open: openFirstRow },
  { name: 'order-page', signedIn: true, open: openNewestOrder },
  { name: 'approvals', signedIn: true, open: visit('/approvals') },
  { name: 'erp', signedIn: true, open: visit('/erp') },
  { name: 'connections', signedIn: true, open: visit('/setup/connections') },
  { name: 'connection', signedIn: true, open: openFirstConnection },
  { name: 'aliases', signedIn: true, open: visit('/setup/aliases') },
  { name: 'alias-open', signedIn: true, open: openNewestAlias },
  { name: 'reading', signedIn: true, open: visit('/setup/reading') },
  { name: 'checks', signedIn: true, open: visit('/setup/checks') },
  { name: 'prices', signedIn: true, open: visit('/setup/prices') },
  { name: 'price-numbers', signedIn: true, open: visit('/numbers/prices') },
  { name: 'price-requests', signedIn: true, open: visit('/numbers/prices?tab=requests') },
  {
    name: 'phone',
    signedIn: false,
    open: async (page, status) => {
      await page.goto(status.web?.phoneUrl ?? at(status, '/phone'));
      await settle(page);
    },
  },
];

const looks: readonly (PageOptions & { readonly name: string })[] = [
  { name: 'light', theme: 'light', language: 'en' },
  { name: 'dark', theme: 'dark', language: 'en' },
  { name: 'arabic', theme: 'light', language: 'ar' },
  { name: 'hindi', theme: 'light', language: 'hi' },
];

function readStatus(): Status {
  const args = ['bin/karkhana.mjs', 'status', '--json', ...(options.state === undefined ? [] : ['--state', options.state])];
  try {
    return JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })) as Status;
  } catch {
    console.error('No demo is running: start one with `npm start` in another terminal.');
    process.exit(1);
  }
}

/** Signs in once; every page gets the session. */
async function signIn(browser: Browser, status: Status): Promise<BrowserContextOptions['storageState']> {
  const { page } = await openPage(browser);
  const { email, password } = status.signIns[0] ?? { email: '', password: '' };
  const answer = await page.request.post(at(status, '/api/auth/sign-in/email'), {
    data: { email, password },
    headers: { origin: at(status, '/').replace(/\/$/, '') },
  });
  if (!answer.ok()) throw new Error(`The demo did not let ${email} in: ${answer.status()} ${await answer.text()}`);
  const state = await page.context().storageState();
  await page.context().close();
  return state;
}

async function shoot(browser: Browser, status: Status, screen: Screen, storageState: BrowserContextOptions['storageState']): Promise<string[]> {
  const troubles: string[] = [];
  for (const look of looks) {
    for (const size of Object.keys(screenSizes) as (keyof typeof screenSizes)[]) {
      const { page, trouble } = await openPage(browser, { ...look, size, ...(screen.signedIn ? { storageState } : {}) });
      await screen.open(page, status);
      if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) trouble.push('is wider than the screen');
      const file = await takeShot(page, `${screen.name}-${look.name}-${size}`, path.join(root, 'shots'));
      console.log(path.relative(root, file));
      troubles.push(...trouble.map((text) => `${screen.name} ${look.name} ${size}: ${text}`));
      await page.context().close();
    }
  }
  return troubles;
}

if (prepareChromium() === null) process.exit(1);
const status = readStatus();
fs.rmSync(path.join(root, 'shots'), { recursive: true, force: true });
const browser = await launchBrowser();
const session = await signIn(browser, status);
const troubles: string[] = [];
for (const screen of screens.filter(({ name }) => options.only === undefined || name === options.only))
  troubles.push(...(await shoot(browser, status, screen, session)));
await browser.close();
for (const trouble of troubles) console.error(`! ${trouble}`);
process.exitCode = troubles.length === 0 ? 0 : 1;
