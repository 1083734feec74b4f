import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { OrderPage } from '../../src/modules/orders/contract.ts';
import { accessibilityTrouble, noBrowser } from '../support/browser.ts';
import { until } from '../support/karkhana.ts';
import { deskOf, shows, useFactory } from './factory.ts';

describe.skipIf(noBrowser !== null)(`the queue of the order desk${noBrowser === null ? '' : ` (${noBrowser})`}`, () => {
  const factory = useFactory();
  const send = (page: Page, method: 'POST' | 'PATCH', path: string, data: object) =>
    page.request.fetch(factory.at(path), { method, data, headers: { origin: new URL(factory.at('/')).origin } });
  const row = (page: Page, number: string) => page.getByRole('listbox').getByRole('option').filter({ hasText: number });

  /** An order that waits for the desk's yes: it came from a number that nobody knew, and the desk has just said whose it is. */
  async function waitingOrder(page: Page, phone: string, customer: string, words = '10 peti ratlami sev 200'): Promise<OrderPage> {
    await factory.client.say(phone, words);
    const { id, orderId } = await factory.conversationOf(phone, (each) => each.state === 'unknown_sender' && each.orderId !== null);
    await factory.orderOf(phone, 'needs_desk');
    const answer = await send(page, 'POST', `/api/conversations/${id}/customer`, { customer, contactName: 'Pintu' });
    expect(answer.status()).toBe(200);
    let before: OrderPage | null = null;
    return until(
      `the order of ${phone}`,
      async () => {
        const order = await factory.client.order(orderId ?? '');
        const isWaiting = order.customer === customer && order.state === 'needs_desk' && order.waiting?.code === 'needs_desk';
        // what the link of the customer sets off may still make a version: a clerk who is quicker is told so
        const isQuiet = before?.version === order.version;
        before = order;
        return isWaiting && isQuiet ? order : null;
      },
      20_000,
      400,
    );
  }
  /** The desk has said which item it is: nothing is open any more. */
  async function settledOrder(page: Page, order: OrderPage): Promise<OrderPage> {
    const answer = await send(page, 'PATCH', `/api/orders/${order.id}/lines/${order.lines[0]?.lineId ?? ''}`, { version: order.version, sku: 'SEV200' });
    expect(answer.status()).toBe(200);
    return factory.client.order(order.id);
  }
  const told = (page: Page, words: string | RegExp): Promise<void> => page.getByRole('status').filter({ hasText: words }).waitFor();
  const draftOf = (page: Page) => page.locator('[data-pane=draft]');
  const opened = async (page: Page, order: OrderPage): Promise<void> => {
    await page.goto(factory.at(`/orders?order=${order.id}`));
    await shows(draftOf(page), order.number);
    await deskOf(page).words.first().waitFor();
  };

  it('m takes an order, the filter stands in the address and survives a reload, and undo gives it back', async () => {
    const desk = await factory.desk('/orders');
    const mine = await waitingOrder(desk, '919000000901', 'C-1009');
    const other = await waitingOrder(desk, '919000000902', 'C-1020');
    await opened(desk, mine);
    await desk.keyboard.press('m');
    await told(desk, `${mine.number} is now with Asha Kulkarni.`);
    await desk.getByLabel('Whose orders').selectOption('me');
    await row(desk, mine.number).waitFor();
    await row(desk, other.number).waitFor({ state: 'detached' });
    await desk.reload();
    await row(desk, mine.number).waitFor();
    expect(new URL(desk.url()).searchParams.get('assigned')).toBe('me');
    expect(await row(desk, other.number).count()).toBe(0);
    expect(await accessibilityTrouble(desk)).toEqual([]);
    await row(desk, mine.number).click();
    await shows(draftOf(desk), mine.number);
    await desk.keyboard.press('m');
    await told(desk, `${mine.number} is nobody’s now.`);
    await desk.getByRole('button', { name: 'Undo' }).click();
    await until('the order back with Asha', async () => ((await factory.client.order(mine.id)).assignedTo?.name === 'Asha Kulkarni' ? true : null), 10_000);
  });

  it('z puts an order out of sight until something changes, and it comes back by itself', async () => {
    const desk = await factory.desk('/orders');
    const order = await waitingOrder(desk, '919000000903', 'C-1093');
    await opened(desk, order);
    await desk.keyboard.press('z');
    await desk.getByRole('dialog', { name: 'Snooze until' }).waitFor();
    expect(await accessibilityTrouble(desk)).toEqual([]);
    await desk.keyboard.press('1');
    await told(desk, `${order.number} is snoozed.`);
    await desk.goto(factory.at('/orders'));
    await draftOf(desk).waitFor();
    expect(await row(desk, order.number).count()).toBe(0);
    const answer = await send(desk, 'PATCH', `/api/orders/${order.id}/lines/${order.lines[0]?.lineId ?? ''}`, {
      version: order.version,
      quantityMilli: 12_000,
    });
    expect(answer.status()).toBe(200);
    await row(desk, order.number).waitFor();
  });

  it('c writes a note that the others read, and that the order is found by', async () => {
    const desk = await factory.desk('/orders');
    const order = await waitingOrder(desk, '919000000904', 'C-1107');
    await opened(desk, order);
    await desk.keyboard.press('c');
    await desk.getByLabel('Write a note for colleagues').fill('Called Pintu: mornings only');
    await desk.keyboard.press('Enter');
    await shows(desk.getByRole('list', { name: 'Notes' }), /mornings only[\s\S]*Asha Kulkarni/);
    const vikram = await factory.desk('/orders?tab=all&q=mornings', {}, 'vikram@vindhya.example');
    await row(vikram, order.number).waitFor();
    expect(await vikram.getByRole('listbox').getByRole('option').count()).toBe(1);
    await row(vikram, order.number).click();
    await shows(vikram.getByRole('list', { name: 'Notes' }), 'mornings only');
  });

  it('two clerks see each other on one order, and the slower one is told when the other was faster', async () => {
    const asha = await factory.desk('/orders');
    const order = await waitingOrder(asha, '919000000905', 'C-1009');
    await opened(asha, order);
    const vikram = await factory.desk(`/orders?order=${order.id}`, {}, 'vikram@vindhya.example');
    await told(vikram, /Asha Kulkarni.* is looking at this/);
    await told(asha, /is looking at this/);
    await asha.keyboard.press('m');
    await told(asha, /is now with Asha/);
    const taken = await send(vikram, 'POST', `/api/orders/${order.id}/assign`, { to: null, was: null });
    expect(await taken.json()).toMatchObject({ refusal: { code: 'already_assigned', facts: { to: 'Asha Kulkarni' } } });
    await asha.goto(factory.at('/erp'));
    await until(
      'Asha has gone',
      async () => ((await factory.client.order(order.id)).lookers.some((each) => each.name === 'Asha Kulkarni') ? null : true),
      40_000,
    );
    const stale = await send(vikram, 'POST', `/api/orders/${order.id}/confirm`, { version: order.version - 1, accept: [] });
    expect(await stale.json()).toMatchObject({ refusal: { code: 'stale_version' } });
  });

  it('Space and Shift with J select, Shift with Enter accepts all of them and tells what became of each', async () => {
    const desk = await factory.desk('/orders');
    const orders: OrderPage[] = [];
    for (const [at, customer] of ['C-1014', 'C-1033', 'C-1038'].entries())
      orders.push(await settledOrder(desk, await waitingOrder(desk, `91900000091${at}`, customer, '10 peti SEV200')));
    const last = orders.at(-1);
    // one changes meanwhile: it must not stop the others
    await desk.goto(factory.at('/orders'));
    for (const order of orders) {
      await row(desk, order.number).click();
      await shows(draftOf(desk), order.number);
      await desk.keyboard.press('Space');
    }
    await told(desk, '3 orders selected');
    await desk.route('**/api/orders/bulk-confirm', async (route) => {
      await send(desk, 'PATCH', `/api/orders/${last?.id ?? ''}/lines/${last?.lines[0]?.lineId ?? ''}`, { version: last?.version, quantityMilli: 12_000 });
      await route.continue();
    });
    await desk.keyboard.press('Shift+Enter');
    const dialog = desk.getByRole('dialog', { name: '2 of 3 accepted' });
    await shows(dialog, /Somebody else changed this order/);
    expect(await accessibilityTrouble(desk)).toEqual([]);
    await desk.keyboard.press('Escape');
    await told(desk, '1 order selected');
  });

  it('Shift with M takes all that are selected, Shift with W gives them to somebody, and undo gives them back to whom they were', async () => {
    const desk = await factory.desk('/orders');
    const orders: OrderPage[] = [];
    for (const [at, customer] of ['C-1014', 'C-1033', 'C-1038'].entries()) orders.push(await waitingOrder(desk, `91900000095${at}`, customer));
    const [first, second, third] = orders as [OrderPage, OrderPage, OrderPage];
    const ownersAre = (...names: (string | null)[]) =>
      until(
        `the orders with ${names.join()}`,
        async () => {
          const owners = await Promise.all(orders.map(async ({ id }) => (await factory.client.order(id)).assignedTo?.name ?? null));
          return owners.join() === names.join() ? true : null;
        },
        10_000,
      );
    const pick = async (...picked: OrderPage[]): Promise<void> => {
      for (const order of picked) {
        await row(desk, order.number).click();
        await shows(draftOf(desk), order.number);
        await desk.keyboard.press('Space');
      }
    };
    await desk.goto(factory.at('/orders'));
    await pick(first, second);
    await told(desk, '2 orders selected');
    await desk.keyboard.press('Shift+M');
    await told(desk, '2 orders are now with Asha Kulkarni.');
    await ownersAre('Asha Kulkarni', 'Asha Kulkarni', null);
    await pick(first, second, third);
    await desk.keyboard.press('Shift+W');
    const dialog = desk.getByRole('dialog', { name: 'Give 3 orders to' });
    await dialog.getByRole('button', { name: /Vikram Rathore/ }).waitFor();
    expect(await accessibilityTrouble(desk)).toEqual([]);
    const place = (await dialog.getByRole('button').allTextContents()).findIndex((text) => text.includes('Vikram Rathore'));
    await desk.keyboard.press(String(place));
    await told(desk, '3 orders are now with Vikram Rathore.');
    await ownersAre('Vikram Rathore', 'Vikram Rathore', 'Vikram Rathore');
    await desk.getByRole('button', { name: 'Undo' }).click();
    await ownersAre('Asha Kulkarni', 'Asha Kulkarni', null);
  });

  it('what somebody else has taken meanwhile stays with them and stays selected', async () => {
    const desk = await factory.desk('/orders');
    const [mine, theirs] = [await waitingOrder(desk, '919000000960', 'C-1014'), await waitingOrder(desk, '919000000961', 'C-1033')];
    await desk.goto(factory.at('/orders'));
    for (const order of [mine, theirs]) {
      await row(desk, order.number).click();
      await shows(draftOf(desk), order.number);
      await desk.keyboard.press('Space');
    }
    const vikram = await factory.desk('/erp', {}, 'vikram@vindhya.example');
    const me = (await (await vikram.request.get(factory.at('/api/me'))).json()) as { id: string };
    await desk.route('**/api/orders/bulk-assign', async (route) => {
      await send(vikram, 'POST', `/api/orders/${theirs.id}/assign`, { to: me.id, was: null });
      await route.continue();
    });
    await desk.keyboard.press('Shift+M');
    await told(desk, /1 of 2 given/);
    await told(desk, '1 order selected');
    expect((await factory.client.order(theirs.id)).assignedTo?.name).toBe('Vikram Rathore');
  });

  it('y says why a line was changed: one key after the change, kept with the version', async () => {
    const desk = await factory.desk('/orders');
    const order = await waitingOrder(desk, '919000000970', 'C-1038');
    await opened(desk, order);
    await desk.keyboard.press('n');
    await desk.getByLabel('Quantity', { exact: true }).fill('12');
    await desk.keyboard.press('Enter');
    const why = draftOf(desk).getByRole('button', { name: /Why\?/ });
    await why.waitFor();
    // the key counts from when the saved version has come back, a moment after the button
    const dialog = desk.getByRole('dialog', { name: 'Why were the lines changed?' });
    await expect
      .poll(async () => {
        if (!(await dialog.isVisible())) await desk.keyboard.press('y');
        return dialog.isVisible();
      })
      .toBe(true);
    expect(await accessibilityTrouble(desk)).toEqual([]);
    await desk.keyboard.press('5');
    await draftOf(desk)
      .getByRole('button', { name: /The customer changed it/ })
      .waitFor();
    await desk.goto(factory.at(`/orders/${order.id}`));
    await shows(desk.getByRole('main'), /Reason of the change: .*The customer changed it/);
  });

  it('a rejection is taken back from the toast', async () => {
    const desk = await factory.desk('/orders');
    const order = await waitingOrder(desk, '919000000920', 'C-1020');
    await opened(desk, order);
    await desk.keyboard.press('r');
    await desk.getByRole('dialog', { name: 'Reject this order' }).waitFor();
    await desk.keyboard.press('Enter');
    await shows(draftOf(desk), 'Rejected');
    await desk.getByRole('button', { name: 'Undo' }).click();
    const back = await factory.orderOf('919000000920', 'needs_desk');
    expect(back.life.at(-1)).toMatchObject({ why: 'reopened', fromState: 'rejected', actor: 'Asha Kulkarni' });
    await draftOf(desk)
      .getByRole('button', { name: /accept/i })
      .first()
      .waitFor();
  });

  it('works in Arabic, from right to left', async () => {
    const desk = await factory.desk('/orders', { language: 'ar' });
    const order = await waitingOrder(desk, '919000000930', 'C-1107');
    await opened(desk, order);
    await desk.keyboard.press('Space');
    await desk.keyboard.press('m');
    await draftOf(desk).getByRole('button', { name: 'لديّ' }).waitFor();
    await told(desk, 'طلب واحد محدد');
    expect(await desk.evaluate(() => document.documentElement.dir)).toBe('rtl');
    expect(await accessibilityTrouble(desk)).toEqual([]);
  });

  it('one order that changes is one small read: no page of the list is read again, and nothing moves under the eye', async () => {
    const desk = await factory.desk('/orders?tab=all&sort=newest');
    const orders: OrderPage[] = [];
    for (const [at, customer] of ['C-1009', 'C-1020', 'C-1093'].entries()) orders.push(await waitingOrder(desk, `91900000094${at}`, customer));
    const watched = orders[0] as OrderPage;
    await desk.setViewportSize({ width: 1440, height: 420 });
    await row(desk, watched.number).click();
    await shows(draftOf(desk), watched.number);
    const box = desk.getByRole('listbox').locator('..');
    await box.evaluate((each) => each.scrollTo(0, 90));
    await desk.waitForTimeout(1_000);
    const place = async () => [await box.evaluate((each) => each.scrollTop), (await row(desk, watched.number).boundingBox())?.y];
    const before = await place();
    const reads: URL[] = [];
    desk.on('request', (request) => {
      const url = new URL(request.url());
      if (url.pathname === '/api/orders') reads.push(url);
    });
    const vikram = await factory.desk('/erp', {}, 'vikram@vindhya.example');
    const { people } = (await (await vikram.request.get(factory.at('/api/orders-desk/people'))).json()) as { people: { id: string; name: string }[] };
    const to = people.find((each) => each.name === 'Vikram Rathore')?.id;
    expect((await send(vikram, 'POST', `/api/orders/${watched.id}/assign`, { to, was: null })).status()).toBe(200);
    await row(desk, watched.number).getByText('With Vikram Rathore').waitFor({ state: 'attached' });
    await desk.waitForTimeout(1_000);
    const asked = reads.map((url) => url.searchParams.get('ids') ?? 'a whole page');
    expect(asked).not.toContain('a whole page');
    expect(asked.filter((ids) => ids.includes(watched.id))).toHaveLength(1);
    expect(await place()).toEqual(before);
    expect(await row(desk, watched.number).getAttribute('aria-selected')).toBe('true');
  });
});
