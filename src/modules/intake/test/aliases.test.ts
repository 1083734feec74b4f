import { describe, expect, it } from 'vitest';
import { phones, saveSmallFactory } from '../../../../test/world/small-factory.ts';
import { aliasKey } from '../../../engines/reading/index.ts';
import type { Actor } from '../../../platform/runtime/ctx.ts';
import { correctLine, undoCorrection } from '../../orders/commands/correct-line.ts';
import type { OrderPage } from '../../orders/contract.ts';
import { confirmOrder } from '../../orders/index.ts';
import { rekeyAliases } from '../commands/aliases/rekey-aliases.ts';
import { removeAlias, ruleOutAlias, teachAlias, undoLesson } from '../commands/aliases/edit-aliases.ts';
import type { AliasRow, TeachAlias } from '../contract.ts';
import { loadCompanyWordsVersion, loadCustomerWords } from '../store/aliases/for-reader.ts';
import { aliasWorld, clerk, head, outsider, pastOrder, refusalOf, system, teaching } from './alias-world.ts';

const { as, clock, db, find, importPast, list, order, page, say, silence, teach, work } = aliasWorld();

describe('what past orders teach', () => {
  it('each customer’s words of past orders are aliases from the first day, with unit, weight and the orders behind them', async () => {
    const sev = await find('C-1042', 'SEV200');
    expect(sev).toMatchObject({
      words: 'sev',
      uom: 'CAR',
      source: 'history',
      state: 'deciding',
      share: 1,
      createdBy: 'system:intake',
      scopeName: 'Shree Traders',
    });
    // two orders, 14 and 7 days old
    expect(sev?.weight).toBeCloseTo(2 ** (-14 / 120) + 2 ** (-7 / 120), 1);
    const { lessons } = await page(sev?.id ?? '');
    expect(lessons.map((lesson) => [lesson.source, lesson.change, lesson.facts['order_number'], lesson.at.slice(0, 10)])).toEqual([
      ['history', 'taught', '90002', '2026-11-10'],
      ['history', 'taught', '90001', '2026-11-03'],
    ]);
  });

  it('the same orders read again teach nothing new', async () => {
    const before = await list();
    await saveSmallFactory(db().runtime);
    await work();
    expect(await list()).toEqual(before);
  });

  it('older orders that come later count as old as they are, in whatever order they come', async () => {
    await importPast([pastOrder('80001', '2026-07-20', 'C-1188', 'sev', 'ALU150')]);
    const [sev, other] = [await find('C-1188', 'SEV200'), await find('C-1188', 'ALU150')];
    expect(sev?.weight).toBeCloseTo(0.96, 1);
    expect(other?.weight).toBeCloseTo(0.49, 1);
    expect([sev?.state, other?.state]).toEqual(['helping', 'helping']);
  });

  it('an order that was placed through us is no evidence of what its words mean', async () => {
    await say(phones.krishna, '50 ctn ratlami 200');
    await silence();
    const { erpNumber: number } = await order();
    const before = (await find('C-1107', 'SEV200'))?.weight;
    await importPast([pastOrder(number ?? '', '2026-11-17', 'C-1107', 'ratlami 200', 'SEV200')]);
    expect((await find('C-1107', 'SEV200'))?.weight).toBe(before);
  });

  it('what a person took back is not learnt again from the same orders, but from new ones', async () => {
    const sev = await find('C-1042', 'SEV200');
    await as(clerk, (ctx) => removeAlias(ctx, sev?.id ?? '', 'wrong'));
    await saveSmallFactory(db().runtime);
    await importPast([pastOrder('80002', '2026-10-01', 'C-1042', 'sev', 'SEV200')]);
    expect(await find('C-1042', 'SEV200')).toBeUndefined();
    await importPast([pastOrder('80003', '2026-11-17', 'C-1042', 'sev', 'SEV200')]);
    clock.set('2026-11-19T00:00:00.000Z');
    await importPast([pastOrder('80004', '2026-11-18', 'C-1042', 'sev', 'SEV200')]);
    expect((await find('C-1042', 'SEV200'))?.weight).toBeLessThan(1.01);
  });
});

describe('what answers and corrections teach', () => {
  const correctSev = async (): Promise<OrderPage> => {
    await say(phones.shree, '40 peti sev');
    const { id, version, lines } = await order();
    expect(lines[0]).toMatchObject({ sku: 'SEV200', via: 'alias' });
    expect((await as(clerk, (ctx) => correctLine(ctx, id, lines[0]?.lineId ?? '', { version, sku: 'ALU150' }))).ok).toBe(true);
    await work();
    return order();
  };

  it('a correction teaches the right item at once and weakens the wrong one, with who, when and from which order', async () => {
    const { id, conversationId } = await correctSev();
    const right = await find('C-1042', 'ALU150');
    const wrong = await find('C-1042', 'SEV200');
    expect(right).toMatchObject({ source: 'desk', weight: 1, state: 'conflict' });
    expect(wrong?.weight).toBeLessThan(0.6);
    expect((await page(right?.id ?? '')).lessons[0]).toMatchObject({ change: 'taught', source: 'desk', orderId: id, conversationId });
    expect((await page(wrong?.id ?? '')).lessons[0]).toMatchObject({ change: 'weakened', source: 'desk', orderId: id });
  });

  it('however often the words meant the wrong item before, after a correction they are asked with both', async () => {
    await importPast(Array.from({ length: 40 }, (_, index) => pastOrder(String(40_000 + index), '2026-11-01', 'C-1042', 'sev', 'SEV200')));
    await correctSev();
    await silence();
    await say(phones.shree, '12 peti sev');
    const [line] = (await order()).lines;
    expect(line).toMatchObject({ decision: 'ask', vetoes: ['tie'] });
    expect([line?.sku, ...(line?.rivals ?? []).map((rival) => rival.sku)]).toEqual(expect.arrayContaining(['SEV200', 'ALU150']));
  });

  it('a correction that is taken back leaves everything as it was', async () => {
    const before = await list({ customer: 'C-1042' });
    const { id, version } = await correctSev();
    expect((await as(clerk, (ctx) => undoCorrection(ctx, id, version))).ok).toBe(true);
    const numbers = (rows: readonly AliasRow[]): unknown[] => rows.map((row) => [row.sku, row.words, row.weight, row.share, row.state]).sort();
    expect(numbers(await list({ customer: 'C-1042' }))).toEqual(numbers(before));
  });

  it('what the customer answers is learnt with the order; it counts once, also when the order is accepted twice', async () => {
    await say(phones.krishna, '10 peti khatta meetha');
    await silence();
    expect((await order()).state).toBe('needs_customer');
    await say(phones.krishna, '2');
    await silence();
    const { id, lines, conversationId } = await order();
    const alias = await find('C-1107', lines[0]?.sku ?? '');
    expect(alias).toMatchObject({ source: 'answer', weight: 1, state: 'deciding' });
    expect((await page(alias?.id ?? '')).lessons).toMatchObject([{ change: 'confirmed', source: 'answer', orderId: id, conversationId }]);
    await as(system, (ctx) => ctx.publish({ type: 'order.accepted', subject: id, payload: { number: '', version: 1, commandId: '' } }));
    expect((await find('C-1107', lines[0]?.sku ?? ''))?.weight).toBe(1);
  });

  it('a doubtful line that a clerk lets pass is confirmed by the desk', async () => {
    await say(phones.krishna, '400 ctn ratlami 200');
    await silence();
    const { id, version, lines, checks } = await order();
    expect(lines[0]).toMatchObject({ sku: 'SEV200', decision: 'ask' });
    const accept = checks.filter((check) => check.outcome !== 'pass').map((check) => check.code);
    await as(clerk, (ctx) => confirmOrder(ctx, { orderId: id, version, accept }));
    expect((await order()).state).toBe('posting');
    const alias = await find('C-1107', 'SEV200');
    expect((await page(alias?.id ?? '')).lessons[0]).toMatchObject({ source: 'desk', change: 'confirmed', orderId: id });
  });

  it('an order that is accepted counts as a use, not as a confirmation', async () => {
    const before = await find('C-1042', 'SEV200');
    await say(phones.shree, '40 peti sev');
    await silence();
    expect(await find('C-1042', 'SEV200')).toMatchObject({ timesUsed: 1, weight: before?.weight, lastUsedAt: new Date(clock.nowMs()).toISOString() });
  });
});

describe('undoing', () => {
  it('a wrong alias that is taken back names the open orders that it decided and sends them to the desk, unchanged', async () => {
    await say(phones.shree, '40 peti sev aur 25 paanch wala chips');
    const before = await order();
    const sev = await find('C-1042', 'SEV200');
    expect((await page(sev?.id ?? '')).openOrders).toMatchObject([{ orderId: before.id, customerName: 'Shree Traders', state: 'assembling', words: 'sev' }]);
    const done = await as(clerk, (ctx) => removeAlias(ctx, sev?.id ?? '', 'he means bhujia'));
    expect(done.ok && done.value.touched.map(({ order: touched, use }) => [touched.id, use.lineId])).toEqual([[before.id, before.lines[0]?.lineId]]);
    await silence();
    const after = await order();
    expect(after).toMatchObject({ state: 'needs_desk', waiting: { code: 'needs_desk' } });
    expect(after.lines.map((line) => [line.sku, line.quantityMilli])).toEqual(before.lines.map((line) => [line.sku, line.quantityMilli]));
    expect(after.life.find((event) => event.why === 'alias_undone' && event.kind === 'milestone')).toMatchObject({
      actor: 'person:p-asha',
      facts: { lines: [{ lineId: before.lines[0]?.lineId, words: 'sev' }] },
    });
    expect(await find('C-1042', 'SEV200')).toBeUndefined();
  });

  it('what was taken back does not come back through past orders', async () => {
    const sev = await find('C-1042', 'SEV200');
    await as(clerk, (ctx) => removeAlias(ctx, sev?.id ?? '', ''));
    await teach({ words: 'sev', sku: 'KHA200' });
    await say(phones.shree, '10 peti sev');
    expect((await order()).lines[0]).toMatchObject({ sku: 'KHA200', via: 'alias', decision: 'auto' });
  });

  it('an order that is confirmed is left alone', async () => {
    await say(phones.shree, '40 peti sev');
    await silence();
    expect((await order()).state).toBe('confirmed');
    const sev = await find('C-1042', 'SEV200');
    const done = await as(clerk, (ctx) => removeAlias(ctx, sev?.id ?? '', ''));
    expect(done.ok && done.value.touched).toEqual([]);
    expect((await order()).state).toBe('confirmed');
  });

  it('one lesson that is taken back leaves the others; the alias says who undid what', async () => {
    const taught = await teach();
    await teach();
    const [newest] = (await page(taught.id)).lessons;
    expect((await page(taught.id)).weight).toBe(2);
    expect((await as(clerk, (ctx) => undoLesson(ctx, taught.id, newest?.id ?? ''))).ok).toBe(true);
    const after = await page(taught.id);
    expect(after.weight).toBe(1);
    expect(after.lessons.filter((lesson) => lesson.undoneAt !== null).map((lesson) => lesson.id)).toEqual([newest?.id]);
    expect(refusalOf(await as(clerk, (ctx) => undoLesson(ctx, taught.id, newest?.id ?? '')))).toBe('not_found');
    expect(refusalOf(await as(outsider, (ctx) => undoLesson(ctx, taught.id, newest?.id ?? '')))).toBe('forbidden');
  });

  it('removing is refused to who may not teach, and for what is not there', async () => {
    const { id } = await teach();
    expect(refusalOf(await as(outsider, (ctx) => removeAlias(ctx, id, '')))).toBe('forbidden');
    expect((await as(clerk, (ctx) => removeAlias(ctx, id, ''))).ok).toBe(true);
    expect(refusalOf(await as(clerk, (ctx) => removeAlias(ctx, id, '')))).toBe('not_found');
  });
});

describe('teaching by hand', () => {
  it('a clerk teaches a customer’s words, and the reader uses them at the next message', async () => {
    await teach({ words: 'laal wala', sku: 'MIX400', uom: 'CAR' });
    await say(phones.shree, '5 peti laal wala');
    expect((await order()).lines[0]).toMatchObject({ sku: 'MIX400', decision: 'auto', via: 'alias' });
  });

  it('what the words never mean is not chosen, and open orders that it decided go to the desk', async () => {
    await say(phones.shree, '40 peti sev');
    const sev = await find('C-1042', 'SEV200');
    expect(refusalOf(await as(outsider, (ctx) => ruleOutAlias(ctx, sev?.id ?? '')))).toBe('forbidden');
    expect(refusalOf(await as(clerk, (ctx) => ruleOutAlias(ctx, '00000000-0000-7000-8000-000000000000')))).toBe('not_found');
    const done = await as(clerk, (ctx) => ruleOutAlias(ctx, sev?.id ?? ''));
    expect(done.ok && done.value.touched).toHaveLength(1);
    expect(await find('C-1042', 'SEV200')).toMatchObject({ state: 'ruled_out', negative: true, share: 0 });
    expect((await order()).state).toBe('needs_desk');
    expect((await as(clerk, (ctx) => loadCustomerWords(ctx, { code: 'C-1042', region: '' }))).aliases).toContainEqual(
      expect.objectContaining({ sku: 'SEV200', key: aliasKey('sev'), negative: true }),
    );
  });

  it('is refused with what is wrong', async () => {
    const refused = async (more: Partial<TeachAlias>, actor: Actor = clerk): Promise<string> =>
      refusalOf(await as(actor, (ctx) => teachAlias(ctx, teaching(more))));
    expect(await refused({}, outsider)).toBe('forbidden');
    expect(await refused({ scope: 'company', scopeId: 'VS01' })).toBe('forbidden');
    expect(await refused({ scope: 'company', scopeId: 'VS01' }, head)).toBe('ok');
    expect(await refused({ scope: 'region', scopeId: 'Nowhere' }, head)).toBe('unknown_scope');
    expect(await refused({ scopeId: 'C-9999' })).toBe('unknown_customer');
    expect(await refused({ sku: 'NOPE' })).toBe('unknown_sku');
    expect(await refused({ uom: 'DRUM' })).toBe('unknown_uom');
    expect(await refused({ words: '!!!' })).toBe('empty_words');
  });

  it('the reader’s cache sees a change of the company’s aliases by one number', async () => {
    const version = (): Promise<number> => as(system, (ctx) => loadCompanyWordsVersion(ctx, 'VS01'));
    const before = await version();
    await teach();
    expect(await version()).toBe(before);
    const shared = await teach({ scope: 'company', scopeId: 'VS01' }, head);
    const after = await version();
    expect(after).toBeGreaterThan(before);
    await as(head, (ctx) => removeAlias(ctx, shared.id, ''));
    expect(await version()).toBeGreaterThan(after);
  });
});

describe('a newer lexicon', () => {
  it('makes other keys of the same words: aliases follow, and what becomes one meaning is weighed as one', async () => {
    const sev = await find('C-1042', 'SEV200');
    await teach({ words: 'peela sev', sku: 'SEV200' });
    // as an older lexicon had it
    await db().pool.query("update intake.alias set key = 'old' where scope_id = 'C-1042' and sku = 'CHP5'");
    await db().pool.query("update intake.alias set example = 'sev' where scope_id = 'C-1042' and example = 'peela sev'");
    await as(system, (ctx) => rekeyAliases(ctx, null));
    expect((await find('C-1042', 'CHP5'))?.key).toBe(aliasKey('paanch wala chips'));
    const merged = (await list({ customer: 'C-1042' })).filter((row) => row.sku === 'SEV200');
    expect(merged).toHaveLength(1);
    expect(merged[0]?.weight).toBeCloseTo((sev?.weight ?? 0) + 1, 1);
    expect((await page(merged[0]?.id ?? '')).lessons).toHaveLength(3);
  });
});

describe('what others hear of it', () => {
  const heard = async (): Promise<readonly { readonly subject: string; readonly payload: unknown }[]> =>
    (await db().pool.query("delete from platform.event where type = 'alias.changed' returning subject, payload")).rows;

  it('every change of an alias is one event, whoever makes it; a refusal is none', async () => {
    await heard();
    const alias = await teach();
    expect(await heard()).toEqual([{ subject: alias.id, payload: { aliases: 1, what: 'learnt' } }]);
    await as(clerk, (ctx) => ruleOutAlias(ctx, alias.id));
    expect(await heard()).toEqual([{ subject: alias.id, payload: { aliases: 1, what: 'learnt' } }]);
    expect(refusalOf(await as(outsider, (ctx) => removeAlias(ctx, alias.id, 'no')))).toBe('forbidden');
    expect(await heard()).toEqual([]);
    await as(clerk, (ctx) => removeAlias(ctx, alias.id, 'mistaken'));
    expect(await heard()).toEqual([{ subject: alias.id, payload: { aliases: 1, what: 'undone' } }]);
  });

  it('past orders that teach many words at once are told once; the same orders again are not told', async () => {
    await heard();
    const past = ['ek', 'do', 'teen'].map((words, index) => pastOrder(`7000${index}`, '2026-11-01', 'C-1042', `${words} wala`, 'SEV200'));
    await importPast(past);
    expect(await heard()).toMatchObject([{ payload: { aliases: 3, what: 'learnt' } }]);
    await importPast(past);
    expect(await heard()).toEqual([]);
  });
});
