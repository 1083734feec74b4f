import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideCase, listCases } from '../../exceptions/index.ts';
import { correctLine } from '../commands/correct-line.ts';
import { askPrice } from '../commands/price-request/ask-price.ts';
import { recordErpCommitted, recordErpRejected } from '../index.ts';
import { holdWorld, intake, type HoldWorld, type Name } from './hold-world.ts';

let world: HoldWorld;
beforeAll(async () => {
  world = await holdWorld();
});
afterAll(() => world.db.close());

const person = fc.constantFrom<Name>('asha', 'vikram', 'meera', 'anand', 'meera', 'anand');
const one = fc.oneof(
  fc.record({ do: fc.constant('ask' as const), person, unitMinor: fc.integer({ min: 90_000, max: 126_000 }) }),
  fc.record({ do: fc.constant('decide' as const), person, choice: fc.constantFrom('approve' as const, 'approve' as const, 'decline' as const) }),
  fc.record({ do: fc.constant('decide' as const), person, choice: fc.constant('approve' as const) }),
  fc.record({ do: fc.constant('correct' as const), person, quantityMilli: fc.integer({ min: 1, max: 60 }).map((many) => many * 1_000) }),
  fc.record({ do: fc.constant('confirm' as const), person }),
  fc.record({ do: fc.constant('erp' as const), commits: fc.boolean() }),
);
type One = typeof one extends fc.Arbitrary<infer T> ? T : never;
/** Some at once: different people, or the same click twice. */
const moment = fc.oneof(fc.tuple(one, one), one.map((click) => [click, click] as const)); // prettier-ignore

const approves = (by: Name): One => ({ do: 'decide', person: by, choice: 'approve' });
/** In half of them both owners approve at the same moment, before or after something else. */
const history = fc.tuple(fc.array(moment, { minLength: 2, maxLength: 5 }), fc.constantFrom(null, 0, 1)).map(([moments, at]) => {
  return at === null ? moments : moments.toSpliced(at, 0, [approves('meera'), approves('anand')]);
});

/** Everybody at once has seen the same versions. */
async function sees(orderId: string) {
  const page = await world.page(orderId);
  const open = (await world.act(world.as('meera'), (ctx) => listCases(ctx, { limit: 50 }))).rows.find((row) => row.state === 'raised' || row.state === 'acked');
  return { orderId, version: page.version, commandId: page.commandId ?? '', file: open };
}

async function click(step: One, { orderId, version, commandId, file }: Awaited<ReturnType<typeof sees>>): Promise<unknown> {
  switch (step.do) {
    case 'ask':
      return world.act(world.as(step.person), (ctx) => askPrice(ctx, orderId, { version, lines: [{ lineId: 'l1', unitMinor: step.unitMinor }], reason: 'volume', note: '' })); // prettier-ignore
    case 'decide': {
      const input = { version: file?.version ?? 0, choice: step.choice, until: null, terms: {}, reason: 'volume', forwardTo: null };
      return file === undefined ? null : world.act(world.as(step.person), (ctx) => decideCase(ctx, file.id, input, 'desk'));
    }
    case 'correct':
      return world.act(world.as(step.person), (ctx) => correctLine(ctx, orderId, 'l1', { version, quantityMilli: step.quantityMilli }));
    case 'confirm':
      return world.confirm(orderId, { version, accept: ['V12', 'V14', 'V22'] }, world.as(step.person));
    case 'erp':
      return world.act(intake, (ctx) =>
        step.commits
          ? recordErpCommitted(ctx, { orderId, commandId, erpNumber: '100017', warnings: [] })
          : recordErpRejected(ctx, { orderId, commandId, code: 'X', text: 'no' }),
      );
  }
}

const rows = async (text: string): Promise<readonly Record<string, unknown>[]> => (await world.db.pool.query(text)).rows as Record<string, unknown>[];

describe('whatever people do at once', () => {
  it('no line leaves under its floor without enough people, nothing is decided twice, and totals re-add', async () => {
    let left = 0;
    let spent = 0;
    let at = 0;
    await fc.assert(
      fc.asyncProperty(history, async (moments) => {
        await world.reset();
        const conversation = `00000000-0000-7000-8000-${String((at += 1)).padStart(12, '0')}`;
        const orderId = await world.order({ quantityMilli: 10_000, askedMinor: 112_000 }, conversation);
        for (const both of moments) {
          const seen = await sees(orderId);
          await Promise.all(both.map((step) => click(step, seen)));
        }
        left += (await rows(`select 1 from orders.life_event where to_state = 'posting'`)).length;
        spent += (await rows('select 1 from pricing.approval_use')).length;
        // floor of sev: 12 % over 1,008 a carton
        expect(await rows(`select l.* from orders.order_line l join orders."order" o on o.id = l.order_id
          where o.state in ('posting', 'post_unknown', 'confirmed') and l.price_minor < 100800 / 0.88 and not exists (
            select 1 from pricing.approval a join pricing.approval_use u on u.approval = a.id
            where u.order_id = o.id::text and u.line_id = l.reading ->> 'lineId' and a.order_id = o.id::text and a.customer = o.customer and a.sku = l.sku and a.uom = l.uom
              and a.unit_minor <= l.price_minor and a.at_most_milli >= l.quantity_milli and cardinality(a.approved_by) >= 2)`)).toEqual([]); // prettier-ignore
        expect(await rows(`select l.* from orders.order_line l where l.net_minor <> round(l.price_minor::numeric * l.quantity_milli / 1000)`)).toEqual([]);
        expect(
          await rows(`select o.id from orders."order" o join orders.order_line l on l.order_id = o.id group by o.id having sum(l.net_minor) <> o.net_minor`),
        ).toEqual([]);
        // what a clerk may give himself by rule has no case
        expect(await rows(`select a.id from pricing.approval a, unnest(a.approved_by) who where a.case_id not like 'own_authority:%' and not exists (
          select 1 from exceptions.decision d where d.case_id::text = a.case_id::text and d."by" = who and d.choice = 'approve')`)).toEqual([]); // prettier-ignore
        expect(await rows('select approval from pricing.approval_use group by approval having count(distinct order_id) > 1')).toEqual([]);
      }),
      { numRuns: 25, endOnFailure: true },
    );
    expect(left).toBeGreaterThan(3);
    expect(spent).toBeGreaterThan(0);
  }, 240_000);
});
