import { describe, expect, it } from 'vitest';
import { phones } from '../../../../test/world/small-factory.ts';
import { aliasKey } from '../../../engines/reading/index.ts';
import type { Instant } from '../../../kernel/time.ts';
import { promoteAlias, removeAlias } from '../commands/aliases/edit-aliases.ts';
import { keepLessons } from '../commands/aliases/keep-lessons.ts';
import type { AliasRow } from '../contract.ts';
import { noOrder, type NewLesson } from '../domain/aliases/lesson.ts';
import { loadCustomerWords } from '../store/aliases/for-reader.ts';
import { aliasWorld, clerk, head, pastOrder, refusalOf, system } from './alias-world.ts';

const { as, clock, db, find, importPast, list, order, page, say, settle, teach } = aliasWorld();
const regionAlias = async (): Promise<AliasRow | undefined> => (await list({ scope: 'region' })).find((row) => row.key === aliasKey('laal wala'));

describe('from customers to region and company', () => {
  const three = { 'C-1042': 'Malwa', 'C-1107': 'Malwa', 'C-1188': 'Malwa', 'C-2001': 'Riyadh' };

  it('what three customers of a region mean becomes the region’s, and says from whom', async () => {
    await settle(three);
    await teach();
    await teach({ scopeId: 'C-1107' });
    expect(await regionAlias()).toBeUndefined();
    await teach({ scopeId: 'C-1188' });
    const shared = await regionAlias();
    expect(shared).toMatchObject({ scopeId: 'Malwa', sku: 'MIX400', source: 'promotion', state: 'deciding', createdBy: 'system:intake' });
    expect((await page(shared?.id ?? '')).lessons).toMatchObject([{ change: 'promoted', facts: { customers: ['C-1042', 'C-1107', 'C-1188'] } }]);
    const words = await as(system, (ctx) => loadCustomerWords(ctx, { code: 'C-1188', region: 'Malwa' }));
    expect(words.aliases.filter((alias) => alias.key === aliasKey('laal wala')).map((alias) => alias.scope)).toEqual(['customer', 'region']);
    expect(await list({ scope: 'company' })).toEqual([]);
  });

  it('a region’s alias is not renewed with every lesson', async () => {
    await settle(three);
    for (const scopeId of ['C-1042', 'C-1107', 'C-1188', 'C-1042', 'C-1107']) await teach({ scopeId });
    expect((await page((await regionAlias())?.id ?? '')).lessons).toHaveLength(1);
  });

  it('one customer who says the words a thousand times otherwise changes nothing outside its own', async () => {
    await settle(three);
    for (const scopeId of ['C-1042', 'C-1107', 'C-1188']) await teach({ scopeId });
    const outside = async (): Promise<unknown> => (await list()).filter((row) => row.scopeId !== 'C-1042');
    const before = await outside();
    const poison: NewLesson = {
      ...noOrder,
      ...{ scope: 'customer', scopeId: 'C-1042', key: aliasKey('laal wala'), words: 'laal wala', sku: 'CHP10', uom: 'PC' },
      ...{ at: new Date(clock.nowMs()).toISOString() as Instant, source: 'answer', change: 'confirmed', amount: 1 },
    };
    for (let times = 0; times < 10; times += 1)
      await as(system, (ctx) =>
        keepLessons(
          ctx,
          Array.from({ length: 100 }, () => poison),
        ),
      );
    await teach({ sku: 'CHP10' });
    expect((await find('C-1042', 'CHP10'))?.weight).toBeGreaterThan(990);
    expect(await outside()).toEqual(before);
  });

  it('lessons that come at the same moment are all kept', async () => {
    const lesson: NewLesson = {
      ...noOrder,
      ...{ scope: 'customer', scopeId: 'C-1107', key: aliasKey('laal wala'), words: 'laal wala', sku: 'CHP10', uom: 'PC' },
      ...{ at: new Date(clock.nowMs()).toISOString() as Instant, source: 'answer', change: 'confirmed', amount: 1 },
    };
    await Promise.all(Array.from({ length: 8 }, () => as(system, (ctx) => keepLessons(ctx, [lesson]))));
    expect((await find('C-1107', 'CHP10'))?.weight).toBe(8);
  });

  it('two customers who mean something else take the region’s alias back; it returns when they agree again', async () => {
    await settle(three);
    for (const scopeId of ['C-1042', 'C-1107', 'C-1188']) await teach({ scopeId });
    const other = async (scopeId: string): Promise<void> => {
      const own = await find(scopeId, 'MIX400', 'laal wala');
      await as(clerk, (ctx) => removeAlias(ctx, own?.id ?? '', 'drift'));
      await teach({ scopeId, sku: 'CHP10' });
    };
    await other('C-1042');
    expect(await regionAlias()).toMatchObject({ sku: 'MIX400' });
    await other('C-1107');
    expect(await regionAlias()).toBeUndefined();
    await other('C-1188');
    expect(await regionAlias()).toMatchObject({ sku: 'CHP10', source: 'promotion' });
  });

  it('the company follows five customers of two regions, once a clerk has confirmed it', async () => {
    const codes = ['D1', 'D2', 'D3', 'D4', 'D5'];
    for (const [index, code] of codes.entries())
      await db().pool.query(
        `insert into masters.customer (code, name, company, sales_org, channel, division, price_list, currency, zone, country, region)
         select $1, $1, company, sales_org, channel, division, price_list, currency, zone, country, $2 from masters.customer where code = 'C-1042'`,
        [code, index < 3 ? 'Malwa' : 'Nimar'],
      );
    await importPast(codes.map((code, index) => pastOrder(`7000${index}`, '2026-11-10', code, 'laal wala', 'MIX400')));
    expect((await list({ scope: 'company' })).length).toBe(0);
    await teach({ scopeId: 'D1' });
    expect(await list({ scope: 'company' })).toMatchObject([{ scopeId: 'VS01', scopeName: 'Vindhya Snacks & Foods', sku: 'MIX400', source: 'promotion' }]);
  });

  it('a person who may promotes by hand where nobody disagrees', async () => {
    const own = await teach();
    expect(refusalOf(await as(clerk, (ctx) => promoteAlias(ctx, own.id, 'region')))).toBe('forbidden');
    expect(refusalOf(await as(head, (ctx) => promoteAlias(ctx, own.id, 'region')))).toBe('no_region');
    await settle(three);
    const done = await as(head, (ctx) => promoteAlias(ctx, own.id, 'region'));
    expect(done.ok && done.value.alias).toMatchObject({ scope: 'region', scopeId: 'Malwa' });
    const promoted = (await regionAlias())?.id ?? '';
    expect((await page(promoted)).lessons[0]).toMatchObject({ by: 'person:p-vikram', facts: { from: own.id, by_hand: true } });
    expect(refusalOf(await as(head, (ctx) => promoteAlias(ctx, promoted, 'region')))).toBe('already_wider');
    await teach({ scopeId: 'C-1107', sku: 'CHP5' });
    expect(refusalOf(await as(head, (ctx) => promoteAlias(ctx, own.id, 'company')))).toBe('others_disagree');
    expect(refusalOf(await as(head, (ctx) => promoteAlias(ctx, '00000000-0000-7000-8000-000000000000', 'company')))).toBe('not_found');
  });

  it('what a person took back from a region is not promoted again by itself', async () => {
    await settle(three);
    for (const scopeId of ['C-1042', 'C-1107', 'C-1188']) await teach({ scopeId });
    const shared = await regionAlias();
    expect(refusalOf(await as(clerk, (ctx) => removeAlias(ctx, shared?.id ?? '', 'no')))).toBe('forbidden');
    expect((await as(head, (ctx) => removeAlias(ctx, shared?.id ?? '', 'no'))).ok).toBe(true);
    await teach({ scopeId: 'C-1107' });
    expect(await regionAlias()).toBeUndefined();
  });

  it('a region’s alias decides only where the reader’s own evidence has the item among its candidates', async () => {
    await settle(three);
    await teach({ scope: 'region', scopeId: 'Malwa', words: 'laal wala', sku: 'MIX400' }, head);
    await teach({ scope: 'region', scopeId: 'Malwa', words: 'chips', sku: 'CHP10' }, head);
    await say(phones.omSai, '5 carton laal wala and 5 carton chips');
    const lines = (await order()).lines;
    expect(lines.filter((line) => line.sku === 'MIX400' && line.decision === 'auto')).toEqual([]);
    expect(lines.find((line) => line.words.includes('chips'))).toMatchObject({ sku: 'CHP10', decision: 'auto', via: 'alias' });
  });
});
