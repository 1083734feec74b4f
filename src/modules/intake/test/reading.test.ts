import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { items, people, phones } from '../../../../test/world/small-factory.ts';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import { saveItems } from '../../masters/index.ts';
import { correctLine } from '../../orders/commands/correct-line.ts';
import { confirmOrder } from '../../orders/index.ts';
import { readingFiguresSchema, type ReadingAudit, type ReadingFigures } from '../contract.ts';
import { isDrawn } from '../domain/reading/outcome.ts';
import { createReaders } from '../readers.ts';
import type { Trained, Training } from '../../../engines/reading/index.ts';
import type { Trainer } from '../reading/trainer.ts';
import { readingWorld, type ReadingWorld } from './reading-world.ts';

const it_ = { kind: 'person', id: 'p-it', name: 'Isha', roles: ['it'] } as const;
const inputs: Training[] = [];
let trained: Trained | null = null;
/** What a fitting brings, as far as this module looks at it. */
const fitted = (model: object, loss: Trained['loss'], threshold = 0.82): Trained =>
  ({ model: { ...model, threshold }, report: { calibrationError: 0.02, threshold }, loss }) as unknown as Trained;
const trainer: Trainer = {
  train: (input) => {
    inputs.push(input);
    return Promise.resolve({ trained, error: trained === null ? 'on purpose' : null });
  },
};

let world: ReadingWorld;
beforeAll(async () => {
  const readers = createReaders();
  world = await readingWorld({ reading: { readers, trainer, close: () => Promise.resolve() } });
});
afterAll(() => world.db.close());
beforeEach(async () => {
  await world.reset();
  inputs.length = 0;
  trained = fitted({ weights: [1] }, { fresh: 0.2, present: null });
});

const figures = async (): Promise<ReadingFigures> => {
  const { status, body } = await world.call(people.asha, 'GET', '/reading');
  expect(status).toBe(200);
  return readingFiguresSchema.parse(body);
};
const audits = async (): Promise<ReadingAudit[]> => ((await world.call(people.asha, 'GET', '/reading/audits')).body as { rows: ReadingAudit[] }).rows;
const outcomes = async (): Promise<Record<string, unknown>[]> =>
  (await world.db.pool.query('select decision, sku, final_sku, verdict, judged_by, sampled from intake.reading_outcome order by decided_at, line_id')).rows;

/** Lines that were booked unasked in the past, with features, as if the days had passed. */
async function pastLines(count: number, wrong: number, more = ''): Promise<void> {
  await world.db.pool.query(
    `insert into intake.conversation (id, channel, line, sender, version, state, opened_at, last_message_at)
     select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'whatsapp', '1', '2', 1, 'done', now(), now() from generate_series(1, $1) n on conflict do nothing`,
    [count],
  );
  await world.db.pool.query(
    `insert into intake.reading_outcome (conversation_id, line_id, order_id, company, customer, words, decision, sku, quantity_milli, uom, p, via, vetoes, features, unexplained, model_version, decided_at, settled_at, final_sku, verdict, judged_by, sampled)
     select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'past${more}', gen_random_uuid(), 'VS01', 'C-' || (n % 4), 'accha sev', 'auto', 'SEV200', 1000, 'CAR', 0.9, 'match', '[]', '[0.5, 1]', '[]', 0,
       $3::timestamptz - make_interval(mins => n), $3, 'SEV200', case when n <= $2 then 'wrong' else 'right' end, 'audit', true from generate_series(1, $1) n`,
    [count, wrong, new Date(world.clock.nowMs()).toISOString()],
  );
}

describe('what becomes of lines', () => {
  it('a line booked unasked that nobody looked at has no verdict', async () => {
    await world.say(phones.shree, '40 peti sev');
    await world.silence();
    expect(await outcomes()).toMatchObject([{ decision: 'auto', sku: 'SEV200', final_sku: 'SEV200', verdict: null }]);
    expect(await figures()).toMatchObject({
      autoRate: 1,
      weeks: [{ from: '2026-11-16', lines: 1, auto: 1, asked: 0, wrong: 0, audited: 0 }],
      audited: 0,
      upper95: null,
    });
  });

  it('an asked line counts as asked, and the answer says whether the reader was right', async () => {
    await world.say(phones.krishna, '20 peti khatta meetha');
    await world.silence();
    const text = world.sent[0]?.kind === 'text' ? world.sent[0].text : '';
    const number = [...text.matchAll(/(\d)\. (.*)/g)].find((option) => option[2]?.includes('400'))?.[1] ?? '';
    await world.say(phones.krishna, number);
    const [line] = await outcomes();
    expect(line).toMatchObject({ decision: 'ask', final_sku: 'KHA400', judged_by: 'answer', verdict: line?.['sku'] === 'KHA400' ? 'right' : 'wrong' });
    expect(await figures()).toMatchObject({ autoRate: 0, weeks: [{ lines: 1, asked: 1 }] });
  });

  it('a line that the desk corrected was wrong, whatever it was decided as', async () => {
    await world.say(phones.krishna, '50 ctn ratlami 200');
    const order = await world.order(phones.krishna);
    const change = { version: order.version, sku: 'ALU150', quantityMilli: 50_000, uom: 'CAR' };
    const corrected = await world.db.runtime.transaction(people.asha, (ctx) => correctLine(ctx, order.id, order.lines[0]?.lineId ?? '', change));
    expect(corrected.ok).toBe(true);
    await world.silence();
    const after = await world.order(phones.krishna);
    if (after.state !== 'confirmed')
      await world.db.runtime.transaction(people.asha, (ctx) =>
        confirmOrder(ctx, { orderId: after.id, version: after.version, accept: after.checks.map((check) => check.code) }),
      );
    await world.db.drain();
    expect((await world.order(phones.krishna)).state).toBe('confirmed');
    expect((await outcomes())[0]).toMatchObject({ sku: 'SEV200', final_sku: 'ALU150', verdict: 'wrong', judged_by: 'desk' });
  });
});

describe('the audit', () => {
  /** Orders until a line was drawn. */
  const untilDrawn = async (): Promise<ReadingAudit> => {
    for (let day = 1; day <= 120; day += 1) {
      await world.say(phones.riyadh, `أريد ${15 + (day % 9)} كرتون سيف راتلامي`);
      await world.silence();
      const drawn = (await audits())[0];
      if (drawn) return drawn;
      await world.pass(26 * 3_600_000);
    }
    throw new Error('no line was drawn');
  };

  it('puts drawn lines before a clerk, whose verdict counts', async () => {
    const audit = await untilDrawn();
    expect(audit).toMatchObject({ customerName: 'Riyadh Foods', sku: 'SEV200', itemName: 'Ratlami Sev 200 g', uom: 'CAR' });
    expect(audit.said).toContain('سيف راتلامي');
    const drawn = await world.db.pool.query('select conversation_id, line_id from intake.reading_outcome where sampled');
    expect(drawn.rows.every((row) => isDrawn(`${row.conversation_id}|${row.line_id}`))).toBe(true);
    expect((await figures()).auditsDue).toBe(1);
    expect(await world.call(people.operator, 'POST', `/reading/audits/${audit.id}`, { verdict: 'right' })).toMatchObject({ status: 403 });
    expect(await world.call(people.asha, 'POST', `/reading/audits/${audit.id}`, { verdict: 'perhaps' })).toMatchObject({ status: 422 });
    expect(await world.call(people.asha, 'POST', `/reading/audits/${audit.id}`, { verdict: 'wrong', sku: 'NOPE' })).toMatchObject({
      status: 409,
      body: { refusal: { code: 'unknown_sku' } },
    });
    expect(await world.call(people.asha, 'POST', `/reading/audits/${audit.id}`, { verdict: 'wrong', sku: 'ALU150', note: 'he means aloo' })).toMatchObject({
      status: 200,
      body: { rows: [] },
    });
    expect(await world.call(people.asha, 'POST', `/reading/audits/${audit.id}`, { verdict: 'right' })).toMatchObject({
      body: { refusal: { code: 'already_answered' } },
    });
    expect(await figures()).toMatchObject({ audited: 1, wrongAuto: 1, auditsDue: 0 });
    const taught = await world.db.pool.query("select scope_id, sku from intake.alias where sku = 'ALU150' and scope = 'customer' and source = 'desk'");
    expect(taught.rows).toEqual([{ scope_id: 'C-2001', sku: 'ALU150' }]);
    const life = await world.db.pool.query("select facts from orders.life_event where order_id = $1 and why = 'audit_found_wrong'", [audit.orderId]);
    expect(life.rows).toMatchObject([{ facts: { from: 'SEV200', to: 'ALU150' } }]);
  }, 120_000);

  it('an audit that does not exist is not found', async () => {
    expect(await world.call(people.asha, 'POST', '/reading/audits/0193a000-0000-7000-8000-00000000ffff', { verdict: 'right' })).toMatchObject({ status: 404 });
  });

  it('the bound is what the audited lines prove', async () => {
    await pastLines(600, 0);
    expect(await figures()).toMatchObject({ audited: 600, wrongAuto: 0 });
    expect((await figures()).upper95).toBeLessThan(0.005);
  });
});

describe('fitting', () => {
  const refit = async (): Promise<void> => {
    expect((await world.call(people.vikram, 'POST', '/reading/refit')).status).toBe(200);
    await world.db.drain();
  };

  it('is asked for by the sales head, not by the order desk', async () => {
    expect((await world.call(people.asha, 'POST', '/reading/refit')).status).toBe(403);
    await refit();
    expect(inputs).toHaveLength(1);
    expect(inputs[0]?.items).toHaveLength(items.length);
    expect(inputs[0]?.pastLines.map((line) => line.customer)).toContain('C-1107');
    expect(await figures()).toMatchObject({
      model: { version: 1, keptBecause: 'first', calibrationError: 0.02, threshold: 0.82 },
      lastRefit: { kept: true, reason: 'first' },
    });
  });

  it('learns from older judged lines, is judged by the newest, and a worse one is not kept', async () => {
    await pastLines(300, 3);
    await refit();
    expect(inputs[0]).toMatchObject({ present: null });
    expect([inputs[0]?.older.length, inputs[0]?.newest.length]).toEqual([240, 60]);
    expect(inputs[0]?.newest.filter((line) => !line.right)).toHaveLength(3);
    trained = fitted({ weights: [2] }, { fresh: 0.21, present: 0.2 });
    await refit();
    expect(inputs[1]?.present).toMatchObject({ weights: [1] });
    expect(await figures()).toMatchObject({ model: { version: 1 }, lastRefit: { kept: false, reason: 'worse' } });
    trained = null;
    await refit();
    expect(await figures()).toMatchObject({ model: { version: 1 }, lastRefit: { kept: false, reason: 'failed' } });
  });

  it('moves the threshold by what the audits prove', async () => {
    await pastLines(700, 0);
    await refit();
    expect((await figures()).model?.threshold).toBe(0.75);
    await pastLines(300, 30, 'b');
    await refit();
    expect((await figures()).model?.threshold).toBe(0.95);
  });

  it('follows a change of the catalogue when it has come to its end, once', async () => {
    await world.pass(61_000);
    await world.db.drain();
    expect(inputs).toHaveLength(1);
    const [first] = items;
    if (first === undefined) throw new Error('no items');
    const change = (name: string): Promise<unknown> => world.db.runtime.transaction(systemActor('sync'), (ctx) => saveItems(ctx, [{ ...first, name }]));
    await change('Ratlami Sev 200 grams');
    await change('Ratlami Sev 200 gm');
    await world.pass(61_000);
    await world.db.drain();
    expect(inputs).toHaveLength(1);
    await world.pass(15 * 60_000);
    await world.db.drain();
    expect(inputs).toHaveLength(2);
  });
});

describe('the company’s own words', () => {
  const words = { fillers: ['zabardast'], sameThing: [['lachhedar', 'ratlami']], units: { case: ['dabbu'] } };

  it('are for the reader from the next message on', async () => {
    expect((await world.call(people.asha, 'PUT', '/reading/words', words)).status).toBe(403);
    expect(await world.call(it_, 'PUT', '/reading/words', words)).toMatchObject({ status: 200, body: { words } });
    await world.say(phones.omSai, '36 dabbu zabardast lachhedar sev');
    expect((await world.order(phones.omSai)).lines).toMatchObject([{ sku: 'SEV200', quantityMilli: 36_000, uom: 'CAR' }]);
  });

  it.each([
    ['an unknown field', { ...words, extra: 1 }],
    ['a group of one', { ...words, sameThing: [['alone']] }],
    ['a word with a comma', { ...words, fillers: ['a,b'] }],
    ['a unit class that is none', { ...words, units: { 'Case 1': ['x'] } }],
    ['a novel', { ...words, fillers: ['x'.repeat(500)] }],
  ])('are refused with %s', async (_case, wrong) => {
    expect((await world.call(it_, 'PUT', '/reading/words', wrong)).status).toBe(422);
    expect((await figures()).words).toEqual({ fillers: [], sameThing: [], units: {} });
  });

  it('are proposed from what the lines came to, and taken up or dismissed by somebody who may', async () => {
    await pastLines(6, 0);
    await world.db.pool.query(`update intake.reading_outcome set unexplained = '["accha"]', judged_by = 'desk',
      sku = case when right(conversation_id::text, 1)::int % 2 = 0 then 'SEV200' else 'CHP5' end, final_sku = case when right(conversation_id::text, 1)::int % 2 = 0 then 'SEV200' else 'CHP5' end`);
    await world.call(people.vikram, 'POST', '/reading/refit');
    await world.db.drain();
    const [proposal] = (await figures()).proposals;
    expect(proposal).toMatchObject({ kind: 'filler', words: ['accha'], seen: 6, example: 'accha sev' });
    const path = `/reading/proposals/${proposal?.id ?? ''}`;
    expect((await world.call(people.asha, 'POST', path, { accept: true })).status).toBe(403);
    expect(await world.call(it_, 'POST', path, { accept: true })).toMatchObject({ status: 200, body: { proposals: [], words: { fillers: ['accha'] } } });
    expect(await world.call(it_, 'POST', path, { accept: false })).toMatchObject({ body: { refusal: { code: 'already_answered' } } });
    await world.call(people.vikram, 'POST', '/reading/refit');
    await world.db.drain();
    expect((await figures()).proposals).toEqual([]);
  });
});

it('figures are for those who work with orders, not for the shop floor', async () => {
  expect((await world.call(people.operator, 'GET', '/reading')).status).toBe(403);
  expect((await world.call(people.operator, 'GET', '/reading/audits')).status).toBe(403);
});
