import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { accessibilityTrouble, noBrowser, screenSizes, type PageOptions } from '../support/browser.ts';
import { deskOf, shows, useFactory } from './factory.ts';

const isolated = (text: string): RegExp => new RegExp(`\\u2066${text}\\u2069|${text}`);

describe.skipIf(noBrowser !== null)(`languages and looks${noBrowser === null ? '' : ` (${noBrowser})`}`, () => {
  const factory = useFactory();

  /** By how much the page, or a card in a pane that scrolls by itself, is wider than the screen. */
  const overflow = (page: Page): Promise<number> =>
    page.evaluate(() => {
      const page = document.scrollingElement;
      const boxes = [...document.querySelectorAll('main section, main header')].map((part) => part.getBoundingClientRect()).filter((box) => box.width > 0);
      return Math.ceil(
        Math.max((page?.scrollWidth ?? 0) - (page?.clientWidth ?? 0), ...boxes.map((box) => Math.max(-box.left, box.right - window.innerWidth))) - 0.5,
      );
    });
  const left = async (page: Page, selector: string): Promise<number> => (await page.locator(selector).first().boundingBox())?.x ?? Number.NaN;

  it('the desk in Arabic is mirrored; an Arabic order stands right to left in it with its codes left to right', async () => {
    await factory.client.say('966000020011', 'أريد ٢٠ كرتون سيف راتلامي وكرتونين بطاطس');
    const order = await factory.orderOf('966000020011', 'confirmed');
    const desk = await factory.desk(`/orders?tab=all&order=${order.id}`);
    await deskOf(desk).words.first().waitFor();
    const places = ['[data-pane=queue]', '[data-pane=talk]', '[data-pane=draft]'];
    const before = await Promise.all(places.map((place) => left(desk, place)));
    expect(before).toEqual(before.toSorted((a, b) => a - b));

    await desk.getByRole('button', { name: 'Language' }).click();
    await desk.getByRole('menuitem', { name: 'العربية' }).click();
    await desk.locator('html[dir=rtl][lang=ar]').waitFor();
    await shows(deskOf(desk).selected, /مؤسسة النور|Al Noor/);
    const after = await Promise.all(places.map((place) => left(desk, place)));
    expect(after, 'queue, conversation and order stand from right to left').toEqual(after.toSorted((a, b) => b - a));

    const words = deskOf(desk).words;
    expect(await words.allTextContents()).toEqual(order.lines.map(() => expect.stringMatching(/كرتون/)));
    expect(await words.first().evaluate((mark) => getComputedStyle(mark).direction)).toBe('rtl');
    const code = desk.locator('[data-pane=draft]').getByText('SEV200', { exact: true }).first();
    expect(await code.evaluate((element) => [getComputedStyle(element).direction, getComputedStyle(element).unicodeBidi])).toEqual(['ltr', 'isolate']);
    const number = desk
      .locator('[data-pane=draft]')
      .getByText(order.erpNumber ?? 'none', { exact: true })
      .first();
    expect(await number.evaluate((element) => [getComputedStyle(element).direction, getComputedStyle(element).unicodeBidi])).toEqual(['ltr', 'isolate']);
    await shows(deskOf(desk).talk, isolated(order.erpNumber ?? 'none'));
    expect(await accessibilityTrouble(desk)).toEqual([]);

    await desk.reload();
    await desk.locator('html[dir=rtl]').waitFor();
    await deskOf(desk).words.first().waitFor();
    await desk.keyboard.press('e');
    await desk.getByRole('heading', { name: order.erpNumber ?? 'none', level: 1 }).waitFor();
    expect(await accessibilityTrouble(desk)).toEqual([]);
  });

  it('the desk in Hindi says everything in Hindi, and the dark theme is dark', async () => {
    const desk = await factory.desk('/orders?tab=all', { language: 'hi', theme: 'dark' });
    await desk.getByRole('tab', { name: /करने के काम/ }).waitFor();
    await deskOf(desk).words.first().waitFor();
    expect(await desk.locator('html').getAttribute('lang')).toBe('hi');
    const ground = await desk.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.slice(0, 3).map(Number) ?? []);
    expect(Math.max(...ground)).toBeLessThan(40);
    // what is left in Latin letters are names, codes, units and the customer's own words
    const latin = await desk.getByRole('tablist').allInnerTexts();
    expect(latin.join(' ').replace('ERP', '')).not.toMatch(/[a-z]{2}/i);
    expect(await accessibilityTrouble(desk)).toEqual([]);
  });

  /** Every screen, signed in or not, and what is waited for before it is judged. */
  const screens: readonly (readonly [string, (options: PageOptions) => Promise<Page>])[] = [
    [
      'sign-in',
      async (options) => {
        const page = await factory.page(options);
        await page.goto(factory.at('/sign-in'));
        await page.getByText('Asha Kulkarni').waitFor();
        return page;
      },
    ],
    [
      'orders',
      async (options) => {
        const { id } = await factory.orderOf('910000010421', 'confirmed');
        const page = await factory.desk(`/orders?tab=all&order=${id}`, options);
        await page.locator('[data-pane=draft]').getByText('SEV200').first().waitFor();
        return page;
      },
    ],
    [
      'order page',
      async (options) => {
        const order = await factory.orderOf('910000010421', 'confirmed');
        const page = await factory.desk(`/orders/${order.id}`, options);
        await page
          .getByRole('cell', { name: /A_SalesOrder/ })
          .first()
          .waitFor();
        return page;
      },
    ],
    [
      'approvals',
      async (options) => {
        const page = await factory.desk('/approvals', options);
        await page.getByRole('tablist').waitFor();
        await page.getByRole('region').nth(1).waitFor();
        return page;
      },
    ],
    [
      'ERP',
      async (options) => {
        const page = await factory.desk('/erp', options);
        await page
          .getByText(/sap-s4-vindhya/)
          .first()
          .waitFor();
        return page;
      },
    ],
    [
      'phone',
      async (options) => {
        const page = await factory.page(options);
        await page.goto(factory.at('/phone'));
        await page.getByRole('main').getByRole('article').first().waitFor();
        return page;
      },
    ],
  ];
  const looks: readonly (readonly [string, PageOptions])[] = [
    ['light', { theme: 'light' }],
    ['dark', { theme: 'dark' }],
    ['Arabic', { language: 'ar' }],
  ];

  it.each(screens)('%s: readable for everybody in light, dark and Arabic, and never wider than the screen', async (_, open) => {
    const trouble: string[] = [];
    for (const [look, options] of looks) {
      const page = await open(options);
      trouble.push(...(await accessibilityTrouble(page)).map((text) => `${look}: ${text}`));
      for (const size of ['desk', 'tablet', 'phone'] as const) {
        await page.setViewportSize(screenSizes[size]);
        // the layout has followed the size once a frame is drawn
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
        const by = await overflow(page);
        if (by > 0) trouble.push(`${look} ${size}: wider than the screen by ${by} px`);
        if (size === 'phone' && look === 'light') trouble.push(...(await accessibilityTrouble(page)).map((text) => `${look} phone: ${text}`));
      }
      await page.context().close();
    }
    expect(trouble).toEqual([]);
  });
});
