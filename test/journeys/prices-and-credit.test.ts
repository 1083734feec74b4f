import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { CaseList, CaseRow } from '../../src/modules/exceptions/contract.ts';
import type { OrderPage } from '../../src/modules/orders/contract.ts';
import { noBrowser } from '../support/browser.ts';
import { until } from '../support/karkhana.ts';
import { handsOn, shows, useFactory } from './factory.ts';

const head = 'vikram@vindhya.example';
const limitMs = 40_000;

/** An order as the sandbox ERP shows it. */
interface ErpOrder {
  readonly items: readonly { readonly quantity: string; readonly net: string }[];
}

describe.skipIf(noBrowser !== null)(`prices asked, and money that is not there yet${noBrowser === null ? '' : ` (${noBrowser})`}`, () => {
  const factory = useFactory();
  const sandbox = (path: string): string => `${factory.karkhana.erp.url}/sandbox${path}`;
  const told = (phone: string, words: RegExp): Promise<string> =>
    until(`${String(words)} on ${phone}`, async () => (await factory.client.answers(phone)).find((text) => words.test(text)) ?? null, limitMs);
  const inErp = async (order: OrderPage): Promise<ErpOrder> => (await (await fetch(sandbox(`/orders/${order.erpNumber ?? ''}`))).json()) as ErpOrder;
  const casesOf = async (page: Page, order: OrderPage): Promise<readonly CaseRow[]> => {
    const { rows } = (await (await page.request.get(factory.at('/api/cases?limit=50'))).json()) as CaseList;
    return rows.filter((row) => row.subject.id === order.id);
  };

  it.each([
    ['en', '910000010271', '20 ctn ratlami sev 200g @ 1150', 115_000, '1180', 118_000, /We can offer this price[\s\S]*1\. Yes[\s\S]*2\. No/i],
    ['ar', '966000020011', '٢٠ كرتون سيف راتلامي بسعر ٥٨', 5_800, '60', 6_000, /يمكننا تقديم هذا السعر[\s\S]*1\. [\s\S]*2\. /],
  ] as const)(
    'a price asked by chat is countered by the sales head, and a “1” books at it (%s)',
    async (_language, phone, words, askedMinor, price, unitMinor, question) => {
      await factory.client.say(phone, words);
      const asked = await factory.orderOf(phone, 'price_hold');
      expect(asked.lines).toMatchObject([{ sku: 'SEV200', quantityMilli: 20_000 }]);
      expect(asked.checks.filter((check) => check.outcome === 'approval')).toMatchObject([{ code: 'V19', facts: { askedMinor } }]);
      const desk = await factory.desk('/approvals', {}, head);
      const [request] = await casesOf(desk, asked);
      expect(request).toMatchObject({ kind: 'price_request', state: 'raised', mayDecide: true });
      await desk.goto(factory.at(`/approvals?case=${request?.id ?? ''}`));
      await desk.getByRole('article').getByRole('heading', { level: 1 }).waitFor();
      const hand = handsOn(desk);
      await hand.press('c');
      const form = desk.getByRole('form', { name: 'Offer another price' });
      await desk.getByRole('slider').waitFor();
      await form.getByRole('textbox', { name: /^Price for/ }).fill(price);
      await hand.press('Enter');
      await desk.getByRole('slider').focus();
      await hand.press('Enter');
      await told(phone, question);
      const offered = await factory.orderOf(phone, 'needs_customer');
      expect(offered.erpReference, 'nothing goes to the ERP before the yes').toBe(null);
      await factory.client.say(phone, '1');
      const order = await factory.orderOf(phone, 'confirmed');
      expect(order).toMatchObject({ id: asked.id, netMinor: unitMinor * 20, lines: [{ priceMinor: unitMinor }] });
      const held = await inErp(order);
      expect(held.items.map((line) => Number(line.net))).toEqual([(unitMinor * 20) / 100]);
      expect(await factory.client.erpOrders(order.erpReference ?? '')).toBe(1);
      await told(phone, new RegExp(order.erpNumber ?? 'none'));
    },
  );

  it('an order over the limit waits, and goes by itself when the money has come in', async () => {
    const phone = '910000011881';
    await factory.client.say(phone, '8 peti sev 200');
    const held = await factory.orderOf(phone, 'credit_hold');
    const desk = await factory.desk('/approvals', {}, head);
    expect(await casesOf(desk, held)).toMatchObject([{ kind: 'credit_hold', state: 'raised' }]);
    const paid = await fetch(sandbox('/payments'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ customer: 'C-1188', amount: '50000.00' }),
    });
    expect(paid.status).toBe(200);
    const order = await until(
      'the order to be let go',
      async () => {
        const now = await factory.client.order(held.id);
        return now.state === 'confirmed' ? now : null;
      },
      75_000,
    );
    expect(await factory.client.erpOrders(order.erpReference ?? '')).toBe(1);
    expect(await casesOf(desk, held)).toMatchObject([{ state: 'withdrawn' }]);
  }, 150_000);

  it('the same order once more is asked about, and a no closes it as a duplicate', async () => {
    const phone = '910000011071';
    await factory.client.say(phone, '60 ctn ratlami 200');
    const first = await factory.orderOf(phone, 'confirmed');
    await factory.client.say(phone, '60 ctn ratlami 200');
    await told(phone, /(You already have|Inhi items ka) order [\s\S]*1\. [\s\S]*2\. /);
    await factory.client.say(phone, '2');
    await told(phone, /nothing more is booked|aur kuch book nahi kiya/);
    const second = await factory.orderOf(phone, 'duplicate');
    expect(second.id).not.toBe(first.id);
    expect(second.erpReference).toBe(null);
    const { orders } = (await (await fetch(sandbox('/orders?customer=C-1107'))).json()) as { orders: readonly { reference: string }[] };
    expect(orders.filter((order) => order.reference === first.erpReference)).toHaveLength(1);
  });

  it('where good lines go alone the clear one is booked, and the unclear one becomes an order of its own', async () => {
    const phone = '910000010791';
    await factory.client.say(phone, '20 ctn ratlami sev 200g\n6 ctn soan papdi');
    await told(phone, /soan papdi[\s\S]*1\. [\s\S]*2\. /);
    const rest = await factory.orderOf(phone, 'needs_customer');
    expect(rest.family).toHaveLength(1);
    const good = await until(
      'the good line',
      async () => {
        const now = await factory.client.order(rest.family[0]?.id ?? '');
        return now.state === 'confirmed' ? now : null;
      },
      limitMs,
    );
    expect(good.lines.map((line) => [line.sku, line.quantityMilli])).toEqual([['SEV200', 20_000]]);
    await factory.client.say(phone, '1');
    const second = await factory.orderOf(phone, 'confirmed');
    expect(second.id).toBe(rest.id);
    expect(second.lines.map((line) => [line.sku?.slice(0, 3), line.quantityMilli])).toEqual([['SPD', 6_000]]);
    expect(second.erpNumber).not.toBe(good.erpNumber);
    const desk = await factory.desk(`/orders/${second.id}`);
    await shows(desk.getByRole('main'), good.number);
  });
});
