import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { OrderPage } from '../../src/modules/orders/contract.ts';
import { accessibilityTrouble, noBrowser } from '../support/browser.ts';
import { until } from '../support/karkhana.ts';
import { deskOf, handsOn, shows, useFactory } from './factory.ts';

describe.skipIf(noBrowser !== null)(`the hands of the order desk${noBrowser === null ? '' : ` (${noBrowser})`}`, () => {
  const factory = useFactory();
  const origin = (): string => new URL(factory.at('/')).origin;
  const send = (page: Page, method: 'POST' | 'PATCH', path: string, data: object) =>
    page.request.fetch(factory.at(path), { method, data, headers: { origin: origin() } });
  const closed = (page: Page): Promise<void> => page.getByRole('dialog').waitFor({ state: 'detached' });

  /** An order that waits for the desk's yes, open at the desk: it came from a number that nobody knew, and the desk has just said whose it is. */
  async function waitingOrder(page: Page, phone: string, customer: string, words: string): Promise<OrderPage> {
    const order = await linkedOrder(page, phone, customer, words);
    await page.goto(factory.at(`/orders?order=${order.id}`));
    await shows(deskOf(page).draft, order.customerName ?? '');
    await deskOf(page).words.first().waitFor();
    return order;
  }

  async function linkedOrder(page: Page, phone: string, customer: string, words: string): Promise<OrderPage> {
    await factory.client.say(phone, words);
    const { id, orderId } = await factory.conversationOf(phone, (row) => row.state === 'unknown_sender' && row.orderId !== null);
    await factory.orderOf(phone, 'needs_desk');
    const answer = await send(page, 'POST', `/api/conversations/${id}/customer`, { customer, contactName: 'Pintu' });
    expect(answer.status()).toBe(200);
    const look = async (): Promise<OrderPage | null> => {
      const order = await factory.client.order(orderId ?? '');
      return order.customer === customer && order.state === 'needs_desk' && order.waiting?.code === 'needs_desk' ? order : null;
    };
    return until(`the order of ${phone} as one of ${customer}`, look, 20_000);
  }

  it('q shows the very message before the customer gets it, and Enter sends it', async () => {
    const desk = await factory.desk('/orders');
    const phone = '919000000801';
    await waitingOrder(desk, phone, 'C-1009', '6 peti soan papdi');
    const before = await factory.client.answers(phone);
    const hand = handsOn(desk);
    await hand.press('q');
    const dialog = desk.getByRole('dialog', { name: 'Ask the customer' });
    const message = dialog.locator('[lang]');
    await shows(message, /soan papdi[\s\S]*1\. [\s\S]*250 g[\s\S]*2\. [\s\S]*500 g/);
    const shown = (await message.innerText()).trim();
    expect(await factory.client.answers(phone), 'nothing is sent by looking').toEqual(before);
    expect(await accessibilityTrouble(desk)).toEqual([]);
    await dialog.getByRole('button', { name: /^Send/ }).waitFor();
    await hand.press('Enter');
    await closed(desk);
    const got = await until('the question on the phone', async () => (await factory.client.answers(phone)).slice(before.length)[0] ?? null, 20_000);
    expect(got).toBe(shown);
    await factory.orderOf(phone, 'needs_customer');
    expect(hand.keys).toBe(2);
  });

  it('r rejects with a reason, and the order stays visible with it', async () => {
    const desk = await factory.desk('/orders');
    const order = await waitingOrder(desk, '919000000802', 'C-1020', '10 peti ratlami sev 200');
    const orders = deskOf(desk);
    const hand = handsOn(desk);
    await hand.press('r');
    const dialog = desk.getByRole('dialog', { name: 'Reject this order' });
    await dialog.getByRole('radio', { name: /cannot supply/i }).waitFor();
    expect(await accessibilityTrouble(desk)).toEqual([]);
    await hand.press('4');
    await hand.press('Enter');
    await closed(desk);
    await shows(orders.draft, 'Rejected');
    expect(hand.keys).toBe(3);
    const ended = await factory.orderOf('919000000802', 'rejected');
    expect(ended.life.at(-1)).toMatchObject({ why: 'cannot_supply', actor: 'Asha Kulkarni' });
    expect(ended.erpNumber).toBe(null);
    await desk.goto(factory.at(`/orders/${order.id}`));
    await shows(desk.getByRole('listitem'), /cannot supply/i);
  });

  it('an order that changes under the hand is not accepted as it was: the desk says so, shows it as it is, and the next Enter takes it', async () => {
    const desk = await factory.desk('/orders');
    const order = await waitingOrder(desk, '919000000803', 'C-1093', '10 peti ratlami sev 200');
    const orders = deskOf(desk);
    // the change is made after the key is pressed and before its command arrives: no page can know of it
    let changed = 0;
    await desk.route('**/api/orders/*/confirm', async (route) => {
      if (changed === 0) {
        const { version, lines } = await factory.client.order(order.id);
        const answer = await send(desk, 'PATCH', `/api/orders/${order.id}/lines/${lines[0]?.lineId ?? ''}`, { version, quantityMilli: 12_000 });
        changed = answer.status();
        expect(changed, await answer.text()).toBe(200);
      }
      await route.continue();
    });
    const hand = handsOn(desk);
    await hand.press('Enter');
    await shows(desk.getByRole('alert'), 'Somebody else changed this order a moment ago');
    await shows(orders.line(1), /12 CAR/);
    expect(await accessibilityTrouble(desk)).toEqual([]);
    expect((await factory.client.order(order.id)).erpReference).toBe(null);
    await hand.press('Enter');
    await shows(orders.draft, 'Confirmed');
    const confirmed = await factory.orderOf('919000000803', 'confirmed');
    expect(confirmed.lines.map((line) => line.quantityMilli)).toEqual([12_000]);
    expect(await factory.client.erpOrders(confirmed.erpReference ?? '')).toBe(1);
    expect(hand.keys).toBe(2);
  });

  it('Enter pressed twice, at two desks at once, makes one ERP order', async () => {
    const asha = await factory.desk('/orders');
    const order = await waitingOrder(asha, '919000000804', 'C-1107', '10 peti ratlami sev 200');
    const vikram = await factory.desk(`/orders?order=${order.id}`, {}, 'vikram@vindhya.example');
    for (const page of [asha, vikram]) await page.getByRole('button', { name: /^Accept/ }).waitFor();
    const asked: string[] = [];
    for (const page of [asha, vikram]) page.on('response', (response) => response.url().endsWith('/confirm') && asked.push(String(response.status())));
    await Promise.all([asha, vikram].flatMap((page) => [page.keyboard.press('Enter'), page.keyboard.press('Enter')]));
    for (const page of [asha, vikram]) await shows(deskOf(page).draft, 'Confirmed');
    const confirmed = await factory.orderOf('919000000804', 'confirmed');
    expect(confirmed.id).toBe(order.id);
    expect(await factory.client.erpOrders(confirmed.erpReference ?? '')).toBe(1);
    expect(asked.filter((status) => status === '200').length).toBeGreaterThanOrEqual(1);
    expect(asked.every((status) => status === '200' || status === '409')).toBe(true);
  });

  it('p asks for another price by keys: the order is held for a decision that the clerk may not take', async () => {
    const desk = await factory.desk('/orders');
    const order = await waitingOrder(desk, '919000000805', 'C-1020', '10 peti ratlami sev 200');
    const hand = handsOn(desk);
    await hand.press('p');
    const dialog = desk.getByRole('dialog', { name: 'Ask for another price' });
    await dialog.getByLabel('Price asked per CAR').waitFor();
    await hand.press('Tab');
    await hand.write('9');
    await shows(dialog, 'Will be asked first');
    expect(await accessibilityTrouble(desk)).toEqual([]);
    await hand.press('Enter');
    await closed(desk);
    await shows(deskOf(desk).draft, 'Held for a decision on the price');
    const held = await factory.orderOf('919000000805', 'price_hold');
    const { listMinor, askedMinor, margin } = held.lines[0]?.price ?? {};
    expect(askedMinor).toBe(((listMinor ?? 0) * 91) / 100);
    expect(margin, 'the clerk is told no margin').toBe(undefined);
    expect(hand.keys).toBe(3);
    const cases = (await (await desk.request.get(factory.at(`/api/cases?subject=${order.id}`))).json()) as { rows: { id: string; version: number }[] };
    const [raised] = cases.rows;
    const decided = await send(desk, 'POST', `/api/cases/${raised?.id ?? ''}/decide`, { version: raised?.version ?? 0, choice: 'approve' });
    expect([decided.status(), await decided.text()]).toEqual([409, expect.stringContaining('own_request')]);
    expect((await factory.client.order(order.id)).state).toBe('price_hold');
    await desk.getByRole('link', { name: /See the case/ }).waitFor();
    expect(await accessibilityTrouble(desk)).toEqual([]);
  });

  it('e opens the order also while its page is still on the way: the desk does not call back who has left', async () => {
    const desk = await factory.desk('/orders?tab=all');
    await desk.route('**/assets/order-page-*.js', async (route) => {
      await desk.waitForTimeout(800);
      await route.continue();
    });
    await deskOf(desk).selected.waitFor();
    await desk.keyboard.press('j');
    await desk.keyboard.press('e');
    await desk.getByRole('heading', { level: 1 }).waitFor();
    await desk.waitForTimeout(500);
    expect(new URL(desk.url()).pathname).toMatch(/^\/orders\/.+/);
  });

  it('a person without the role sees that this is not for them, and the API refuses them', async () => {
    const page = await factory.page();
    await page.goto(factory.at('/orders'));
    await page.getByRole('button', { name: /Suresh Patil/ }).click();
    await shows(page.getByRole('alert'), 'आपकी भूमिका के लिए नहीं');
    expect(await page.getByText(/K-0|4500/).count(), 'no order is shown').toBe(0);
    expect(await accessibilityTrouble(page)).toEqual([]);
    const { id } = await factory.conversationOf('910000010421');
    const order = await factory.orderOf('910000010421', 'confirmed');
    for (const path of ['/api/orders', `/api/orders/${order.id}`, `/api/conversations/${id}`])
      expect([path, (await page.request.get(factory.at(path))).status()]).toEqual([path, 403]);
    const acts = [
      [`/api/orders/${order.id}/confirm`, { version: order.version }],
      [`/api/orders/${order.id}/reject`, { version: order.version, reason: 'other' }],
      [`/api/conversations/${id}/ask`, {}],
    ] as const;
    for (const [path, body] of acts) expect([path, (await send(page, 'POST', path, body)).status()]).toEqual([path, 403]);
    await page.goto(factory.at(`/orders/${order.id}`));
    await shows(page.getByRole('alert'), 'आपकी भूमिका के लिए नहीं');
  });
});
