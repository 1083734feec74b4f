import { describe, expect, it } from 'vitest';
import { addMs, type BusinessDate, type Instant } from '../../../kernel/time.ts';
import { type Actor } from '../../../platform/runtime/ctx.ts';
import { bulkConfirm } from '../bulk-confirm.ts';
import { correctLine } from '../commands/correct-line.ts';
import { addNote } from '../commands/desk/add-note.ts';
import { assignOrder } from '../commands/desk/assign-order.ts';
import { leaveOrder, lookAtOrder } from '../commands/desk/look-at-order.ts';
import { reopenOrder } from '../commands/desk/reopen-order.ts';
import { snoozeOrder, wakeOrder } from '../commands/desk/snooze-order.ts';
import { rejectOrder } from '../commands/end-order.ts';
import { urgency } from '../domain/urgency.ts';
import { confirmOrder, recordErpCommitted } from '../index.ts';
import { act, asha, clock, codeOf, db, heard, idOf, ids, intake, lineOf, list, nowhere, operator, page, propose, vikram, useDesk } from './desk-world.ts';
import { sevLine } from './samples.ts';

useDesk();

describe('the queue by urgency', () => {
  it('stands in the order of the formula, page by page, though time passes and rows change in between', async () => {
    const made: string[] = [];
    for (const [cartons, day] of [
      [4, '2026-11-18'],
      [3, '2026-11-30'],
      [40, '2026-11-30'],
      [9, null],
      [1, '2026-11-17'],
    ] as const)
      made.push(await propose({ lines: [lineOf(cartons)], requestedDate: day as BusinessDate | null }));
    const waiting = made[2] ?? '';
    await db.pool.query(`update orders."order" set state = 'needs_customer' where id = $1`, [waiting]);
    await db.pool.query(`update orders."order" set net_minor = null where id = $1`, [made[3]]);
    const now = db.runtime.now();
    const whole = await list({ sort: 'urgency' });
    const expected = [...whole.rows].map((row) => ({ row, rank: urgency({ ...row, cutOffAt: row.cutOffAt as Instant | null }, now) }));
    expected.sort((a, b) => a.rank.band - b.rank.band || b.rank.score - a.rank.score || (a.row.id < b.row.id ? -1 : 1));
    expect(whole.rows.map((row) => row.id)).toEqual(expected.map(({ row }) => row.id));
    expect(whole.rows.at(-1)?.id).toBe(waiting);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const part: Awaited<ReturnType<typeof list>> = await list({ sort: 'urgency', limit: 2, ...(cursor === null ? {} : { cursor }) });
      seen.push(...part.rows.map((row) => row.id));
      cursor = part.nextCursor;
      clock.advance(7_200_000);
    } while (cursor !== null);
    expect(seen).toEqual(whole.rows.map((row) => row.id));
  });

  it('gives the same score as the pure formula, to the last unit', async () => {
    const orderId = await propose({ lines: [lineOf(7)] });
    for (const [net, minutes] of [
      [null, 61],
      [123_456_789, 17],
      [9_007_199_254_740, 1],
      [5, 40_000],
      [-3, 10],
    ] as const) {
      const cutOffAt = addMs(db.runtime.now(), minutes * 60_000 + 30_000);
      await db.pool.query('update orders."order" set net_minor = $2, cut_off_at = $3 where id = $1', [orderId, net, cutOffAt]);
      await propose({ lines: [] });
      const { nextCursor } = await list({ sort: 'urgency', limit: 1 });
      const { score } = urgency({ state: 'assembling', netMinor: net, cutOffAt }, db.runtime.now());
      const other = urgency({ state: 'assembling', netMinor: null, cutOffAt: null }, db.runtime.now()).score;
      expect(nextCursor).toContain(`|${Math.max(score, other)}|`);
    }
  });

  it('takes a cursor that is none of ours for the top', async () => {
    await propose();
    expect(await ids({ cursor: "x' or 1=1" })).toHaveLength(1);
  });
});

describe('an order of the queue', () => {
  it('is given to somebody, found among theirs, and tells it on its life line', async () => {
    const orderId = await propose();
    await propose();
    expect(await act(asha, (ctx) => assignOrder(ctx, orderId, { to: idOf(asha), was: null }))).toMatchObject({ ok: true });
    expect(await ids({ assigned: 'me' })).toEqual([orderId]);
    expect(await ids({ assigned: 'me' }, vikram)).toEqual([]);
    expect(await ids({ assigned: idOf(asha) }, vikram)).toEqual([orderId]);
    expect(await ids({ assigned: 'nobody' })).toHaveLength(1);
    const { assignedTo, life, version } = await page(orderId);
    expect(assignedTo).toEqual({ id: idOf(asha), name: 'Asha' });
    expect(life.at(-1)).toMatchObject({ why: 'assigned', actor: 'Asha', facts: { to: 'Asha', was: null } });
    expect(version).toBe(1);
    expect((await list()).desk).toEqual({ mine: 1, unassigned: 1, snoozed: 0 });
    expect(heard.map((event) => event.payload)).toMatchObject([{ what: 'assigned' }]);
  });

  it('is not taken from somebody unseen', async () => {
    const orderId = await propose();
    await act(asha, (ctx) => assignOrder(ctx, orderId, { to: idOf(asha), was: null }));
    expect(await act(vikram, (ctx) => assignOrder(ctx, orderId, { to: idOf(vikram), was: null }))).toMatchObject({
      refusal: { code: 'already_assigned', facts: { to: 'Asha' } },
    });
    expect(codeOf(await act(vikram, (ctx) => assignOrder(ctx, orderId, { to: idOf(vikram), was: idOf(asha) })))).toBeUndefined();
    expect(codeOf(await act(vikram, (ctx) => assignOrder(ctx, orderId, { to: null, was: idOf(vikram) })))).toBeUndefined();
    expect((await page(orderId)).assignedTo).toBeNull();
  });

  it('is given to people of the desk only, by people of the desk only', async () => {
    const orderId = await propose();
    const raju = await db.pool.query<{ id: string }>(`select id from identity.person where name = 'Raju'`);
    expect(codeOf(await act(asha, (ctx) => assignOrder(ctx, orderId, { to: raju.rows[0]?.id ?? '', was: null })))).toBe('unknown_person');
    expect(codeOf(await act(operator, (ctx) => assignOrder(ctx, orderId, { to: idOf(asha), was: null })))).toBe('forbidden');
    expect(codeOf(await act(asha, (ctx) => assignOrder(ctx, nowhere, { to: idOf(asha), was: null })))).toBe('not_found');
  });

  it('carries notes that nobody can change, and one that is sent twice is one', async () => {
    const orderId = await propose();
    const note = { id: '00000000-0000-7000-8000-00000000aaaa', text: 'Called: send the rest on Friday' };
    await act(asha, (ctx) => addNote(ctx, orderId, note));
    await act(asha, (ctx) => addNote(ctx, orderId, note));
    const { notes, noteCount, life } = await page(orderId);
    expect(notes).toEqual([{ ...note, at: db.runtime.now(), actor: 'Asha' }]);
    expect(noteCount).toBe(1);
    expect(life.filter((event) => event.why === 'noted')).toHaveLength(1);
    expect(await ids({ q: 'rest friday' })).toEqual([orderId]);
    expect(codeOf(await act(operator, (ctx) => addNote(ctx, orderId, note)))).toBe('forbidden');
    expect(codeOf(await act(asha, (ctx) => addNote(ctx, nowhere, { ...note, id: nowhere })))).toBe('not_found');
  });

  it('sleeps until its time and comes back by itself', async () => {
    const orderId = await propose();
    const until = addMs(db.runtime.now(), 3_600_000);
    await act(asha, (ctx) => snoozeOrder(ctx, orderId, { version: 1, until }));
    expect(await ids({ snoozed: 'hide' })).toEqual([]);
    expect(await ids({ snoozed: 'only' })).toEqual([orderId]);
    expect((await page(orderId)).snoozed).toEqual({ until });
    expect(await list()).toMatchObject({ counts: { assembling: 0 }, desk: { snoozed: 1 } });
    clock.advance(3_600_000);
    expect(await ids({ snoozed: 'hide' })).toEqual([orderId]);
    expect((await page(orderId)).snoozed).toBeNull();
  });

  it('sleeps until something changes', async () => {
    const orderId = await propose();
    await act(asha, (ctx) => snoozeOrder(ctx, orderId, { version: 1, until: null }));
    clock.advance(864_000_000);
    expect(await ids({ snoozed: 'hide' })).toEqual([]);
    await act(asha, (ctx) => correctLine(ctx, orderId, 'l1', { version: 1, quantityMilli: 12_000 }));
    expect(await ids({ snoozed: 'hide' })).toEqual([orderId]);
  });

  it('is woken by hand', async () => {
    const orderId = await propose();
    await act(asha, (ctx) => snoozeOrder(ctx, orderId, { version: 1, until: null }));
    await act(vikram, (ctx) => wakeOrder(ctx, orderId));
    expect(await ids({ snoozed: 'hide' })).toEqual([orderId]);
    expect((await page(orderId)).life.map((event) => event.why).slice(-2)).toEqual(['snoozed', 'woken']);
  });

  it('is not put to sleep in the past, as another version, or by others', async () => {
    const orderId = await propose();
    const snooze = (actor: Actor, version: number, until: string | null, id = orderId) => act(actor, (ctx) => snoozeOrder(ctx, id, { version, until }));
    expect(codeOf(await snooze(asha, 1, db.runtime.now()))).toBe('in_the_past');
    expect(codeOf(await snooze(asha, 2, null))).toBe('stale_version');
    expect(codeOf(await snooze(operator, 1, null))).toBe('forbidden');
    expect(codeOf(await snooze(asha, 1, null, nowhere))).toBe('not_found');
    expect(codeOf(await act(operator, (ctx) => wakeOrder(ctx, orderId)))).toBe('forbidden');
    expect(codeOf(await act(asha, (ctx) => wakeOrder(ctx, nowhere)))).toBe('not_found');
  });

  it('tells who is looking at it, and tells screens only of coming and going', async () => {
    const orderId = await propose();
    const look = (actor: Actor) => act(actor, (ctx) => lookAtOrder(ctx, orderId));
    await look(asha);
    await look(vikram);
    clock.advance(15_000);
    await look(asha);
    expect((await page(orderId)).lookers.map((each) => each.name).sort()).toEqual(['Asha', 'Vikram']);
    expect((await list()).rows[0]?.lookers).toHaveLength(2);
    expect(heard).toHaveLength(2);
    clock.advance(20_000);
    expect((await page(orderId)).lookers.map((each) => each.name)).toEqual(['Asha']);
    await look(asha);
    expect(heard).toHaveLength(3);
    await act(asha, (ctx) => leaveOrder(ctx, orderId));
    expect((await page(orderId)).lookers).toEqual([]);
    expect(heard).toHaveLength(4);
  });

  it('is looked at by people who may read orders', async () => {
    const orderId = await propose();
    expect(codeOf(await act(operator, (ctx) => lookAtOrder(ctx, orderId)))).toBe('forbidden');
    expect(codeOf(await act(intake, (ctx) => lookAtOrder(ctx, orderId)))).toBe('forbidden');
    expect(codeOf(await act(operator, (ctx) => leaveOrder(ctx, orderId)))).toBe('forbidden');
    expect(codeOf(await act(asha, (ctx) => lookAtOrder(ctx, nowhere)))).toBe('not_found');
  });
});

describe('a search', () => {
  it('finds by number, ERP number, customer, PO, sender, item, words and nothing else', async () => {
    const orderId = await propose({ poNumber: 'PO/77-A', preview: 'भाई 40 पेटी भेज दो', lines: [{ ...sevLine, words: 'lal wala sev' }] });
    await propose({ customer: null, sender: '966999900004', preview: 'hello', lines: [] });
    const settled = await act(intake, (ctx) => confirmOrder(ctx, { orderId }));
    if (!settled.ok) throw new Error(settled.refusal.code);
    const { commandId, number } = await page(orderId);
    await act(intake, (ctx) => recordErpCommitted(ctx, { orderId, commandId: commandId ?? '', erpNumber: '0060000123', warnings: [] }));
    for (const q of [
      number,
      number.toLowerCase(),
      '60000123',
      '0060000123',
      'C-1042',
      'c1042',
      'shree tra',
      'PO/77-A',
      '77',
      '9999900001',
      'SEV200',
      'ratlami',
      'RATLAMI 200 lal',
      'पेटी',
      'wala',
    ])
      expect([q, await ids({ q })]).toEqual([q, [orderId]]);
    for (const q of ['shree hello', 'rat sev x', "'", '%', "a' | b:*", ':*', '\\', '   -- ']) expect([q, await ids({ q })]).toEqual([q, []]);
  });

  it('follows a corrected line', async () => {
    const orderId = await propose();
    await act(asha, (ctx) => correctLine(ctx, orderId, 'l1', { version: 1, remove: true }));
    expect(await ids({ q: 'ratlami' })).toEqual([]);
  });
});

describe('accepting many at once', () => {
  it('settles each on its own and tells what became of it', async () => {
    const clean = await propose({ lines: [lineOf(1)] });
    const second = await propose({ lines: [lineOf(2)] });
    const open = await propose({ customer: null, sender: '919999900099' });
    const stale = await propose({ lines: [lineOf(3)] });
    const orders = [
      { id: nowhere, version: 1 },
      { id: clean, version: 1 },
      { id: open, version: 1 },
      { id: stale, version: 9 },
      { id: second, version: 1 },
      { id: clean, version: 1 },
    ];
    const outcomes = await bulkConfirm(db.runtime, asha, { orders });
    expect(outcomes.map(({ id, outcome, code }) => [id, outcome, code])).toEqual([
      [nowhere, 'refused', 'not_found'],
      [clean, 'accepted', null],
      [open, 'waiting', 'unknown_sender'],
      [stale, 'refused', 'stale_version'],
      [second, 'accepted', null],
      [clean, 'refused', 'stale_version'],
    ]);
    expect((await page(clean)).state).toBe('posting');
    expect((await page(stale)).state).toBe('assembling');
  });

  it('goes on after a fault, and logs it', async () => {
    const clean = await propose();
    const broken = await propose({ lines: [lineOf(2)] });
    await db.pool.query(`update orders.order_line set reading = '{}' where order_id = $1`, [broken]);
    const outcomes = await bulkConfirm(db.runtime, asha, {
      orders: [
        { id: broken, version: 1 },
        { id: clean, version: 1 },
      ],
    });
    expect(outcomes.map((each) => each.outcome)).toEqual(['failed', 'accepted']);
  });

  it('is for the desk', async () => {
    const clean = await propose();
    expect(await bulkConfirm(db.runtime, operator, { orders: [{ id: clean, version: 1 }] })).toMatchObject([{ outcome: 'refused', code: 'forbidden' }]);
  });
});

describe('a rejection', () => {
  const reject = (orderId: string) => act(asha, (ctx) => rejectOrder(ctx, orderId, { version: 1, reason: 'not_an_order', note: '' }));

  it('is taken back by a person, and the order can be accepted again', async () => {
    const orderId = await propose();
    await reject(orderId);
    expect(await act(asha, (ctx) => reopenOrder(ctx, orderId, 2))).toMatchObject({ ok: true, value: { state: 'needs_desk', version: 3 } });
    expect(heard.at(-1)).toMatchObject({ type: 'order.reopened', subject: orderId });
    expect((await page(orderId)).life.at(-1)).toMatchObject({ why: 'reopened', fromState: 'rejected', toState: 'needs_desk' });
    expect(await act(asha, (ctx) => confirmOrder(ctx, { orderId, version: 3 }))).toMatchObject({ ok: true, value: { state: 'posting' } });
  });

  it('is not taken back by machines, others, for another version, or when there is none', async () => {
    const orderId = await propose();
    const reopen = (actor: Actor, version: number, id = orderId) => act(actor, (ctx) => reopenOrder(ctx, id, version));
    expect(codeOf(await reopen(asha, 1))).toBe('wrong_state');
    await reject(orderId);
    expect(codeOf(await reopen(asha, 1))).toBe('stale_version');
    expect(codeOf(await reopen(intake, 2))).toBe('forbidden');
    expect(codeOf(await reopen(operator, 2))).toBe('forbidden');
    expect(codeOf(await reopen(asha, 2, nowhere))).toBe('not_found');
    await db.pool.query(`update orders."order" set erp_number = '1' where id = $1`, [orderId]);
    expect(codeOf(await reopen(asha, 2))).toBe('wrong_state');
  });

  it('keeps the reason of a changed line on the life line', async () => {
    const orderId = await propose();
    await act(asha, (ctx) => correctLine(ctx, orderId, 'l1', { version: 1, quantityMilli: 3000, reason: 'customer_changed' }));
    expect((await page(orderId)).life.at(-1)?.facts).toMatchObject({ reason: 'customer_changed' });
  });
});

describe('what the desk asks of the database', () => {
  const countStatements = async (work: () => Promise<unknown>): Promise<number> => {
    let statements = 0;
    const client = Object.getPrototypeOf(await db.pool.connect().then((each) => (each.release(), each))) as { query: (...given: unknown[]) => unknown };
    const query = client.query;
    client.query = function counted(this: unknown, ...given: unknown[]) {
      statements += 1;
      return query.apply(this, given);
    };
    try {
      await work();
    } finally {
      client.query = query;
    }
    return statements;
  };

  it('does not grow with the orders, lines, notes and versions', async () => {
    const one = await propose();
    const [small, smallPage] = [await countStatements(() => list({ sort: 'urgency' })), await countStatements(() => page(one))];
    for (let round = 0; round < 12; round += 1) {
      const orderId = await propose({ lines: [lineOf(1 + round), { ...lineOf(2), lineId: 'l2' }] });
      await act(asha, (ctx) => addNote(ctx, orderId, { id: `00000000-0000-7000-8000-00000000bb${String(round).padStart(2, '0')}`, text: 'noted' }));
      await act(asha, (ctx) => assignOrder(ctx, orderId, { to: idOf(asha), was: null }));
      await act(asha, (ctx) => lookAtOrder(ctx, orderId));
      await act(asha, (ctx) => correctLine(ctx, orderId, 'l1', { version: 1, quantityMilli: 9000 }));
    }
    const many = (await ids())[0] ?? '';
    // begin and commit are among them; the names of people are asked for only where there are some
    expect(await countStatements(() => list({ sort: 'urgency' }))).toBeLessThanOrEqual(small + 1);
    expect(await countStatements(() => page(many))).toBeLessThanOrEqual(smallPage + 1);
    expect(small).toBeLessThanOrEqual(9);
    expect(smallPage).toBeLessThanOrEqual(13);
  });
});
