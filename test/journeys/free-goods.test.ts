import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { OrderPage } from '../../src/modules/orders/contract.ts';
import { accessibilityTrouble, noBrowser, takeShot, type PageOptions } from '../support/browser.ts';
import { until } from '../support/karkhana.ts';
import { handsOn, shows, useFactory } from './factory.ts';

/** An item as the sandbox ERP shows it. */
interface ErpItem {
  readonly item: number;
  readonly material: string;
  readonly quantity: string;
  readonly net: string;
  readonly freeWith: number | null;
  readonly rejected: boolean;
}

describe.skipIf(noBrowser !== null)(`goods that go along free, tax, and what the ERP says${noBrowser === null ? '' : ` (${noBrowser})`}`, () => {
  const factory = useFactory();
  const inErp = async (order: OrderPage): Promise<readonly (readonly [number, string, string, string, number | null])[]> => {
    const answer = await fetch(`${factory.karkhana.erp.url}/sandbox/orders/${order.erpNumber ?? ''}`);
    const { items } = (await answer.json()) as { items: readonly ErpItem[] };
    return items.filter((item) => !item.rejected).map(({ item, material, quantity, net, freeWith }) => [item, material, quantity, net, freeWith] as const);
  };
  const pageOf = async (order: OrderPage, options: PageOptions = {}): Promise<Page> => {
    const desk = await factory.desk(`/orders/${order.id}`, options);
    await desk.getByRole('heading', { name: order.erpNumber ?? 'none', level: 1 }).waitFor();
    return desk;
  };
  const answers = (phone: string, words: RegExp): Promise<string> =>
    until(`${String(words)} on ${phone}`, async () => (await factory.client.answers(phone)).find((text) => words.test(text)) ?? null, 30_000);

  it('ten and one: the free cartons are on the order page, in the ERP and in the customer’s confirmation, and follow a change', async () => {
    const phone = '910000012151';
    await factory.client.say(phone, '20 ctn urad papad 400g, 10 ctn ratlami sev 200g');
    const order = await factory.orderOf(phone, 'confirmed');
    expect(order.lines[0]?.free).toMatchObject([{ sku: 'UPD400', quantityMilli: 2_000, uom: 'CAR', scheme: 'PAPAD-10-1' }]);
    const net = (no: number): string => ((order.lines[no]?.netMinor ?? 0) / 100).toFixed(2);
    expect(await inErp(order)).toEqual([
      [10, 'UPD400', '20', net(0), null],
      [11, 'UPD400', '2', '0.00', 10],
      [20, 'SEV200', '10', net(1), null],
    ]);
    expect(await answers(phone, new RegExp(order.erpNumber ?? 'none'))).toMatch(/2 carton · .*UPD400.*\(free\)[\s\S]*With tax of/);

    const desk = await pageOf(order);
    await shows(desk.getByRole('row'), /Free with line 1 \(.*PAPAD-10-1.*\)[\s\S]*2 CAR[\s\S]*₹0\.00/);
    await shows(desk.getByLabel('Sums'), /Total before tax[\s\S]*Tax 5\s?%[\s\S]*Tax 0\s?%[\s\S]*Total with tax/);
    await desk.getByText('How the price came about').first().click();
    await shows(desk.getByRole('status'), /ERP’s own price ₹[\d,.]+ · net in the ERP ₹[\d,.]+/);
    expect(await accessibilityTrouble(desk)).toEqual([]);
    await takeShot(desk, 'free-goods/order page');
    const erp = await factory.page();
    await erp.goto(factory.karkhana.erp.url);
    await shows(erp.getByRole('article'), new RegExp(`${order.erpNumber}[\\s\\S]*free with item 10`));
    await takeShot(erp, 'free-goods/in the ERP');

    const hand = handsOn(desk);
    await hand.press('c');
    await desk.getByRole('form', { name: 'Change the order' }).waitFor();
    await hand.write('30');
    await shows(desk.getByRole('region', { name: 'What it comes to' }), /▲[\s\S]*Free with line 1[\s\S]*2 CAR[\s\S]*3 CAR/);
    await desk.getByRole('region', { name: 'What it comes to' }).scrollIntoViewIfNeeded();
    await takeShot(desk, 'free-goods/change');
    await hand.press('Enter');
    const changed = await until(
      'the changed order',
      async () => ((each) => (each.state === 'confirmed' && each.lines[0]?.quantityMilli === 30_000 ? each : null))(await factory.client.order(order.id)),
      30_000,
    );
    expect((await inErp(changed)).map(([item, , quantity, , freeWith]) => [item, quantity, freeWith])).toEqual([
      [10, '30', null],
      [11, '3', 10],
      [20, '10', null],
    ]);
    expect(await factory.client.erpOrders(order.erpReference ?? ''), 'still one document').toBe(1);
  });

  it('in Arabic and riyals: the sums name the tax and what is to be paid', async () => {
    const phone = '966000020011';
    await factory.client.say(phone, '٢٠ كرتون سيف راتلامي');
    const order = await factory.orderOf(phone, 'confirmed');
    expect(order.sums).toMatchObject({ taxes: [{ bp: 1_500 }] });
    expect(order.sums?.grossMinor).toBe((order.netMinor ?? 0) * 1.15);
    expect(await answers(phone, /مع الضريبة/)).toContain('SAR');
    const desk = await pageOf(order, { language: 'ar' });
    await shows(desk.getByLabel('المجاميع'), /الضريبة[\s\S]*15[\s\S]*الإجمالي مع الضريبة/);
    expect(await accessibilityTrouble(desk)).toEqual([]);
    await takeShot(desk, 'free-goods/order page in Arabic');
  });

  it('a draft shows what the ERP itself would charge when somebody opens how a price came about', async () => {
    const phone = '910000010581';
    await factory.client.say(phone, '15 ctn urad papad 400g @ 2000');
    const held = await factory.orderOf(phone, 'price_hold');
    const desk = await factory.desk(`/orders?tab=all&order=${held.id}`);
    await desk.getByRole('button', { name: /^Line 1:/ }).click();
    await shows(desk.getByText(/Free with line 1/), /PAPAD-10-1/);
    await desk.getByText('How the price came about').click();
    await shows(desk.getByRole('status'), /ERP’s own price ₹2,975\.00/);
    await takeShot(desk, 'free-goods/draft');
  });
});
