import { describe, expect, it } from 'vitest';
import { accessibilityTrouble, noBrowser } from '../support/browser.ts';
import { deskOf, handsOn, phoneOf, shows, useFactory } from './factory.ts';

describe.skipIf(noBrowser !== null)(`from a chat to the ERP${noBrowser === null ? '' : ` (${noBrowser})`}`, () => {
  const factory = useFactory();

  it('a message on the phone is an order at the desk, in the ERP and back on the phone, and nobody at the desk has pressed a key', async () => {
    const desk = await factory.page();
    await desk.goto(factory.at('/'));
    await desk.getByLabel('Email').fill('asha@vindhya.example');
    await desk.getByLabel('Password').fill('vindhya-demo');
    await desk.keyboard.press('Enter');
    const orders = deskOf(desk);
    await desk.getByText('All done').waitFor();
    // gone when the page is loaded anew
    await desk.evaluate(() => document.body.setAttribute('data-since', 'before the message'));

    const phone = await factory.phone('Sharda Bai');
    const thumb = handsOn(phone);
    await thumb.tap(phoneOf(phone).field);
    await thumb.write('bhai 40 peti sev aur 25 paanch wala chips, kal subah');
    await thumb.press('Enter');
    const written = phoneOf(phone).messages.filter({ hasText: 'bhai 40 peti sev' });
    await written.getByText(/^(Delivered|Read)$/).waitFor({ state: 'attached' });

    await orders.row('Maa Sharda Kirana').waitFor();
    await shows(orders.draft, 'Confirmed');
    expect(await orders.words.allTextContents()).toEqual(['40 peti sev', '25 paanch wala chips']);
    await orders.line(1).hover();
    expect(await orders.litWords.allTextContents()).toEqual(['40 peti sev']);
    await orders.line(2).focus();
    await orders.line(2).hover();
    expect(await orders.litWords.allTextContents()).toEqual(['25 paanch wala chips']);
    await desk.mouse.move(700, 5);
    expect(await orders.litWords.allTextContents(), 'the focused line stays lit').toEqual(['25 paanch wala chips']);
    expect(await desk.evaluate(() => document.body.getAttribute('data-since')), 'the page was not loaded again').toBe('before the message');

    const order = await factory.orderOf('910000012151', 'confirmed');
    const number = order.erpNumber ?? 'none';
    await shows(orders.draft, number);
    await shows(phoneOf(phone).erpOrders, new RegExp(`${number}[\\s\\S]*Ratlami sev 200 g[\\s\\S]*40 CAR[\\s\\S]*Potato chips[\\s\\S]*25 CAR`, 'i'));
    await shows(phoneOf(phone).messages, new RegExp(`${number}[\\s\\S]*sev[\\s\\S]*40 peti[\\s\\S]*SEV200`));
    expect(await factory.client.erpOrders(order.erpReference ?? '')).toBe(1);
    expect([thumb.taps, thumb.keys]).toEqual([1, 1]);
    expect(await accessibilityTrouble(desk)).toEqual([]);
    expect(await accessibilityTrouble(phone)).toEqual([]);

    const hand = handsOn(desk);
    await desk.locator('body').focus();
    await hand.press('e');
    await desk.getByRole('heading', { name: number, level: 1 }).waitFor();
    expect(hand.keys).toBe(1);
    const card = (title: string) => desk.locator('section').filter({ has: desk.getByRole('heading', { name: title }) });
    await shows(card('Time by stage'), /Waiting for more[\s\S]*Door to ERP number/);
    await shows(card('Life line'), /Confirmed/);
    await shows(card('Calls to the ERP').getByRole('row'), /POST .*A_SalesOrder.*201/);
    expect(await card('What was said').locator('mark').allTextContents()).toEqual(['40 peti sev', '25 paanch wala chips']);
    expect(await accessibilityTrouble(desk)).toEqual([]);
  });

  it('an unclear line is asked with numbered answers, and the customer’s “1” finishes the order', async () => {
    const phone = await factory.phone('Mahesh Sisodiya');
    const thumb = handsOn(phone);
    const { field, messages, erpOrders } = phoneOf(phone);
    await thumb.tap(field);
    await thumb.write('10 peti soan papdi');
    await thumb.press('Enter');
    await shows(messages, /soan papdi[\s\S]*1\. .*250 g[\s\S]*2\. .*500 g/);
    const asked = await factory.orderOf('910000010581', 'needs_customer');
    expect(asked.erpReference, 'nothing goes to the ERP unasked').toBe(null);
    await thumb.write('1');
    await thumb.press('Enter');
    const order = await factory.orderOf('910000010581', 'confirmed');
    expect(order.lines.map((line) => [line.sku, line.quantityMilli, line.via])).toEqual([['SPD250', 10_000, 'answer']]);
    await shows(messages, order.erpNumber ?? 'none');
    await shows(erpOrders, order.erpNumber ?? 'none');
    expect([thumb.taps, thumb.keys]).toEqual([1, 2]);
  });

  it('the desk settles an unclear line by keys: go to it, pick the candidate, see what was learnt, accept with one key', async () => {
    await factory.client.say('910000010141', '6 peti soan papdi');
    await factory.orderOf('910000010141', 'needs_customer');
    await factory.client.say('910000011121', '6 peti khakhra');
    await factory.orderOf('910000011121', 'needs_customer');
    const desk = await factory.desk('/orders?tab=customer');
    const orders = deskOf(desk);
    const hand = handsOn(desk);
    await orders.row('Ganesh Kirana').waitFor();
    await shows(orders.selected, 'Verma Kirana Bhandar');
    await hand.press('j');
    await shows(orders.selected, 'Ganesh Kirana');
    await hand.press('k');
    await shows(orders.selected, 'Verma Kirana Bhandar');
    await hand.press('j');
    await shows(orders.draft, 'Soan papdi 250 g');
    expect(hand.keys).toBe(3);

    await hand.press('3');
    const learnt = desk.getByRole('status').filter({ hasText: /Learnt: “.*soan papdi.*” = .*SPE250 Soan papdi elaichi 250 g/ });
    await learnt.waitFor();
    await learnt.getByRole('button', { name: 'Undo' }).waitFor();
    await hand.press('u');
    await learnt.waitFor({ state: 'detached' });
    await shows(orders.line(1), 'SPD250');
    await hand.press('2');
    await shows(desk.getByRole('status'), /Learnt: .*SPD500/);
    expect(await accessibilityTrouble(desk)).toEqual([]);

    const before = hand.keys;
    await hand.press('Enter');
    await shows(orders.draft, 'Confirmed');
    expect(hand.keys - before, 'keys to accept').toBe(1);
    const order = await factory.orderOf('910000010141', 'confirmed');
    expect(order.lines.map((line) => [line.sku, line.via])).toEqual([['SPD500', 'desk']]);
    expect(await factory.client.erpOrders(order.erpReference ?? '')).toBe(1);
    await factory.client.say('910000010141', '4 peti soan papdi');
    const next = await factory.conversationOf('910000010141', (row) => row.orderId !== null && row.orderId !== order.id);
    const taught = await factory.client.order(next.orderId ?? '');
    expect(taught.lines.map((line) => [line.sku, line.via])).toEqual([['SPD500', 'alias']]);
  });

  it('the order of a number that nobody knows waits until the desk has said whose it is, then one key accepts it', async () => {
    const phone = await factory.phone('An unknown number');
    const thumb = handsOn(phone);
    await thumb.tap(phoneOf(phone).field);
    await thumb.write('10 peti ratlami sev 200');
    await thumb.press('Enter');
    const desk = await factory.desk('/orders');
    const orders = deskOf(desk);
    const hand = handsOn(desk);
    await orders.row('+919000000777').click();
    const who = desk.locator('section').filter({ has: desk.getByRole('heading', { name: 'Who is this?' }) });
    await who.last().waitFor();
    await shows(orders.draft, 'the customer can settle it');
    await desk.keyboard.press('Enter');
    await shows(desk.getByRole('alert'), '1 other check must be put right first');
    await desk.keyboard.press('Enter');
    await shows(desk.getByRole('alert'), 'Something must be put right first.');
    const unknown = await factory.orderOf('919000000777', 'needs_desk');
    expect(unknown.erpReference, 'a stranger’s order is not accepted').toBe(null);

    await hand.tap(desk.getByRole('combobox', { name: 'Search customers by name or code' }));
    await hand.write('gupta');
    await desk.getByRole('option', { name: /Gupta General Store/ }).waitFor();
    await hand.press('Enter');
    await desk.getByRole('textbox', { name: 'Name of the person' }).waitFor();
    await desk.getByRole('textbox', { name: 'Name of the person' }).fill('Pintu Gupta');
    await hand.press('Enter');
    await desk.getByRole('heading', { name: 'Gupta General Store' }).waitFor();
    await desk.getByText('Who is this?').waitFor({ state: 'detached' });
    await desk.getByRole('button', { name: /^Accept ?↵?$/ }).waitFor();
    expect(await desk.getByRole('alert').count(), 'what was to be taken on is settled, and no longer asked').toBe(0);
    expect(await accessibilityTrouble(desk)).toEqual([]);
    const before = hand.keys;
    await hand.press('Enter');
    await shows(orders.draft, 'Confirmed');
    expect([hand.taps, hand.keys - before]).toEqual([1, 1]);
    const order = await factory.orderOf('919000000777', 'confirmed');
    expect(order.customer).toBe('C-1065');
    await shows(phoneOf(phone).messages, order.erpNumber ?? 'none');
  });
});
