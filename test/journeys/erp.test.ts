import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { StockComparison } from '../../src/modules/sync/contract.ts';
import { openPool } from '../../src/platform/db/database.ts';
import { accessibilityTrouble, noBrowser, screenSizes, type PageOptions } from '../support/browser.ts';
import { handsOn, shows, useFactory } from './factory.ts';

const itPerson = 'priya@vindhya.example';
const operator = 'suresh@vindhya.example';

type Query = <R extends object>(text: string, values: readonly unknown[]) => Promise<R[]>;

/** The page of a connection, as far as its stock was compared. */
interface ComparedPage {
  readonly reconciled: { readonly at: string; readonly body: { readonly stock: Pick<StockComparison, 'differences'> } };
}

/** Our bookings in the report, one that explains the first difference and one that does not. */
function withBookings(page: ComparedPage): ComparedPage {
  const { reconciled } = page;
  const booking = { commandId: '0193a000-0000-7000-8000-000000000001', state: 'committed', at: reconciled.at };
  const moves = [
    { ...booking, kind: 'production_receipt', reference: 'KHRECEIPT0000001', milli: 5_000, counted: true },
    { ...booking, kind: 'stock_movement', reference: 'KHMOVEMENT000001', milli: -2_000, counted: false },
  ];
  const differences = reconciled.body.stock.differences.map((one) => ({ ...one, moves, unexplainedMilli: 0 }));
  return { ...page, reconciled: { ...reconciled, body: { ...reconciled.body, stock: { ...reconciled.body.stock, differences } } } };
}

/** The parts of the ERP screens, as a person names them. */
const erpOf = (page: Page) => ({
  letters: page.getByRole('region', { name: 'Refused by the ERP' }),
  connection: page.getByRole('region', { name: 'SAP S/4HANA' }),
  dialog: page.getByRole('dialog'),
  told: page.getByRole('status'),
});

describe.skipIf(noBrowser !== null)(`ERP and connections${noBrowser === null ? '' : ` (${noBrowser})`}`, () => {
  const factory = useFactory();
  const sandbox = (path: string, body: object): Promise<Response> =>
    fetch(new URL(path, factory.karkhana.running.sandboxes?.erp.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const inDatabase = async <T>(work: (query: Query) => Promise<T>): Promise<T> => {
    const pool = openPool(factory.karkhana.databaseUrl(), { max: 1, name: 'journey' });
    const query: Query = async <R extends object>(text: string, values: readonly unknown[]) => (await pool.query<R>(text, [...values])).rows;
    return work(query).finally(() => pool.end());
  };
  const commandOf = async (orderId: string): Promise<string> =>
    (await inDatabase((query) => query<{ id: string }>('select id from sync.command where business_key = $1', [orderId])))[0]?.id ?? '';
  let free = 4_550_000_000;
  /** An order that the ERP refuses: it has run out of numbers. */
  const refusedOrder = async (phone: string, words: string) => {
    await sandbox('/sandbox/number-ranges', { type: 'OR', next: 4_500_000_000, last: 4_499_999_999 });
    await factory.client.say(phone, words);
    const order = await factory.orderOf(phone, 'needs_desk');
    free += 1_000;
    await sandbox('/sandbox/number-ranges', { type: 'OR', next: free, last: 4_599_999_999 });
    return order;
  };

  it('a command that the ERP refused is read in its own words and settled by hand with three keys; the order is confirmed', async () => {
    const page = await factory.desk('/erp');
    const { letters, dialog, told } = erpOf(page);
    await shows(letters, 'Nothing waits for a person');
    const order = await refusedOrder('910000012151', 'bhai 40 peti sev aur 25 paanch wala chips');
    // by the feed: nobody has pressed a key
    await shows(letters, /New sales order[\s\S]*number/i);
    await shows(letters, order.number);
    expect(await accessibilityTrouble(page)).toEqual([]);
    const hand = handsOn(page);
    await hand.press('d');
    await dialog.getByLabel('Number in the ERP').waitFor();
    expect(await accessibilityTrouble(page)).toEqual([]);
    await hand.write('4711');
    await hand.press('Tab');
    await hand.write('entered at the counter');
    await hand.press('Enter');
    await shows(told, 'it counts as done under that number');
    await shows(letters, 'Nothing waits for a person');
    expect(hand.keys).toBe(3);
    expect(await factory.orderOf('910000012151', 'confirmed')).toMatchObject({ id: order.id, erpNumber: '4711' });
  });

  it('cancelling is taken back with one key; its page shows each call; sent again, the ERP takes it', async () => {
    const page = await factory.desk('/erp');
    const { letters, dialog, told } = erpOf(page);
    const phone = '966000020011';
    const order = await refusedOrder(phone, 'أريد ٢٠ كرتون سيف راتلامي وكرتونين بطاطس');
    await shows(letters, order.number);
    const hand = handsOn(page);
    await hand.press('x');
    await dialog.getByLabel(/^Why/).waitFor();
    await hand.write('asked twice');
    await hand.press('Enter');
    await shows(told, 'Nothing more is sent for it');
    await shows(letters, 'Nothing waits for a person');
    await hand.press('u');
    await shows(told, 'it waits for a decision again');
    await shows(letters, order.number);
    await page.getByRole('link', { name: 'See its calls' }).click();
    await page.getByRole('heading', { level: 1, name: 'New sales order' }).waitFor();
    await shows(page.getByRole('row'), /A_SalesOrder/);
    expect(await accessibilityTrouble(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await shows(letters, order.number);
    await page.keyboard.press('r');
    await shows(told, 'what the ERP already holds is found, not doubled');
    const confirmed = await factory.orderOf(phone, 'confirmed');
    expect(confirmed.id).toBe(order.id);
    expect(await factory.client.erpOrders(confirmed.erpReference ?? '')).toBe(1);
  });

  it('what was sent is read field by field, the unit that the ERP refused is corrected with four keys, and the order is confirmed', async () => {
    const phone = '910000010271';
    // as after a change of the unit's code in the ERP of which nobody here knows yet, however often items are read
    const units = await inDatabase(async (query) => {
      const before = await query<{ uom: string; erp_uom: string }>("select uom, erp_uom from masters.item_uom where sku = 'SEV200'", []);
      await query("create function journey_old_code() returns trigger language plpgsql as $$ begin new.erp_uom := 'QQ'; return new; end $$", []);
      await query(
        "create trigger old_code before insert or update on masters.item_uom for each row when (new.sku = 'SEV200' and new.uom = 'CAR') execute function journey_old_code()",
        [],
      );
      await query("update masters.item_uom set erp_uom = 'QQ' where sku = 'SEV200' and uom = 'CAR'", []);
      return before;
    });
    const codeOf = (is: boolean): string => units.find(({ uom }) => (uom === 'CAR') === is)?.erp_uom ?? '';
    const page = await factory.desk('/erp');
    const { letters, dialog, told } = erpOf(page);
    await factory.client.say(phone, 'Please send 20 cartons Ratlami Sev 200g');
    await shows(letters, /Unit QQ is not maintained/);
    const order = await factory.orderOf(phone, 'needs_desk');
    await inDatabase(async (query) => {
      await query('drop function journey_old_code() cascade', []);
      await query("update masters.item_uom set erp_uom = $1 where sku = 'SEV200' and uom = 'CAR'", [codeOf(true)]);
    });
    const hand = handsOn(page);
    await hand.press('s');
    const sent = letters.getByRole('group', { name: 'What was sent' });
    await shows(sent.getByRole('row'), /SEV200.*20.*QQ/);
    expect(await accessibilityTrouble(page)).toEqual([]);
    // the form opens with its first field under the hand, also when nothing of the command was looked at before
    await page.reload();
    await shows(letters, order.number);
    await hand.press('c');
    const unit = dialog.getByLabel(/ERP’s unit code/);
    await unit.and(page.locator(':focus')).waitFor();
    expect(await accessibilityTrouble(page)).toEqual([]);
    // the code of another unit would be another quantity
    await hand.write(codeOf(false));
    await dialog.getByLabel(/^Why/).fill('the code was renamed');
    await dialog.getByRole('button', { name: 'Correct and send again' }).click();
    await shows(dialog.getByRole('alert'), /Row 1 · ERP’s unit code.*the ERP uses this code for another unit of the item/);
    await dialog.getByLabel(/^Why/).fill('');
    await unit.fill(codeOf(true));
    await hand.press('Tab');
    await hand.write('the code was renamed');
    await hand.press('Enter');
    await shows(told, 'Corrected and sent again under the same reference');
    expect(hand.keys).toBe(4);
    const confirmed = await factory.orderOf(phone, 'confirmed');
    expect(confirmed.id).toBe(order.id);
    expect(await factory.client.erpOrders(confirmed.erpReference ?? '')).toBe(1);
    await page.goto(factory.at(`/erp/commands/${await commandOf(order.id)}`));
    await shows(page.getByRole('main'), /Corrected before\s*Asha[\s\S]*the code was renamed[\s\S]*Row 1 · ERP’s unit code: was .?QQ.?, is/);
    expect(await accessibilityTrouble(page)).toEqual([]);
  });

  it('stock that differs from the ERP’s is seen with the bookings that explain it and the rest that none does', async () => {
    const page = await factory.desk('/erp', {}, itPerson);
    const { connection } = erpOf(page);
    const stock = connection.getByRole('group', { name: 'Stock' });
    const compare = connection.getByRole('button', { name: 'Compare now' });
    await shows(connection, /Stock\s*\d\d:\d\d/);
    await compare.click();
    await shows(stock, /No difference in [\d,]+ positions/);
    const [moved] = await inDatabase((query) =>
      query<{ sku: string; place: string; lot: string }>(
        "update stock.position set base_milli = base_milli + 7000 where ctid = (select ctid from stock.position where status = 'free' order by sku, place, lot limit 1) returning sku, place, lot",
        [],
      ),
    );
    await compare.click();
    await shows(stock, /1 position differs · 1 unexplained/);
    await shows(stock.getByRole('row'), new RegExp(`${moved?.sku}.*${moved?.place}.*free.*-7.*none of ours.*-7`));
    await page.route('**/api/sync/connections/sap-s4-vindhya', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: withBookings((await answer.json()) as ComparedPage) });
    });
    await page.reload();
    await shows(stock.getByRole('row'), /\+5 Production receipt.*KHRECEIPT.*-2 Goods movement.*explains nothing of it.*nothing/);
    expect(await accessibilityTrouble(page)).toEqual([]);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await inDatabase((query) =>
      query('update stock.position set base_milli = base_milli - 7000 where sku = $1 and place = $2 and lot = $3 and status = $4', [
        moved?.sku,
        moved?.place,
        moved?.lot,
        'free',
      ]),
    );
  });

  it('a table of codes is added to the mapping, tried on the ERP and saved with its reason', async () => {
    const page = await factory.desk('/setup/connections/sap-s4-vindhya', {}, itPerson);
    await page.getByRole('button', { name: 'Table' }).click();
    const rule = page.getByRole('group', { name: /^Customer company/ });
    await rule.getByLabel('Where').selectOption('read customer');
    await page.getByLabel('Our field').selectOption('region');
    await page.getByLabel('The ERP’s value').fill('MP');
    await page.getByRole('textbox', { name: 'Our value' }).fill('Malwa');
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await shows(page.getByRole('article'), /Customer\s*[\d,]+ read · [1-9]\d* would change/);
    await shows(page.getByRole('row'), /region\s*MP\s*Malwa/);
    expect(await accessibilityTrouble(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Why?' }).fill('the sales team says Malwa');
    await page.getByRole('button', { name: 'Save' }).and(page.locator(':enabled')).click();
    await shows(page.getByRole('status'), /Version 1 is saved; read anew: Customer/);
  });

  it('IT sees how current a connection is, compares it, runs the doctor and copies the report, pauses and resumes it', async () => {
    const page = await factory.desk('/erp', {}, itPerson);
    const { connection } = erpOf(page);
    await shows(connection, /Items\s*\d\d:\d\d/);
    await connection.getByRole('button', { name: 'Compare now' }).click();
    await shows(connection, /Nothing could be compared|No difference in \d+ documents?|\d+ differences?/);
    await connection.getByRole('link', { name: 'Set up' }).click();
    await page.getByRole('heading', { level: 1, name: 'sap-s4-vindhya' }).waitFor();
    await shows(page.getByRole('row'), /^Stock\s*current/);
    await shows(page.getByRole('main'), /Payment received\s*This ERP has no standard way: a person does it in the ERP/);
    const doctor = page.getByRole('region', { name: 'Doctor’s report' });
    await doctor.getByRole('button', { name: 'Look at it now' }).click();
    await shows(doctor, /well\s*Reaching it\s*connection/);
    await doctor.getByText('As plain text').click();
    expect(await doctor.getByRole('textbox').inputValue()).toMatch(
      /^Karkhana ERP doctor: sap-s4-vindhya \(SAP S\/4HANA at .*\)\nLooked at .*: 0 bad, .* ok\n\n(?:warn .*\n)*ok +connect/,
    );
    await page.getByRole('button', { name: 'Read now: Stock' }).click();
    await page.getByRole('button', { name: 'Read everything now' }).and(page.locator(':enabled')).waitFor();
    expect(await accessibilityTrouble(page)).toEqual([]);
    await page.getByRole('button', { name: 'Pause' }).click();
    await shows(page.getByRole('status'), /Paused by hand/);
    expect(await accessibilityTrouble(page)).toEqual([]);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
  });

  it('a shrunken reading is looked at with its counts before it is believed', async () => {
    const page = await factory.desk('/setup/connections/sap-s4-vindhya', {}, itPerson);
    const looks: unknown[] = [];
    await page.route('**/api/sync/connections/sap-s4-vindhya', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.json()) as { objects: { object: string }[] };
      const trouble = { code: 'shrunk', previous: 240, seen: 12, text: '', at: '2026-11-22T08:00:00.000Z' };
      const objects = body.objects.map((each) => (each.object === 'customer' ? { ...each, trouble } : each));
      await route.fulfill({ response: answer, json: { ...body, objects } });
    });
    await page.route('**/look', (route) => {
      looks.push(route.request().postDataJSON());
      return route.fulfill({ json: { id: 'sap-s4-vindhya' } });
    });
    await page.reload();
    await shows(page.getByRole('row'), /Customers\s*stopped\s*The ERP shows .?12.?; last time there were .?240/);
    await page.getByRole('button', { name: 'Look at it…' }).click();
    const { dialog } = erpOf(page);
    await shows(dialog, /last time\s*240\s*now\s*12/);
    expect(await accessibilityTrouble(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'It is right: read and accept' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(looks).toEqual([{ what: 'read', objects: ['customer'], accept: ['customer'] }]);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it('settings are changed in a form of the connector’s own schema, tested before they are saved; secrets are never shown', async () => {
    const page = await factory.desk('/setup/connections/sap-s4-vindhya', {}, itPerson);
    const settings = page.getByRole('region', { name: 'Settings' });
    await settings.getByRole('button', { name: 'Change' }).click();
    await settings.getByLabel(/^Address \(/).waitFor();
    expect(await settings.getByLabel('Password', { exact: true }).inputValue()).toBe('');
    await settings
      .getByText(/\d+ more settings/)
      .first()
      .click();
    await settings.getByLabel('Records a page').fill('0');
    await settings.getByRole('button', { name: 'Save' }).click();
    await shows(settings.getByRole('alert'), 'Some settings do not do');
    await shows(settings, /Records a page\s*This does not do/);
    expect(await accessibilityTrouble(page)).toEqual([]);
    await settings.getByLabel('Records a page').fill('150');
    await settings.getByLabel('Password', { exact: true }).fill('not the right one');
    await settings.getByRole('button', { name: 'Test the connection' }).click();
    await shows(settings.getByRole('alert'), /It does not work/);
    await settings.getByLabel('Password', { exact: true }).fill('');
    await settings.getByRole('button', { name: 'Test the connection' }).click();
    await shows(settings.getByRole('status'), /It answers/);
    await settings.getByRole('group', { name: 'Known downtimes' }).getByRole('button', { name: 'Once' }).click();
    await settings.getByLabel('From').fill('2030-01-05T22:00');
    await settings.getByLabel('Until').fill('2030-01-06T04:00');
    await settings.getByRole('button', { name: 'Save' }).click();
    await shows(settings, 'Saved.');
    const kept = (await (await page.request.get(factory.at('/api/sync/connections/sap-s4-vindhya/setup'))).json()) as object;
    expect(kept).toMatchObject({
      settings: { pageSize: 150 },
      own: { plannedDowntimes: [{ from: '2030-01-05T16:30:00.000Z', until: '2030-01-05T22:30:00.000Z' }] },
    });
    await settings.getByRole('button', { name: 'Change' }).click();
    await settings.getByLabel(/^Address \(/).fill('https://elsewhere.example');
    await settings.getByRole('button', { name: 'Test the connection' }).click();
    await shows(settings.getByRole('alert'), 'Give the secrets again');
  });

  it('the form of every connector can be drawn, and is readable for everybody', async () => {
    const page = await factory.desk('/setup/connect', {}, itPerson);
    const which = page.getByLabel('Which ERP?');
    await which.waitFor();
    const choices = await which
      .locator('option')
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value).filter((value) => value !== ''));
    expect(choices.length).toBeGreaterThan(0);
    for (const choice of choices) {
      await which.selectOption(choice);
      await page.getByRole('region', { name: 'Settings' }).getByLabel('Short name').waitFor();
      const closed = page.locator('details:not([open]) > summary');
      while ((await closed.count()) > 0) await closed.first().click();
      expect(await accessibilityTrouble(page), choice).toEqual([]);
    }
  });

  it('an order that is held for its credit says as of when the figures were true', async () => {
    const phone = '910000011881';
    await factory.client.say(phone, '8 peti sev 200');
    const held = await factory.orderOf(phone, 'credit_hold');
    const page = await factory.desk(`/orders/${held.id}`);
    await shows(page.getByRole('main'), /Limit[\s\S]*as of \d+ \w+, \d\d:\d\d/);
    expect(await accessibilityTrouble(page)).toEqual([]);
  });

  it('a person without the right sees what stands, may touch nothing, and is refused by the API', async () => {
    const page = await factory.desk('/erp', { language: 'en' }, operator);
    await shows(erpOf(page).connection, /Items\s*\d\d:\d\d/);
    for (const name of ['Compare now', 'Look at it now', 'Send again']) expect(await page.getByRole('button', { name }).count(), name).toBe(0);
    await page.goto(factory.at('/setup/connect'));
    await shows(page.getByRole('alert'), 'Not for your role');
    expect(await accessibilityTrouble(page)).toEqual([]);
    const origin = new URL(factory.at('/')).origin;
    const post = async (path: string, data: object = {}): Promise<number> =>
      (await page.request.post(factory.at(path), { data, headers: { origin } })).status();
    expect(await post('/api/sync/connections/sap-s4-vindhya/look', { what: 'doctor' })).toBe(403);
    expect(await post('/api/sync/connections/sap-s4-vindhya/pause')).toBe(403);
    expect((await page.request.get(factory.at('/api/sync/connections/sap-s4-vindhya/setup'))).status()).toBe(403);
  });

  const looks: readonly (readonly [string, PageOptions])[] = [
    ['light', { theme: 'light' }],
    ['dark Hindi', { theme: 'dark', language: 'hi' }],
    ['Arabic', { language: 'ar' }],
  ];
  it.each(['/erp', '/setup/connections', '/setup/connections/sap-s4-vindhya', '/setup/connect'])(
    '%s: readable for everybody in light, dark and Arabic, and never wider than the screen',
    async (place) => {
      const trouble: string[] = [];
      for (const [look, options] of looks) {
        const page = await factory.desk(place, options, itPerson);
        await page.locator('main h1').first().waitFor();
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
