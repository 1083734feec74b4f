import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { CaseList } from '../../src/modules/exceptions/contract.ts';
import type { OrderPage } from '../../src/modules/orders/contract.ts';
import { accessibilityTrouble, noBrowser, type PageOptions } from '../support/browser.ts';
import { until } from '../support/karkhana.ts';
import { shows, useFactory } from './factory.ts';

const head = 'vikram@vindhya.example';
const owner = 'anand@vindhya.example';
const looks: readonly (readonly [string, PageOptions])[] = [
  ['en', {}],
  ['hi', { language: 'hi' }],
  ['ar', { language: 'ar' }],
  ['phone', { size: 'phone' }],
  ['dark', { theme: 'dark' }],
];

describe.skipIf(noBrowser !== null)(`prices asked, and what they come to${noBrowser === null ? '' : ` (${noBrowser})`}`, () => {
  const factory = useFactory();
  const caseOf = async (page: Page, order: OrderPage): Promise<string> => {
    const { rows } = (await (await page.request.get(factory.at('/api/cases?limit=50'))).json()) as CaseList;
    return rows.find((row) => row.subject.id === order.id)?.id ?? '';
  };

  it('a counter-offer for a larger quantity is recomputed at once, is one question, and a “1” books price and quantity', async () => {
    const phone = '910000010271';
    await factory.client.say(phone, '20 ctn ratlami sev 200g @ 1150');
    const asked = await factory.orderOf(phone, 'price_hold');
    const desk = await factory.desk('/approvals', {}, head);
    await desk.goto(factory.at(`/approvals?case=${await caseOf(desk, asked)}`));
    await desk.getByRole('article').getByRole('heading', { level: 1 }).waitFor();
    await shows(desk.getByRole('article'), /Your own month/);
    await desk.keyboard.press('c');
    const form = desk.getByRole('form', { name: 'Offer another price' });
    const quantity = form.getByRole('textbox', { name: /^Quantity of/ });
    await quantity.fill('50');
    const answered = desk.waitForResponse((answer) => answer.url().endsWith('/requote') && answer.ok());
    await quantity.press('Enter');
    await answered;
    await form.getByRole('textbox', { name: /^Price for/ }).fill('1180');
    await desk.keyboard.press('Enter');
    await shows(form, /Given away/);
    expect(await quantity.inputValue()).toBe('50');
    expect(await accessibilityTrouble(desk)).toEqual([]);
    await desk.getByRole('slider').focus();
    await desk.keyboard.press('Enter');
    const question = await until('the question', async () => (await factory.client.answers(phone)).find((text) => /if you take/.test(text)) ?? null, 40_000);
    expect(question.replaceAll(/[\u2066-\u2069]/g, '')).toMatch(
      /₹1,180\.00 \/ carton, if you take 50 carton\nShall we book this quantity at this price\?\n1\. Yes\n2\. No/,
    );
    expect((await factory.orderOf(phone, 'needs_customer')).lines).toMatchObject([{ quantityMilli: 20_000 }]);
    await factory.client.say(phone, '1');
    const order = await factory.orderOf(phone, 'confirmed');
    expect(order).toMatchObject({ id: asked.id, netMinor: 5_900_000, lines: [{ priceMinor: 118_000, quantityMilli: 50_000 }] });
    const held = (await (await fetch(`${factory.karkhana.erp.url}/sandbox/orders/${order.erpNumber ?? ''}`)).json()) as { items: { quantity: string }[] };
    expect(held.items.map((line) => Number(line.quantity))).toEqual([50]);
  });

  it('the owner sees what was asked and what was given for it, in figures and in a picture', async () => {
    for (const [name, options] of looks) {
      const page = await factory.desk('/numbers/prices?tab=requests', options, owner);
      await page.locator('section').first().waitFor();
      if (options.language === undefined)
        await shows(page.getByRole('main'), /Asked off list[\s\S]*Kept by asking[\s\S]*Countered 1[\s\S]*By approver[\s\S]*Vikram Rathore/);
      expect(await accessibilityTrouble(page), name).toEqual([]);
    }
  });

  it('a scheme and a tax are tried on past orders while they are being edited', async () => {
    for (const [name, options] of looks) {
      const page = await factory.desk('/setup/prices?kind=scheme&rule=PAPAD-10-1', options, owner);
      const preview = page.getByRole('dialog').locator('section[aria-busy="false"]').first();
      await preview.waitFor();
      if (options.language === undefined) await shows(preview, /If this had held before[\s\S]*(Would have cost|would have qualified|No sales of these items)/);
      expect(await accessibilityTrouble(page), name).toEqual([]);
    }
    const page = await factory.desk('/setup/prices?kind=tax&rule=GST-5', {}, owner);
    await shows(page.getByRole('dialog'), /If this had held before/);
  });
});
