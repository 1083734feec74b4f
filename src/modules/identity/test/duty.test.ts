import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../test/support/clock.ts';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import type { Instant } from '../../../kernel/time.ts';
import { systemActor, type Actor, type Ctx } from '../../../platform/runtime/ctx.ts';
import { deleteAbsence } from '../commands/save-duty.ts';
import type { NewPerson, Role } from '../contract.ts';
import { findPerson, findPersonByPhone, personsOnDuty, saveAbsence, savePeople, saveRota, setPersonActive } from '../index.ts';
import { listAbsences, listRotas } from '../queries/duty.ts';

const setUp = systemActor('set-up');
// a Monday, noon in India
const now = '2026-11-23T06:30:00.000Z' as Instant;
const clock = testClock(now);
let db: TestDatabase;
let vikram: string;
let meera: string;
let anand: string;
let asha: string;

const person = (name: string, roles: Role[], extra: Partial<NewPerson> = {}): NewPerson => ({
  email: `${name.toLowerCase()}@vindhya.example`,
  name,
  password: 'sev-and-bhujia',
  roles,
  language: 'en',
  company: 'VS01',
  ...extra,
});
const act = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> => db.runtime.transaction(actor, work);
const as = (id: string, ...roles: Role[]): Actor => ({ kind: 'person', id, name: id, roles });
const onDuty = (roles: string[], at = now, company = 'VS01') => act(setUp, (ctx) => personsOnDuty(ctx, { roles, company, at }));
const namesOn = async (roles: string[], at = now, company = 'VS01') => (await onDuty(roles, at, company)).map((one) => one.name);
const away = (who: string, delegate: string | null, from = '2026-11-23T00:00:00.000Z', to = '2026-11-24T00:00:00.000Z') =>
  act(setUp, (ctx) => saveAbsence(ctx, { person: who, delegate, from, to }));

beforeAll(async () => {
  db = await testDatabase({ clock });
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.clear();
  const people = [
    person('Vikram', ['sales_head'], { phone: '919999900101' }),
    person('Meera', ['sales_head', 'finance'], { phone: '919999900102', customers: ['C-1042'] }),
    person('Anand', ['owner']),
    person('Asha', ['order_desk'], { language: 'hi' }),
  ];
  const saved = await act(setUp, (ctx) => savePeople(ctx, people));
  [vikram, meera, anand, asha] = (saved.ok ? saved.value : []) as [string, string, string, string];
});

describe('who is on duty', () => {
  it('is everybody of the role when there is no rota, with phone and language', async () => {
    expect((await onDuty(['sales_head'])).map(({ name, role, phone, insteadOf }) => ({ name, role, phone, insteadOf }))).toEqual([
      { name: 'Meera', role: 'sales_head', phone: '919999900102', insteadOf: null },
      { name: 'Vikram', role: 'sales_head', phone: '919999900101', insteadOf: null },
    ]);
  });

  it('names nobody twice who has two of the roles', async () => {
    expect(await namesOn(['finance', 'sales_head'])).toEqual(['Meera', 'Vikram']);
  });

  it('leaves out who is switched off', async () => {
    await act(setUp, (ctx) => setPersonActive(ctx, { id: vikram, active: false }));
    expect(await namesOn(['sales_head'])).toEqual(['Meera']);
  });

  it('is the rota’s shift of the moment, and nobody between shifts', async () => {
    const rota = {
      company: 'VS01',
      role: 'sales_head' as const,
      zone: 'Asia/Kolkata',
      shifts: [{ person: vikram, weekdays: [1, 2, 3, 4, 5], fromMin: 540, toMin: 1080 }],
    };
    await act(setUp, (ctx) => saveRota(ctx, rota));
    expect(await namesOn(['sales_head'])).toEqual(['Vikram']);
    expect(await namesOn(['sales_head'], '2026-11-23T14:00:00.000Z' as Instant)).toEqual([]);
    expect(await act(setUp, (ctx) => listRotas(ctx, 'VS01'))).toEqual([rota]);
    await act(setUp, (ctx) => saveRota(ctx, { ...rota, shifts: [] }));
    expect(await namesOn(['sales_head'], '2026-11-23T14:00:00.000Z' as Instant)).toEqual(['Meera', 'Vikram']);
  });

  it('asks the people of the group for a company that has nobody of the role', async () => {
    expect(await namesOn(['owner'], now, 'VS02')).toEqual(['Anand']);
  });

  it('puts the delegate in the place of who is away, and says so', async () => {
    await away(vikram, anand);
    const found = await onDuty(['sales_head']);
    expect(found.map(({ name, insteadOf, role }) => ({ name, insteadOf, role }))).toEqual([
      { name: 'Meera', insteadOf: null, role: 'sales_head' },
      { name: 'Anand', insteadOf: vikram, role: 'sales_head' },
    ]);
  });

  it('follows delegates of delegates, and finds nobody in a circle', async () => {
    await away(anand, vikram);
    await away(vikram, meera);
    expect(await namesOn(['owner'])).toEqual(['Meera']);
    await away(meera, anand);
    expect(await namesOn(['owner', 'sales_head'])).toEqual([]);
  });

  it('ends with the absence', async () => {
    await away(anand, vikram);
    expect(await namesOn(['owner'], '2026-11-24T00:00:00.000Z' as Instant)).toEqual(['Anand']);
  });

  it('carries the customers of the person who is away to the delegate', async () => {
    await away(meera, anand);
    expect((await onDuty(['finance'])).map((one) => one.customers)).toEqual([['C-1042']]);
  });
});

describe('keeping absences and rotas', () => {
  const day = { from: '2026-11-25T00:00:00.000Z', to: '2026-11-26T00:00:00.000Z' };

  it('lets a person say that they are away, and take it back', async () => {
    const kept = await act(as(asha, 'order_desk'), (ctx) => saveAbsence(ctx, { person: asha, delegate: vikram, ...day }));
    expect(kept).toMatchObject({ ok: true, value: { person: asha, delegate: vikram } });
    const id = kept.ok ? kept.value.id : '';
    expect(await act(as(asha, 'order_desk'), (ctx) => deleteAbsence(ctx, id))).toMatchObject({ ok: true });
    expect(await act(setUp, listAbsences)).toEqual([]);
  });

  it('refuses that a colleague says it of somebody else, and lets IT and the owner', async () => {
    const absence = { person: vikram, delegate: asha, ...day };
    expect(await act(as(asha, 'order_desk'), (ctx) => saveAbsence(ctx, absence))).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
    const kept = await act(as(anand, 'owner'), (ctx) => saveAbsence(ctx, absence));
    expect(kept.ok).toBe(true);
    const id = kept.ok ? kept.value.id : '';
    expect(await act(as(asha, 'order_desk'), (ctx) => deleteAbsence(ctx, id))).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
  });

  it('refuses oneself as delegate, unknown people and unknown absences', async () => {
    const refusalOf = async (absence: { person: string; delegate: string | null }) => act(setUp, (ctx) => saveAbsence(ctx, { ...absence, ...day }));
    expect(await refusalOf({ person: asha, delegate: asha })).toMatchObject({ refusal: { code: 'own_delegate' } });
    expect(await refusalOf({ person: asha, delegate: 'nobody' })).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await act(setUp, (ctx) => deleteAbsence(ctx, '00000000-0000-7000-8000-000000000001'))).toMatchObject({ refusal: { code: 'not_found' } });
  });

  it('refuses a rota from anybody but IT and the owner, in an unknown zone, with unknown people', async () => {
    const rota = { company: 'VS01', role: 'owner' as const, zone: 'Asia/Kolkata', shifts: [{ person: anand, weekdays: [1], fromMin: 0, toMin: 1440 }] };
    expect(await act(as(vikram, 'sales_head'), (ctx) => saveRota(ctx, rota))).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await act(as(anand, 'owner'), (ctx) => saveRota(ctx, { ...rota, zone: 'Mars/Olympus' }))).toMatchObject({ refusal: { code: 'bad_zone' } });
    const strangers = { ...rota, shifts: [{ person: 'nobody', weekdays: [1], fromMin: 0, toMin: 1440 }] };
    expect(await act(as(anand, 'owner'), (ctx) => saveRota(ctx, strangers))).toMatchObject({ refusal: { code: 'not_found' } });
    expect((await act(as(anand, 'owner'), (ctx) => saveRota(ctx, rota))).ok).toBe(true);
  });

  it('writes every change into the audit trail', async () => {
    await away(vikram, anand);
    const { rows } = await db.pool.query<{ what: string; actor: string }>(`select what, actor from identity.audit where what like 'absence%'`);
    expect(rows).toEqual([{ what: 'absence.added', actor: 'system:set-up' }]);
  });
});

describe('people and phones', () => {
  it('are found by the phone that is theirs alone while they are switched on', async () => {
    expect(await act(setUp, (ctx) => findPersonByPhone(ctx, '919999900102'))).toMatchObject({ id: meera, customers: ['C-1042'] });
    await act(setUp, (ctx) => setPersonActive(ctx, { id: meera, active: false }));
    expect(await act(setUp, (ctx) => findPersonByPhone(ctx, '919999900102'))).toBeNull();
    expect(await act(setUp, (ctx) => findPerson(ctx, asha))).toMatchObject({ name: 'Asha', phone: null, active: true });
  });
});
