import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { connectDemo, type DemoClient } from '../../src/app/demo/client.ts';
import type { ConversationRow } from '../../src/modules/intake/contract.ts';
import type { OrderPage, OrderState } from '../../src/modules/orders/contract.ts';
import { launchBrowser, openPage, takeShot, type PageOptions } from '../support/browser.ts';
import { startKarkhana, until, type Karkhana } from '../support/karkhana.ts';

/** Long enough for a machine with two busy cores; what is waited for normally takes two seconds. */
const limitMs = 30_000;

/** The running product of a test file, its pages, and what a test needs to know of it. */
export interface Factory {
  readonly karkhana: Karkhana;
  /** Through the doors that everybody uses. */
  readonly client: DemoClient;
  /** The web's address of a path. */
  at(path: string): string;
  /** A page in a context of its own, nobody signed in. Its trouble is looked at after the test. */
  page(options?: PageOptions): Promise<Page>;
  /** A page of somebody who has signed in before, at an address. */
  desk(place: string, options?: PageOptions, email?: string): Promise<Page>;
  /** The demo's phone, played as somebody on its list. */
  phone(person: string, options?: PageOptions): Promise<Page>;
  /** The newest order of a phone, once it is in a state. */
  orderOf(phone: string, state: OrderState): Promise<OrderPage>;
  /** The newest conversation of a phone, once it is there and `is` says yes. */
  conversationOf(phone: string, is?: (row: ConversationRow) => boolean): Promise<ConversationRow>;
}

/** Starts product and browser before the tests of a file, ends them after; a page that had trouble fails its test. */
export function useFactory(): Factory {
  let karkhana: Karkhana;
  let browser: Browser;
  let client: DemoClient;
  const sessions = new Map<string, BrowserContextOptions['storageState']>();
  const pages: { readonly page: Page; readonly trouble: string[] }[] = [];

  beforeAll(async () => {
    [karkhana, browser] = await Promise.all([startKarkhana({ quietMs: 1_500 }), launchBrowser()]);
    // the first order plays by itself; a test begins when the desk is empty again
    await until('the first order', () => (karkhana.said().includes('K-000001 → ERP order') ? true : null), 90_000);
    client = await connectDemo(karkhana.running);
  });
  afterEach(async ({ task }) => {
    const trouble = pages.flatMap((each) => each.trouble);
    if (task.result?.state === 'fail')
      for (const [i, { page }] of pages.filter((each) => !each.page.isClosed()).entries()) await takeShot(page, `failed/${task.name.slice(0, 40)} ${i + 1}`);
    await Promise.all(pages.splice(0).map(({ page }) => page.context().close()));
    expect(trouble).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await karkhana?.dispose();
  });

  const at = (path: string): string => new URL(path, karkhana.running.web.url).href;
  const page = async (options: PageOptions = {}): Promise<Page> => {
    const watched = await openPage(browser, options);
    watched.page.setDefaultTimeout(limitMs);
    pages.push(watched);
    return watched.page;
  };
  const session = async (email: string): Promise<BrowserContextOptions['storageState']> => {
    const kept = sessions.get(email);
    if (kept !== undefined) return kept;
    const door = await page();
    const password = karkhana.running.signIns.find((person) => person.email === email)?.password ?? '';
    const answer = await door.request.post(at('/api/auth/sign-in/email'), { data: { email, password }, headers: { origin: new URL(at('/')).origin } });
    expect(answer.status()).toBe(200);
    const state = await door.context().storageState();
    sessions.set(email, state);
    return state;
  };
  const conversationOf: Factory['conversationOf'] = (phone, is = () => true) =>
    until(
      `a conversation of ${phone}`,
      async () => {
        const row = (await client.conversations(phone))[0];
        return row !== undefined && is(row) ? row : null;
      },
      limitMs,
    );

  return {
    get karkhana() {
      return karkhana;
    },
    get client() {
      return client;
    },
    at,
    page,
    async desk(place, options = {}, email = 'asha@vindhya.example') {
      const opened = await page({ ...options, storageState: await session(email) });
      await opened.goto(at(place));
      return opened;
    },
    async phone(person, options = {}) {
      const opened = await page(options);
      await opened.goto(at('/phone'));
      await opened.getByRole('navigation').getByRole('button', { name: person }).click();
      return opened;
    },
    conversationOf,
    async orderOf(phone, state) {
      const { orderId } = await conversationOf(phone, (row) => row.orderId !== null);
      let last = 'no state';
      const look = async (): Promise<OrderPage | null> => {
        const order = await client.order(orderId ?? '');
        last = `${order.state} ${JSON.stringify(order.waiting)}`;
        return order.state === state ? order : null;
      };
      return until(`the order of ${phone} as ${state}`, look, limitMs).catch((error: unknown) => {
        throw new Error(`${String(error)}; it is ${last}`);
      });
    },
  };
}

/** The hands of a person at a page: every key and every tap is counted, typed words are not. */
export interface Hands {
  readonly keys: number;
  readonly taps: number;
  press(key: string): Promise<void>;
  tap(what: Locator): Promise<void>;
  write(words: string): Promise<void>;
}

/** Puts hands on a page. */
export function handsOn(page: Page): Hands {
  const counted = { keys: 0, taps: 0 };
  return {
    get keys() {
      return counted.keys;
    },
    get taps() {
      return counted.taps;
    },
    async press(key) {
      counted.keys += 1;
      await page.keyboard.press(key);
    },
    async tap(what) {
      counted.taps += 1;
      await what.click();
    },
    write: (words) => page.keyboard.insertText(words),
  };
}

/** The parts of the orders desk, as a person names them. */
export const deskOf = (page: Page) => ({
  row: (customer: string | RegExp): Locator => page.getByRole('listbox').getByRole('option', { name: customer }),
  selected: page.locator('[role=option][aria-selected=true]'),
  draft: page.getByRole('region', { name: 'Order', exact: true }),
  talk: page.getByRole('log'),
  line: (no: number): Locator => page.getByRole('button', { name: new RegExp(`^Line ${no}:`) }),
  /** The words of the conversation that became a line. */
  words: page.getByRole('log').locator('mark'),
  litWords: page.getByRole('log').locator('mark[data-lit=true]'),
});

/** The parts of the played phone. */
export const phoneOf = (page: Page) => ({
  field: page.getByRole('textbox', { name: 'Message' }),
  messages: page.getByRole('main').getByRole('article'),
  erpOrders: page.getByRole('region', { name: 'What the ERP holds' }).getByRole('article'),
});

/** Waits until a locator shows what it should. Playwright's own `expect` is not part of playwright-core. */
export async function shows(what: Locator, text: string | RegExp): Promise<void> {
  await what.filter({ hasText: text }).first().waitFor({ timeout: limitMs });
}
