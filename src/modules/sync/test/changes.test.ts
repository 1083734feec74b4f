import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anOrder, sideOf } from '../../../connectors/sap-s4/test/sandbox-peer.ts';
import type { ChangeSalesOrder } from '../contract.ts';
import { sapWorld, type SapWorld } from './sap-world.ts';

type Side = ChangeSalesOrder['after'];
let world: SapWorld;
beforeAll(async () => {
  world = await sapWorld({ extraItems: 3 });
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.clear();
  world.peer.sandbox.habits.reset();
  world.peer.habits({ creditCheck: 'off' });
  world.heard.length = 0;
  await world.connect();
});

const before = sideOf(anOrder());
const plain = (erpLine: number, sku: string, quantity: string): Side['lines'][number] => ({
  erpLine,
  sku,
  words: '',
  quantity,
  uom: 'CAR',
  erpUom: 'CAR',
  price: '100.00',
});
const withQuantity = (quantity: string): Side => ({ ...before, lines: before.lines.map((line, index) => (index === 0 ? { ...line, quantity } : line)) });

async function placed(): Promise<{ orderId: string; reference: string; erpNumber: string }> {
  const { orderId, reference } = await world.place();
  await world.settle();
  const erpNumber = (await world.peer.orders(reference))[0]?.number ?? '';
  world.heard.length = 0;
  return { orderId, reference, erpNumber };
}
const documentOf = async (reference: string): Promise<readonly string[]> => {
  const documents = await world.peer.orders(reference);
  expect(documents).toHaveLength(1);
  return documents[0]?.items.map((item) => `${item.material} ${item.quantity}${item.rejected ? ' rejected' : ''}`) ?? [];
};
const kinds = (): readonly string[] => world.heard.map((each) => each.kind);

describe('a change of an order that the ERP holds', () => {
  it('goes out once and is told when it has been read back', async () => {
    const { orderId, reference, erpNumber } = await placed();
    const wanted: Side = { requestedDate: '2026-11-26', lines: [...withQuantity('50').lines.slice(0, 1), plain(30, 'X00001', '5')] };
    const commandId = await world.change(orderId, erpNumber, wanted);
    await world.settle();
    expect(kinds()).toEqual(['change_sent', 'applied']);
    expect(await documentOf(reference)).toEqual(['SEV200 50', 'CHP5 25 rejected', 'X00001 5']);
    expect(await world.command(commandId)).toMatchObject({ state: 'committed', kind: 'sales_order_change', erp_key: erpNumber });
  });

  it('waits behind the creation and behind the change before it', async () => {
    const { orderId, reference, erpNumber } = await placed();
    await world.change(orderId, erpNumber, withQuantity('50'));
    await world.change(orderId, erpNumber, withQuantity('60'), withQuantity('50'));
    await world.settle();
    expect(kinds()).toEqual(['change_sent', 'applied', 'change_sent', 'applied']);
    expect(await documentOf(reference)).toEqual(['SEV200 60', 'CHP5 25']);
  });

  it('that the ERP refuses leaves the document as it was, with the ERP’s words', async () => {
    const { orderId, reference, erpNumber } = await placed();
    await world.change(orderId, erpNumber, { ...withQuantity('50'), lines: [...withQuantity('50').lines, plain(30, 'OLD1', '1')] });
    await world.settle();
    expect(world.heard.at(-1)).toMatchObject({ kind: 'refused', facts: { code: 'V1/382', text: expect.stringContaining('discontinued') } });
    expect(await documentOf(reference)).toEqual(['SEV200 40', 'CHP5 25']);
  });

  it('to cancel all keeps the document with every line rejected', async () => {
    const { orderId, reference, erpNumber } = await placed();
    await world.change(orderId, erpNumber, { ...before, lines: [] });
    await world.settle();
    expect(kinds()).toEqual(['change_sent', 'applied']);
    expect(await documentOf(reference)).toEqual(['SEV200 40 rejected', 'CHP5 25 rejected']);
  });

  it('whatever answers are lost, each line is changed once', async () => {
    const habit = fc.constantFrom(
      {},
      { pDropAfterCommit: 1 },
      { pDropBeforeCommit: 1 },
      { p504AfterCommit: 1 },
      { p401Session: 1 },
      { p429: 1, retryAfterS: 0 },
      { pLocked: 1 },
      { p412: 1 },
    );
    const { orderId, reference, erpNumber } = await placed();
    let stands: Side = before;
    let nextLine = 30;
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(habit, { maxLength: 3 }), fc.integer({ min: 1, max: 90 }), fc.boolean(), async (habits, quantity, adds) => {
        round += 1;
        const kept = stands.lines.slice(0, 1).map((line) => ({ ...line, quantity: String(quantity + round * 100) }));
        const added = adds ? [plain((nextLine += 10), 'X00002', String(quantity))] : [];
        const wanted: Side = { requestedDate: `2026-12-${String(1 + (round % 28)).padStart(2, '0')}`, lines: [...kept, ...added] };
        await world.change(orderId, erpNumber, wanted, stands);
        for (const each of habits) {
          world.peer.sandbox.habits.reset();
          world.peer.habits({ creditCheck: 'off', ...each });
          await world.db.drain();
        }
        world.peer.sandbox.habits.reset();
        world.peer.habits({ creditCheck: 'off' });
        await world.settle(20_000);
        stands = wanted;
        const living = (await documentOf(reference)).filter((line) => !line.endsWith('rejected'));
        expect(living).toEqual(wanted.lines.map((line) => `${line.sku} ${line.quantity}`));
      }),
      { numRuns: 12, endOnFailure: true },
    );
    expect(world.heard.filter((each) => each.kind === 'applied')).toHaveLength(round);
  }, 60_000);
});
