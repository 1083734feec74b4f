import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { CasePage } from '../../src/modules/exceptions/contract.ts';
import { accessibilityTrouble, noBrowser, type PageOptions } from '../support/browser.ts';
import { until } from '../support/karkhana.ts';
import { aLine, openCases, type CaseMaker } from './cases.ts';
import { handsOn, shows, useFactory } from './factory.ts';

const head = 'vikram@vindhya.example';
const plain = (text: string): string => text.replaceAll(/[\u2066-\u2069]/g, '');

describe.skipIf(noBrowser !== null)(`approvals, at the desk and by a link${noBrowser === null ? '' : ` (${noBrowser})`}`, () => {
  const factory = useFactory();
  let cases: CaseMaker;
  beforeAll(async () => {
    cases = await openCases(factory.karkhana);
  });
  afterAll(() => cases?.close());

  const headIn = (page: CasePage): string => page.tellings.find((telling) => telling.name === 'Vikram Rathore')?.person ?? '';
  const decided = (id: string): Promise<CasePage> =>
    until(
      'the decision',
      async () => {
        const page = await cases.page(id);
        return page.decisions.length > 0 ? page : null;
      },
      20_000,
    );
  /** The case open at the desk of the sales head. */
  async function open(page: CasePage, options: PageOptions = {}): Promise<Page> {
    const desk = await factory.desk(`/approvals?case=${page.id}`, options, head);
    await desk.getByRole('article').getByRole('heading', { level: 1 }).waitFor();
    return desk;
  }
  const said = (desk: Page, text: RegExp): Promise<void> => shows(desk.getByRole('article').getByRole('status'), text);

  it('looking acknowledges nothing; s does, a approves once, and both are one key', async () => {
    const made = await cases.price('K-900001');
    const desk = await open(made);
    expect(plain(await desk.getByRole('heading', { level: 1 }).innerText())).toBe(
      'Shree Traders asks for 100 CAR Khatta Meetha 200 g at ₹1,099.80 instead of ₹1,170.00 (6% off list).',
    );
    expect(await accessibilityTrouble(desk)).toEqual([]);
    expect((await cases.page(made.id)).tellings.filter((telling) => telling.ackedAt !== null)).toEqual([]);
    const hand = handsOn(desk);
    await hand.press('s');
    await desk.getByRole('button', { name: /^I have seen it/ }).waitFor({ state: 'detached' });
    expect((await cases.page(made.id)).tellings.filter((telling) => telling.ackedAt !== null).map((telling) => telling.name)).toEqual(['Vikram Rathore']);
    await hand.press('a');
    await said(desk, /Vikram Rathore.* approved it once.*at the desk/);
    expect((await decided(made.id)).decisions).toMatchObject([{ choice: 'approve', way: 'desk', by: `person:${headIn(made)}`, caseVersion: made.version }]);
    expect(hand.keys).toBe(2);
  });

  it('a double click decides once, and never the next case', async () => {
    const [made, other] = [await cases.price('K-900002'), await cases.price('K-900003')];
    const desk = await open(made);
    await desk.getByRole('button', { name: /^Approve once/ }).dblclick();
    await said(desk, /approved it once/);
    await desk.waitForTimeout(500);
    expect((await cases.page(made.id)).decisions).toHaveLength(1);
    expect((await cases.page(other.id)).decisions).toHaveLength(0);
    await cases.withdraw('K-900003');
  });

  it('c, a step of the slider and Enter make a counter-offer with its margin in sight; under cost nothing can be chosen', async () => {
    const made = await cases.price('K-900004', {
      lines: [
        aLine({ askedUnitMinor: 100_000, askedNetNet: '100000', askedDiscountBp: 1453, marginAskBp: 400, givenMinor: 1_700_000, verdict: 'below_floor' }),
      ],
    });
    const desk = await open(made);
    const hand = handsOn(desk);
    await hand.press('c');
    const slider = desk.getByRole('slider');
    await slider.waitFor();
    expect(Number(await slider.inputValue()), 'it starts where the floor just holds').toBeGreaterThanOrEqual(109_091);
    const form = desk.getByRole('form', { name: 'Offer another price' });
    await desk.keyboard.press('Home');
    await shows(form, /₹960\.00/);
    expect(await form.getByRole('textbox', { name: /^Price for/ }).inputValue(), 'never under what was asked').toBe('1000.00');
    await desk.keyboard.press('End');
    await form.getByRole('textbox', { name: /^Price for/ }).fill('1105.60');
    await desk.keyboard.press('Enter');
    await shows(form, /13\.17%/);
    await slider.focus();
    await hand.press('ArrowRight');
    const price = await form.getByRole('textbox', { name: /^Price for/ }).inputValue();
    await hand.press('Enter');
    await said(desk, new RegExp(`offered .*₹${price.replace('1', '1,').replace('.', '\\.')}`));
    const unitMinor = Math.round(Number(price) * 100);
    expect((await decided(made.id)).decisions).toMatchObject([{ choice: 'counter', terms: { lineId: 'l1', unitMinor, quantityMilli: 100_000 } }]);
    expect(hand.keys).toBe(3);
  });

  it('d declines with a reason, u approves until a day', async () => {
    const [no, yes] = [await cases.price('K-900005'), await cases.price('K-900006')];
    const desk = await open(no);
    const hand = handsOn(desk);
    await hand.press('d');
    const send = desk.getByRole('button', { name: /^Decline/ });
    expect(await send.isDisabled(), 'not without a reason').toBe(true);
    await hand.write('Season is over');
    await hand.press('Enter');
    await said(desk, /declined it/);
    expect((await decided(no.id)).decisions).toMatchObject([{ choice: 'decline', reason: 'Season is over' }]);
    await desk.goto(factory.at(`/approvals?case=${yes.id}`));
    await desk.getByRole('button', { name: /^Approve until/ }).waitFor();
    await hand.press('u');
    await hand.tap(desk.getByRole('button', { name: '30 days' }));
    await hand.tap(desk.getByRole('button', { name: /^Approve/ }));
    await said(desk, /approved it until/);
    expect((await decided(yes.id)).decisions[0]?.until).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(hand.keys + hand.taps).toBe(5);
  });

  it('two persons decide what is under the floor: the first one is told that somebody else must agree', async () => {
    const made = await cases.price('K-900011', { lines: [aLine({ verdict: 'below_floor' })] }, { personsNeeded: 2 });
    const desk = await open(made);
    await desk.keyboard.press('a');
    await shows(desk.getByRole('article').getByRole('status'), '1 of 2 people have agreed');
    expect((await cases.page(made.id)).state).not.toBe('decided');
    await desk.keyboard.press('a');
    await shows(desk.getByRole('article').getByRole('alert'), 'You have agreed already');
    const other = await factory.desk(`/approvals?case=${made.id}`, { language: 'en' }, 'meera@vindhya.example');
    await other.getByRole('button', { name: /^Approve once/ }).waitFor();
    await other.keyboard.press('a');
    await shows(other.getByRole('article').getByRole('status'), /Meera Deshmukh.* approved it once/);
    expect((await cases.page(made.id)).decisions.map((decision) => decision.name)).toEqual(['Vikram Rathore', 'Meera Deshmukh']);
    await said(desk, /Meera Deshmukh/);
  });

  it('under cost nothing passes by a link, and at the desk only with a reason', async () => {
    const made = await cases.price('K-900012', { lines: [aLine({ askedUnitMinor: 95_000, askedNetNet: '95000', marginAskBp: -106, verdict: 'below_cost' })] });
    const phone = await factory.page({ size: 'phone', language: 'en' });
    await phone.goto(factory.at(await cases.link(made.id, headIn(made))));
    await shows(phone.getByRole('main').getByRole('status'), /never approved by a link/);
    expect(await phone.getByRole('button', { name: /^(Approve|Counter)/ }).count()).toBe(0);
    const desk = await open(made);
    await desk.keyboard.press('a');
    await desk.getByRole('form', { name: 'Approve below cost' }).waitFor();
    expect(await desk.getByRole('button', { name: /^Approve once/ }).isDisabled()).toBe(true);
    await desk.keyboard.insertText('Expires on Friday');
    await desk.keyboard.press('Enter');
    await said(desk, /approved it once/);
    expect((await decided(made.id)).decisions).toMatchObject([{ choice: 'approve', way: 'desk', reason: 'Expires on Friday' }]);
  });

  it('asking back and showing it to somebody else decide nothing, and are part of its story', async () => {
    const made = await cases.price('K-900013');
    const desk = await open(made);
    await desk.keyboard.press('q');
    await desk.getByRole('form', { name: 'Ask back' }).waitFor();
    await desk.keyboard.insertText('Did he see the new list?');
    await desk.keyboard.press('Enter');
    await desk.getByRole('form').waitFor({ state: 'detached' });
    await desk.keyboard.press('f');
    await desk.getByRole('combobox', { name: 'To whom' }).selectOption({ label: 'Anand Maheshwari' });
    await desk.getByRole('button', { name: /^Forward/ }).click();
    await shows(desk.getByRole('article').getByRole('listitem'), 'Anand Maheshwari');
    await desk.getByText('Story', { exact: true }).click();
    await shows(desk.getByRole('article').getByRole('listitem'), /Asked back: .*Did he see the new list/);
    await shows(desk.getByRole('article').getByRole('listitem'), /Shown to .*Anand Maheshwari/);
    const now = await cases.page(made.id);
    expect([now.decisions, now.state === 'decided']).toEqual([[], false]);
    await cases.withdraw('K-900013');
  });

  it('what has changed meanwhile is not decided: it is shown, and then decided as it is', async () => {
    const made = await cases.price('K-900007');
    const desk = await factory.desk('/orders', {}, head);
    await desk.route('**/api/live', (route) => route.abort());
    await desk.goto(factory.at(`/approvals?case=${made.id}`));
    await desk.getByRole('article').getByRole('heading', { level: 1 }).waitFor();
    await cases.price('K-900007', { lines: [aLine({ askedUnitMinor: 105_000, askedNetNet: '105000', givenMinor: 1_200_000, verdict: 'below_floor' })] });
    await desk.keyboard.press('a');
    const notice = desk.getByRole('article').getByRole('alert');
    await shows(notice, /has changed since you looked[\s\S]*now .*₹1,050\.00.* is asked, not .*₹1,099\.80/);
    expect((await cases.page(made.id)).decisions).toEqual([]);
    await desk.keyboard.press('a');
    await said(desk, /approved it once/);
    expect((await decided(made.id)).decisions).toMatchObject([{ choice: 'approve', caseVersion: 2 }]);
  });

  it('a new request comes into the list by itself, the most urgent first, and somebody else is told why they may not decide', async () => {
    const late = await cases.price('K-900008', {}, { deadlineAt: new Date(Date.now() + 5 * 3_600_000).toISOString() });
    const desk = await factory.desk('/approvals', {}, head);
    await shows(desk.getByRole('option'), 'K-900008');
    await cases.price('K-900009', {}, { deadlineAt: new Date(Date.now() + 9 * 60_000).toISOString() });
    await shows(desk.getByRole('option'), 'K-900009');
    expect(await desk.getByRole('listbox').getByRole('option').first().innerText()).toContain('K-900009');
    await shows(desk.getByRole('navigation').getByRole('link', { name: /^Approvals/ }), /2/);
    const owner = await factory.desk(`/approvals?tab=open&case=${late.id}`, {}, 'asha@vindhya.example');
    await owner
      .getByRole('main')
      .getByText(/for other people to decide|does not include this|no case fits/i)
      .first()
      .waitFor();
    expect(await owner.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
    for (const order of ['K-900008', 'K-900009']) await cases.withdraw(order);
  });

  it.each([
    ['en', 'Approve once', /Your decision has arrived/, /settled already|has been used/, /does not work/, /has lapsed/],
    ['ar', 'وافق مرة', /وصل قرارك/, /بُتّ في هذا من قبل|استُخدم هذا الرابط/, /لا يعمل/, /انتهت صلاحية/],
  ] as const)(
    'a link on a small phone says who decides, decides once, and is friendly when it leads nowhere (%s)',
    async (language, approve, arrived, again, bad, lapsed) => {
      const made = await cases.price(`K-9100-${language}`);
      const path = await cases.link(made.id, headIn(made));
      const phone = await factory.page({ language, size: 'phone' });
      await phone.setViewportSize({ width: 360, height: 720 });
      const answer = await phone.goto(factory.at(path));
      expect([answer?.headers()['referrer-policy'], answer?.headers()['x-robots-tag']]).toEqual(['no-referrer', 'noindex, nofollow']);
      await shows(phone.getByRole('main'), 'Vikram Rathore');
      expect(await phone.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');
      expect(await phone.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth)).toBeLessThanOrEqual(0);
      expect(await phone.title()).toBe('Karkhana');
      expect(await accessibilityTrouble(phone)).toEqual([]);
      const button = phone.getByRole('button', { name: approve, exact: true });
      expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(48);
      const hand = handsOn(phone);
      await hand.tap(button);
      await shows(phone.getByRole('status'), arrived);
      expect((await decided(made.id)).decisions).toMatchObject([{ choice: 'approve', way: 'link', by: `person:${headIn(made)}` }]);
      expect(hand.taps).toBe(1);

      await phone.goto(factory.at(path));
      await shows(phone.getByRole('status'), again);
      expect((await cases.page(made.id)).decisions).toHaveLength(1);

      await phone.goto(factory.at(`${path.slice(0, -2)}${path.endsWith('AA') ? 'BB' : 'AA'}`));
      await shows(phone.getByRole('alert'), bad);

      const short = await cases.price(`K-9200-${language}`, {}, { deadlineAt: new Date(Date.now() + 2_500).toISOString() });
      const soon = await cases.link(short.id, headIn(short));
      await phone.waitForTimeout(3_000);
      await phone.goto(factory.at(soon));
      await shows(phone.getByRole('status'), lapsed);
      expect((await cases.page(short.id)).decisions).toEqual([]);
    },
  );

  it('is mirrored in Arabic, with amounts and codes left to right', async () => {
    const made = await cases.price('K-900010');
    const desk = await open(made, { language: 'ar' });
    expect(await desk.locator('html').getAttribute('dir')).toBe('rtl');
    const box = async (selector: string): Promise<number> => (await desk.locator(selector).first().boundingBox())?.x ?? Number.NaN;
    expect(await box('[role=listbox]')).toBeGreaterThan(await box('article'));
    const code = desk.getByRole('article').getByText('K-900010', { exact: true }).first();
    expect(await code.evaluate((element) => [getComputedStyle(element).direction, getComputedStyle(element).unicodeBidi])).toEqual(['ltr', 'isolate']);
    await desk.keyboard.press('c');
    await desk.getByRole('slider').waitFor();
    expect(await accessibilityTrouble(desk)).toEqual([]);
    await desk.keyboard.press('Enter');
    await said(desk, /عرض .*Vikram Rathore.* سعر/);
    expect((await decided(made.id)).decisions).toMatchObject([{ choice: 'counter' }]);
  });
});
