import { editableKinds } from '../policy.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../test/support/clock.ts';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { people, saveSmallFactory } from '../../../../test/world/small-factory.ts';
import { systemActor, type Actor, type Ctx, type DomainEvent } from '../../../platform/runtime/ctx.ts';
import { importRules } from '../commands/rules/import-rules.ts';
import { retireRule, saveRule, type RuleChange } from '../commands/rules/save-rule.ts';
import { loadRules } from '../index.ts';
import { getRuleFile, getRuleHistory, getRuleList } from '../queries/rule-pages.ts';
import { floorSample, policySample, schemeSample, taxSample } from './rule-samples.ts';

const clock = testClock('2026-11-17T06:00:00.000Z');
const heard: DomainEvent[] = [];
const owner: Actor = { kind: 'person', id: 'p-meera', name: 'Meera', roles: ['owner'] };
const names = async (): Promise<ReadonlyMap<string, string>> =>
  new Map([
    ['person:p-vikram', 'Vikram'],
    ['person:p-meera', 'Meera'],
  ]);
let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase({
    clock,
    reactions: [{ event: 'price_rule.changed', when: 'same-transaction', name: 'test.rule', handle: async (_ctx, event) => void heard.push(event) }],
  });
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.clear();
  await saveSmallFactory(db.runtime);
  heard.length = 0;
});

const as = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> => db.runtime.transaction(actor, work);
const floor = { company: 'VS01', kind: 'floor', code: 'F-NAMKEEN' } as const;
const change = (more: Partial<RuleChange> = {}): RuleChange => ({ ...floor, version: 0, body: { ...floorSample() }, why: 'margins fell', ...more });
const save = (actor: Actor, more: Partial<RuleChange> = {}) => as(actor, (ctx) => saveRule(ctx, change(more)));
const saveScheme = (body: object, code = 'DIWALI') => save(people.vikram, { kind: 'scheme', code, body: { ...body } });
const refusal = (result: { ok: boolean; refusal?: { code: string; facts: object } }) => result.refusal;
const standing = async () => (await as(people.asha, (ctx) => loadRules(ctx, 'VS01'))).floors;

describe('a rule', () => {
  it('keeps every version with who, when and why, and prices follow the newest', async () => {
    expect(await save(people.vikram)).toMatchObject({ ok: true, value: { version: 1 } });
    clock.advance(60_000);
    const stricter = { ...floorSample({ limit: { kind: 'percent_below_list', bp: 800 } }) };
    expect(await save(owner, { version: 1, body: stricter, why: 'costs rose' })).toMatchObject({ ok: true, value: { version: 2 } });
    const history = await as(people.asha, (ctx) => getRuleHistory(ctx, floor, names));
    expect(history?.versions.map(({ version, changedByName, why }) => [version, changedByName, why])).toEqual([
      [2, 'Meera', 'costs rose'],
      [1, 'Vikram', 'margins fell'],
    ]);
    expect(history?.versions[1]?.body).toMatchObject({ limit: { bp: 1_000 } });
    expect(await standing()).toMatchObject([{ limit: { bp: 800 } }]);
    expect(heard.map((event) => [event.subject, event.payload])).toEqual([
      ['F-NAMKEEN', { kind: 'floor', company: 'VS01', version: 1 }],
      ['F-NAMKEEN', { kind: 'floor', company: 'VS01', version: 2 }],
    ]);
  });

  it('that says the same again keeps no version', async () => {
    await save(people.vikram);
    const { limit, ...rest } = floorSample();
    expect(await save(people.vikram, { version: 1, body: { limit, ...rest } })).toMatchObject({ ok: true, value: { version: 1 } });
    expect(heard).toHaveLength(1);
  });

  it('of two who change the same version, the second is told that it is stale, also at the same moment', async () => {
    await save(people.vikram);
    const body = (bp: number) => ({ ...floorSample({ limit: { kind: 'percent_below_list', bp } }) });
    const both = await Promise.all([save(owner, { version: 1, body: body(700) }), save(people.vikram, { version: 1, body: body(600) })]);
    expect(both.filter((result) => result.ok)).toHaveLength(1);
    expect(both.map(refusal).find((each) => each !== undefined)).toMatchObject({ code: 'stale_version' });
    expect(refusal(await save(owner, { version: 0 }))).toEqual({ code: 'stale_version', facts: { current: 2 } });
  });

  it('is switched off by a version of its own and stays in the history', async () => {
    await save(people.vikram);
    const retire = (actor: Actor, version: number) => as(actor, (ctx) => retireRule(ctx, floor, { version, why: 'season is over' }));
    expect(refusal(await retire(people.asha, 1))).toMatchObject({ code: 'forbidden' });
    expect(refusal(await retire(people.vikram, 4))).toEqual({ code: 'stale_version', facts: { current: 1 } });
    expect(await retire(people.vikram, 1)).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await standing()).toEqual([]);
    expect((await as(people.asha, (ctx) => getRuleList(ctx, '', names, [])))?.rows).toMatchObject([{ code: 'F-NAMKEEN', standing: 'off', version: 2 }]);
    expect(refusal(await as(owner, (ctx) => retireRule(ctx, { ...floor, code: 'NONE' }, { version: 1, why: 'none' })))).toMatchObject({ code: 'not_found' });
  });

  it('of who may give what is changed by the owner alone, and never switched off', async () => {
    const policy = { kind: 'policy', code: 'approval', body: { ...policySample() } } as const;
    expect(refusal(await save(people.vikram, policy))).toMatchObject({ code: 'forbidden' });
    expect(await save(owner, policy)).toMatchObject({ ok: true });
    const off = await as(owner, (ctx) => retireRule(ctx, { company: 'VS01', kind: 'policy', code: 'approval' }, { version: 1, why: 'no more' }));
    expect(refusal(off)).toMatchObject({ code: 'bad_rule', facts: { field: 'active' } });
  });

  it('is not for the desk, an operator or the machine to change', async () => {
    for (const actor of [people.asha, people.operator, systemActor('sync')]) expect(refusal(await save(actor))).toMatchObject({ code: 'forbidden' });
    expect(await standing()).toEqual([]);
  });

  it('shows from which day on which day it works', async () => {
    await save(people.vikram, { body: { ...floorSample({ validFrom: '2026-12-01' }) } });
    await save(people.vikram, { code: 'F-OLD', body: { ...floorSample({ code: 'F-OLD', validTo: '2026-11-16' }) } });
    await save(people.vikram, { kind: 'tax', code: 'GST12', body: { ...taxSample() } });
    const list = await as(people.asha, (ctx) => getRuleList(ctx, 'VS01', names, []));
    expect(list?.rows.map((row) => [row.code, row.standing])).toEqual([
      ['F-NAMKEEN', 'will_work'],
      ['F-OLD', 'over'],
      ['GST12', 'works'],
    ]);
    expect(list).toMatchObject({ today: '2026-11-17', mayEdit: [], companies: [{ code: 'VS01', currency: 'INR' }] });
    expect((await as(owner, (ctx) => getRuleList(ctx, 'VS01', names, editableKinds(ctx.actor))))?.mayEdit).toEqual(['scheme', 'floor', 'tax', 'policy']);
  });
});

describe('a rule that cannot be', () => {
  it('is refused with the field that is wrong', async () => {
    const bad = (body: object) => save(people.vikram, { body: { ...floorSample(), ...body } }).then(refusal);
    expect(await bad({ name: '' })).toMatchObject({ code: 'bad_rule', facts: { field: 'name' } });
    expect(await bad({ validTo: '2025-01-01' })).toMatchObject({ code: 'bad_rule', facts: { field: 'validTo', problem: 'ends_before_it_begins' } });
    expect(await bad({ validFrom: '2026-02-30' })).toMatchObject({ code: 'bad_rule', facts: { field: 'validFrom', problem: 'no_day' } });
    expect(await bad({ code: 'OTHER' })).toMatchObject({ code: 'bad_rule', facts: { field: 'code' } });
    expect(await bad({ limit: { kind: 'margin_over_cost', bp: 12_000 } })).toMatchObject({ code: 'bad_rule', facts: { field: 'limit.bp' } });
    expect(refusal(await saveScheme(schemeSample({ uom: null })))).toMatchObject({ code: 'bad_rule', facts: { field: 'uom' } });
    expect(refusal(await saveScheme(schemeSample({ uom: 'TIN' })))).toMatchObject({ code: 'bad_rule', facts: { problem: 'no_such_unit', sku: 'SEV200' } });
  });

  it('is refused for a price of nothing or less', async () => {
    for (const minor of [0, -500]) {
      const limit = { kind: 'absolute', minor, uom: 'CAR', currency: 'INR' } as const;
      expect(refusal(await save(people.vikram, { body: { ...floorSample({ limit }) } }))).toEqual({ code: 'not_positive', facts: { field: 'limit.minor' } });
    }
  });

  it('is refused for bands and tiers that overlap', async () => {
    const bands = (...from: number[]) => ({ ...schemeSample().gift, bands: from.map((each) => ({ from: each, bp: 100 })) });
    for (const gift of [bands(10, 10), bands(20, 10)])
      expect(refusal(await saveScheme({ ...schemeSample(), gift }))).toEqual({ code: 'overlapping_bands', facts: { field: 'gift.bands.1.from', band: 2 } });
    const policy = (body: object) => save(owner, { kind: 'policy', code: 'approval', body: { ...policySample(), ...body } }).then(refusal);
    expect(await policy({ autoUpToBp: 1_000 })).toMatchObject({ code: 'overlapping_bands', facts: { field: 'tiers.0.upToBp' } });
    expect(await policy({ tiers: [...policySample().tiers].reverse() })).toMatchObject({ code: 'overlapping_bands', facts: { field: 'tiers.1.tier' } });
  });

  it('is refused for items, companies and currencies that do not exist', async () => {
    expect(refusal(await saveScheme(schemeSample({ items: { skus: ['SEV200', 'NOPE'], groups: [], brands: [] } })))).toEqual({
      code: 'unknown_sku',
      facts: { field: 'items.skus', sku: 'NOPE' },
    });
    const gift = { kind: 'free_goods', everyMilli: 10_000, freeMilli: 1_000, sku: 'NOPE', freeUom: 'CAR', atMostMilli: null } as const;
    expect(refusal(await saveScheme(schemeSample({ gift })))).toMatchObject({ code: 'unknown_sku', facts: { field: 'gift.sku' } });
    const limit = (currency: string) => ({ kind: 'absolute', minor: 100, uom: 'CAR', currency }) as const;
    expect(refusal(await save(people.vikram, { body: { ...floorSample({ limit: limit('USD') }) } }))).toMatchObject({
      code: 'wrong_currency',
      facts: { currency: 'USD', expected: 'INR' },
    });
    expect(await save(people.vikram, { body: { ...floorSample({ limit: limit('SAR') }) } })).toMatchObject({ ok: true });
    expect(refusal(await save(people.vikram, { company: 'XX99' }))).toMatchObject({ code: 'not_found' });
  });
});

describe('a file of rules', () => {
  const file = (lines: readonly string[], apply: boolean, actor: Actor = people.vikram) =>
    as(actor, (ctx) => importRules(ctx, 'floor', { company: 'VS01', csv: lines.join('\n'), apply, why: 'list of November' }));
  const head = 'code,name,limit,percent,amount,uom,currency,skus,valid_from';

  it('is rehearsed line by line, and taken whole or not at all', async () => {
    await save(people.vikram, { body: { ...floorSample({ validFrom: '2026-01-01' }) } });
    const lines = [
      head,
      'F-NAMKEEN,Namkeen,percent_below_list,10,,,,,2026-01-01',
      'F-SEV,Sev,absolute,,1134.50,CAR,INR,SEV200,2026-11-20',
      'F-BAD,Bad,absolute,,-3,CAR,INR,SEV200,2026-11-20',
      'F-NONE,None,percent_below_list,10,,,,NOPE,2026-11-20',
      'F-SEV,Sev,percent_below_list,10,,,,,2026-11-20',
    ];
    const refused = [
      { line: 4, code: 'not_positive', facts: { field: 'limit.minor' } },
      { line: 5, code: 'unknown_sku', facts: { field: 'items.skus', sku: 'NOPE' } },
      { line: 6, code: 'bad_rule', facts: { field: 'code', problem: 'twice' } },
    ];
    expect(await file(lines, false)).toEqual({ ok: true, value: { added: 1, changed: 0, same: 1, applied: false, refused } });
    expect(await file(lines, true)).toMatchObject({ ok: true, value: { applied: false } });
    expect(await standing()).toHaveLength(1);
    expect(await file(lines.slice(0, 3), true)).toEqual({ ok: true, value: { added: 1, changed: 0, same: 1, applied: true, refused: [] } });
    expect(await standing()).toMatchObject([{ code: 'F-NAMKEEN' }, { code: 'F-SEV', limit: { minor: 113_450, uom: 'CAR' } }]);
  });

  it('is refused as a whole when it cannot be read, is too long, or is not for this person', async () => {
    expect(refusal(await file(['name,percent', 'x,10'], false))).toMatchObject({ code: 'unreadable_file', facts: { columns: ['code', 'limit'] } });
    expect(refusal(await file([`${head}"never closed`, '"'], false))).toMatchObject({ code: 'unreadable_file' });
    const long = [head, ...Array.from({ length: 2_001 }, (_, i) => `F${i},x,percent_below_list,10,,,,,2026-01-01`)];
    expect(refusal(await file(long, false))).toMatchObject({ code: 'too_many_lines', facts: { lines: 2_001 } });
    expect(refusal(await file([head], true, people.asha))).toMatchObject({ code: 'forbidden' });
  });

  it('that was exported changes nothing when it comes back, and no cell runs as a formula', async () => {
    await save(people.vikram, { body: { ...floorSample({ name: '=HYPERLINK("http://x")' }) } });
    await saveScheme(schemeSample());
    for (const [kind, code] of [
      ['floor', 'F-NAMKEEN'],
      ['scheme', 'DIWALI'],
    ] as const) {
      const csv = (await as(people.asha, (ctx) => getRuleFile(ctx, 'VS01', kind))) ?? '';
      expect(csv).toContain(code);
      expect(csv).not.toContain('"=');
      const back = await as(people.vikram, (ctx) => importRules(ctx, kind, { company: 'VS01', csv, apply: true, why: 'the same again' }));
      expect(back).toEqual({ ok: true, value: { added: 0, changed: 0, same: 1, applied: true, refused: [] } });
    }
  });
});
