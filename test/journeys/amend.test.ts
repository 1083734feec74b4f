import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { OrderPage } from '../../src/modules/orders/contract.ts';
import { accessibilityTrouble, noBrowser, takeShot, type PageOptions } from '../support/browser.ts';
import { until } from '../support/karkhana.ts';
import { handsOn, phoneOf, shows, useFactory } from './factory.ts';

describe.skipIf(noBrowser !== null)(`an order changes after the ERP has it${noBrowser === null ? '' : ` (${noBrowser})`}`, () => {
  const factory = useFactory();

  /** An order of a phone that the ERP holds. */
  async function ordered(phone: string, words: string): Promise<OrderPage> {
    await factory.client.say(phone, words);
    return factory.orderOf(phone, 'confirmed');
  }
  /** The order once `is` says yes. */
  const orderWhen = (id: string, is: (order: OrderPage) => boolean): Promise<OrderPage> =>
    until('the changed order', async () => ((order) => (is(order) ? order : null))(await factory.client.order(id)), 30_000);
  const pageOf = async (order: OrderPage, options: PageOptions = {}): Promise<Page> => {
    const desk = await factory.desk(`/orders/${order.id}`, options);
    await desk.getByRole('heading', { name: order.erpNumber ?? 'none', level: 1 }).waitFor();
    return desk;
  };
  const quantities = (order: OrderPage): readonly string[] => order.lines.map((line) => `${line.sku} ${(line.quantityMilli ?? 0) / 1000}`);

  it('by chat: the customer’s words change it in the ERP, and one message tells the difference', async () => {
    const order = await ordered('910000012151', 'bhai 40 peti sev aur 25 paanch wala chips');
    const phone = await factory.phone('Sharda Bai');
    const thumb = handsOn(phone);
    await thumb.tap(phoneOf(phone).field);
    await thumb.write('sev 40 ki jagah 50 kar do');
    await thumb.press('Enter');
    const changed = await orderWhen(order.id, (each) => each.lines[0]?.quantityMilli === 50_000 && each.state === 'confirmed');
    expect(quantities(changed)).toEqual(['SEV200 50', 'CHP5 25']);
    await shows(phoneOf(phone).messages, new RegExp(`${order.erpNumber}[\\s\\S]*40 peti[\\s\\S]*50 peti`));
    await shows(phoneOf(phone).erpOrders, /50 CAR[\s\S]*25 CAR/);
    expect(await factory.client.erpOrders(order.erpReference ?? ''), 'no second document').toBe(1);

    const desk = await pageOf(changed);
    const change = desk.getByRole('group', { name: 'Change: In the ERP' });
    await shows(change, /▲[\s\S]*Ratlami sev/i);
    expect(await change.locator('del').first().innerText()).toContain('40');
    expect(await change.locator('ins').first().innerText()).toContain('50');
    expect(await accessibilityTrouble(desk)).toEqual([]);
    await takeShot(desk, 'amend/by chat');
  });

  it('at the desk: a line is cancelled and another one halved, seen before it is sent, with the keyboard', async () => {
    const order = await ordered('910000010581', '20 peti sev aur 10 paanch wala chips');
    const desk = await pageOf(order);
    const hand = handsOn(desk);
    await hand.press('c');
    const form = desk.getByRole('form', { name: 'Change the order' });
    await form.waitFor();
    await hand.write('12');
    await form
      .getByRole('button', { name: /^Cancel the line/ })
      .nth(1)
      .click();
    const preview = desk.getByRole('region', { name: 'What it comes to' });
    await shows(preview, /▼[\s\S]*−/);
    expect((await factory.client.order(order.id)).version, 'nothing is changed by looking').toBe(order.version);
    expect(await accessibilityTrouble(desk)).toEqual([]);
    await takeShot(desk, 'amend/at the desk');
    await form
      .getByLabel(/^Quantity of/)
      .first()
      .focus();
    await hand.press('Enter');
    const changed = await orderWhen(order.id, (each) => each.lines.length === 1 && each.state === 'confirmed');
    expect(quantities(changed)).toEqual([`${order.lines[0]?.sku} 12`]);
    await shows(desk.getByRole('group', { name: 'Change: In the ERP' }), /made at the desk/);
    const answers = await factory.client.answers('910000010581');
    expect(answers.at(-1)).toMatch(/20 peti[\s\S]*12 peti/);
  });

  it('at the desk: all of it is cancelled, stays visible, and the document stays in the ERP', async () => {
    const order = await ordered('910000010421', '10 peti sev');
    const desk = await pageOf(order);
    await desk.keyboard.press('c');
    await desk.getByRole('button', { name: 'Cancel the whole order' }).click();
    await desk.getByRole('button', { name: 'Send the change to the ERP' }).click();
    const cancelled = await orderWhen(order.id, (each) => each.state === 'cancelled');
    await shows(desk.locator('header'), 'Withdrawn');
    expect(await factory.client.erpOrders(cancelled.erpReference ?? '')).toBe(1);
  });

  it('in Arabic: said in Arabic, told in Arabic, shown from right to left', async () => {
    const order = await ordered('966000020011', 'أريد ٢٠ كرتون سيف راتلامي');
    const before = (await factory.client.answers('966000020011')).length;
    await factory.client.say('966000020011', 'سيف راتلامي 25 بدل 20');
    const changed = await orderWhen(order.id, (each) => each.lines[0]?.quantityMilli === 25_000 && each.state === 'confirmed');
    const told = await until('the answer', async () => (await factory.client.answers('966000020011')).slice(before)[0] ?? null, 30_000);
    expect(told.replace(/[\u2066-\u2069]/g, '')).toContain('من 20 كرتون إلى 25 كرتون');
    const desk = await pageOf(changed, { language: 'ar' });
    await desk.locator('html[dir=rtl]').waitFor();
    await shows(desk.getByRole('group', { name: /في نظام ERP/ }), '▲');
    await desk.keyboard.press('c');
    await desk.getByRole('form', { name: 'تعديل الطلب' }).waitFor();
    expect(await accessibilityTrouble(desk)).toEqual([]);
    await takeShot(desk, 'amend/arabic');
  });
});
