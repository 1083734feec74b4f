import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { accessibilityTrouble, noBrowser, screenSizes, type PageOptions } from '../support/browser.ts';
import { handsOn, shows, useFactory } from './factory.ts';

/** The parts of Setup → Aliases, as a person names them. */
const aliasesOf = (page: Page) => ({
  table: page.getByRole('grid', { name: 'What words mean' }),
  row: (words: string | RegExp) => page.getByRole('row', { name: words }),
  panel: page.getByRole('complementary', { name: 'The alias' }),
  dialog: page.getByRole('dialog'),
});

describe.skipIf(noBrowser !== null)(`setup: aliases and reading${noBrowser === null ? '' : ` (${noBrowser})`}`, () => {
  const factory = useFactory();
  const owner = 'anand@vindhya.example';

  it('finds an alias with the keyboard, shows who taught it, and keeps what is open in the address', async () => {
    const page = await factory.desk('/setup/aliases?scope=customer', {}, owner);
    const { table, row, panel } = aliasesOf(page);
    await table.getByRole('row').nth(2).waitFor();
    const hand = handsOn(page);
    await hand.press('/');
    await hand.write('bhujia');
    await page.waitForURL(/q=bhujia/);
    await row(/^5 WALA CHIPS/i)
      .first()
      .waitFor({ state: 'detached' });
    await row(/bhujia/i)
      .first()
      .waitFor();
    await hand.press('Enter');
    await hand.press('j');
    await hand.press('Enter');
    await shows(panel, /past orders/i);
    await page.waitForURL(/alias=/);
    expect(await accessibilityTrouble(page)).toEqual([]);
    await page.reload();
    await shows(panel, /bhujia/i);
    await hand.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(hand.keys).toBe(5);
  });

  it('what is taught here settles the next order, the order explains itself by it, and taking it back names it and sends it to the desk', async () => {
    const page = await factory.desk('/setup/aliases', {}, owner);
    const { table, panel, dialog } = aliasesOf(page);
    await table.getByRole('row').nth(2).waitFor();
    await page.keyboard.press('n');
    await dialog.getByRole('combobox', { name: /customers by name/ }).fill('Shree Traders');
    await dialog.getByRole('option', { name: /C-1042/ }).click();
    await dialog.getByRole('textbox', { name: /as the customer writes them/ }).fill('chhutki wali');
    await dialog.getByRole('combobox', { name: /catalogue/ }).fill('SEV200');
    await dialog.getByRole('option', { name: /SEV200/ }).click();
    expect(await accessibilityTrouble(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Teach' }).click();
    await shows(page.getByRole('status'), /Learnt: .*chhutki wali.* = .*SEV200/);
    await shows(panel, 'A line with these words is booked as this item without asking.');
    const aliasUrl = page.url();

    await factory.client.say('910000010421', '5 peti chhutki wali');
    const { orderId } = await factory.conversationOf('910000010421', (row) => row.preview.includes('chhutki') && row.orderId !== null);
    // far below what this customer usually takes: the item is settled by the alias, the quantity is asked
    const order = await factory.orderOf('910000010421', 'needs_customer');
    expect(order.id).toBe(orderId);
    expect(order.lines[0]).toMatchObject({ sku: 'SEV200', via: 'alias', vetoes: ['unusual_quantity'] });
    await page.goto(factory.at(`/orders/${order.id}`));
    await page.getByText('Explain', { exact: true }).first().click();
    await shows(page.locator('details[open]'), /This customer has meant this item by these words before/);
    await shows(page.locator('details[open]'), /Why it was not booked by itself\s*Unusual quantity/);
    expect(await accessibilityTrouble(page)).toEqual([]);
    await page.getByRole('link', { name: 'See what was learnt about these words' }).first().click();
    await page.waitForURL(/customer=C-1042/);
    await aliasesOf(page)
      .row(/chhutki/i)
      .waitFor();

    await page.goto(aliasUrl);
    await panel.getByRole('heading', { name: /chhutki/i }).waitFor();
    await page.keyboard.press('u');
    await shows(dialog, order.number);
    await page.keyboard.insertText('A test of ours');
    expect(await accessibilityTrouble(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await shows(page.getByRole('status'), /Taken back: .*chhutki wali.*1 open order is with the desk/);
    await panel.waitFor({ state: 'detached' });
    await factory.orderOf('910000010421', 'needs_desk');
    await page.getByRole('button', { name: 'Teach it again' }).click();
    await aliasesOf(page)
      .row(/chhutki/i)
      .first()
      .waitFor();
  });

  it('an import is rehearsed line by line before it changes anything', async () => {
    const page = await factory.desk('/setup/aliases', {}, owner);
    const { table, dialog } = aliasesOf(page);
    await table.getByRole('row').nth(2).waitFor();
    await page.getByRole('button', { name: 'Import' }).click();
    const file = 'scope,scope_id,words,sku\ncustomer,C-1042,gol gappa mix,MIX400\ncustomer,C-1042,nothing of ours,NOPE1\ncustomer,C-0000,sev,SEV200\n';
    await dialog.getByRole('textbox', { name: /paste/ }).fill(file);
    await dialog.getByRole('button', { name: 'Check' }).click();
    await shows(dialog, /Line 3\s*There is no item .*NOPE1/);
    await shows(dialog, /Line 4\s*There is no customer .*C-0000/);
    expect(await accessibilityTrouble(page)).toEqual([]);
    const held = async (): Promise<number> => {
      const answer = await page.request.get(factory.at('/api/aliases?customer=C-1042&q=gol gappa mix'));
      return ((await answer.json()) as { rows: unknown[] }).rows.length;
    };
    expect(await held()).toBe(0);
    await dialog.getByRole('button', { name: 'Apply 1 change' }).click();
    await shows(page.getByRole('status'), /Imported: 1 new/);
    expect(await held()).toBe(1);
  });

  it('the reading screen claims no more than was audited, keeps the company’s words, and shows a new fitting', async () => {
    const page = await factory.desk('/setup/reading', {}, owner);
    await shows(page.getByRole('main'), /Nothing has been audited yet|Not enough audited yet/);
    const fillers = page.getByRole('textbox', { name: /Words that mean nothing/ });
    await fillers.fill('seth, ji');
    await page.getByRole('textbox', { name: /Words for the same thing/ }).fill('aloo');
    await shows(page.getByRole('status'), /A group needs two words at least: .*aloo/);
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: /Words for the same thing/ }).fill('aloo = batata');
    await page.getByRole('button', { name: 'Save' }).click();
    await shows(page.getByRole('status'), 'Saved.');
    await page.reload();
    await shows(page.getByRole('textbox', { name: /Words for the same thing/ }), 'aloo = batata');
    await page.getByRole('button', { name: 'Refit now' }).click();
    await shows(page.getByRole('status'), /Fitting to catalogue|Done/);
    await shows(page.getByRole('main'), /Books unasked from/);
    expect(await accessibilityTrouble(page)).toEqual([]);
  });

  it('audits are answered with one key each; a wrong line is given its right item', async () => {
    const page = await factory.desk('/setup/reading');
    // which lines are drawn is a matter of lot: two of our own stand in for them
    const line = {
      orderId: '01a20544-0000-7000-8000-000000000001',
      lineId: 'l1',
      customerName: 'Shree Traders',
      said: 'bhai 40 peti sev\nkal subah',
      words: '40 peti sev',
      sku: 'SEV200',
    };
    const audit = { ...line, itemName: 'Ratlami sev 200 g', quantityMilli: 40_000, uom: 'CAR', decidedAt: '2026-11-22T08:00:00.000Z' };
    let rows = [
      { ...audit, id: 'first' },
      { ...audit, id: 'second' },
    ];
    const answers: unknown[] = [];
    await page.route('**/api/reading/audits', (route) => route.fulfill({ json: { rows } }));
    await page.route('**/api/reading/audits/*', (route) => {
      const answered = new URL(route.request().url()).pathname.split('/').at(-1);
      answers.push([answered, route.request().postDataJSON()]);
      rows = rows.filter((row) => row.id !== answered);
      return route.fulfill({ json: { rows } });
    });
    await page.reload();
    const audits = page.getByRole('region', { name: 'To be audited' });
    await shows(audits.locator('mark'), '40 peti sev');
    expect(await accessibilityTrouble(page)).toEqual([]);
    const hand = handsOn(page);
    await hand.press('r');
    await audits.getByRole('listitem').nth(1).waitFor({ state: 'detached' });
    await hand.press('w');
    await hand.write('CHP5');
    await audits.getByRole('option', { name: /CHP5/ }).waitFor();
    await hand.press('Enter');
    await shows(audits, 'Nothing to audit');
    expect(answers).toEqual([
      ['first', { verdict: 'right' }],
      ['second', { verdict: 'wrong', sku: 'CHP5' }],
    ]);
    expect(hand.keys).toBe(3);
  });

  it('a person without the role sees that this is not for them', async () => {
    for (const place of ['/setup/aliases', '/setup/reading']) {
      const page = await factory.desk(place, { language: 'en' }, 'suresh@vindhya.example');
      await shows(page.getByRole('alert'), 'Not for your role');
      expect(await accessibilityTrouble(page)).toEqual([]);
    }
  });

  const looks: readonly (readonly [string, PageOptions])[] = [
    ['light', { theme: 'light' }],
    ['dark', { theme: 'dark', language: 'hi' }],
    ['Arabic', { language: 'ar' }],
  ];

  it.each(['/setup/aliases?q=sev', '/setup/reading'])(
    '%s: readable for everybody in light, dark and Arabic, and never wider than the screen',
    async (place) => {
      const trouble: string[] = [];
      for (const [look, options] of looks) {
        const page = await factory.desk(place, options, owner);
        await page.locator('[role=grid], main h1').first().waitFor();
        for (const size of ['desk', 'tablet', 'phone'] as const) {
          await page.setViewportSize(screenSizes[size]);
          await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
          const by = await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth);
          if (by > 0) trouble.push(`${look} ${size}: wider than the screen by ${by} px`);
        }
        trouble.push(...(await accessibilityTrouble(page)).map((text) => `${look}: ${text}`));
        await page.context().close();
      }
      expect(trouble).toEqual([]);
    },
  );
});
