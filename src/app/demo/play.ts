import { milliToText } from '../../kernel/quantity.ts';
import type { OrderPage } from '../../modules/orders/contract.ts';
import type { DemoClient } from './client.ts';
import type { Scene, Step } from './scenes.ts';

/** What became of a scene. */
export interface Played {
  readonly scene: Scene;
  readonly state: string;
  readonly lines: readonly string[];
  readonly order: OrderPage | null;
  /** Orders in the ERP under our reference: one, or the scene failed. */
  readonly inErp: number;
  readonly asExpected: boolean;
}

const longestMs = 60_000;
const settled: ReadonlySet<string> = new Set(['confirmed', 'cancelled', 'rejected', 'duplicate', 'needs_desk', 'credit_hold']);
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again until there is an answer; null when none comes in time. */
async function until<T>(look: () => Promise<T | null>, forMs = longestMs): Promise<T | null> {
  for (const end = Date.now() + forMs; Date.now() < end; await wait(100)) {
    const found = await look();
    if (found !== null) return found;
  }
  return null;
}

/** Plays one scene from the customer's phone and waits for how it ends. */
export async function playScene(client: DemoClient, scene: Scene): Promise<Played> {
  if (scene.loseAnswer === true) await client.loseErpAnswers(true);
  const before = new Set((await client.conversations(scene.phone)).map((row) => row.id));
  const ids: string[] = [];
  for (const step of scene.steps) await takeStep(client, scene, step, ids);
  if (scene.loseAnswer === true) await untilLost(client, scene, before);
  const conversation = await until(async () => {
    const row = (await client.conversations(scene.phone)).find((each) => !before.has(each.id));
    if (row === undefined) return null;
    if (row.orderId === null) return ['not_order', 'desk', 'unknown_sender'].includes(row.state) ? row : null;
    return settled.has((await client.order(row.orderId)).state) ? row : null;
  });
  const order = conversation?.orderId ? await answeredOrder(client, conversation.orderId) : null;
  return judge(client, scene, order, conversation === null ? 'no end in time' : 'no order');
}

/** The order, once its customer has been told; as it is when that takes long. */
async function answeredOrder(client: DemoClient, orderId: string): Promise<OrderPage> {
  const told = await until(async () => {
    const order = await client.order(orderId);
    return order.state !== 'confirmed' || order.stages['reply'] !== undefined ? order : null;
  }, 5_000);
  return told ?? client.order(orderId);
}

async function takeStep(client: DemoClient, scene: Scene, step: Step, ids: string[]): Promise<void> {
  if ('answer' in step) {
    const asked = await until(async () => ((await client.answers(scene.phone)).length > 0 ? true : null));
    if (asked === true) ids.push(await client.say(scene.phone, step.answer));
    return;
  }
  await wait(step.waitMs ?? 0);
  if ('say' in step) ids.push(await client.say(scene.phone, step.say));
  else await client.edit(scene.phone, ids[step.edit - 1] ?? '', step.text);
}

/** Waits until the ERP has swallowed its answer, then lets it behave again. */
async function untilLost(client: DemoClient, scene: Scene, before: ReadonlySet<string>): Promise<void> {
  await until(async () => {
    const row = (await client.conversations(scene.phone)).find((each) => !before.has(each.id));
    if (!row?.orderId) return null;
    const { life } = await client.order(row.orderId);
    return life.some((event) => event.why === 'erp_answer_lost') ? true : null;
  });
  await client.loseErpAnswers(false);
}

async function judge(client: DemoClient, scene: Scene, order: OrderPage | null, otherwise: string): Promise<Played> {
  const lines = order === null ? [] : order.lines.map((line) => `${line.sku ?? '?'} ${milliToText(line.quantityMilli ?? 0)} ${line.uom ?? '?'}`);
  const state = order?.state ?? otherwise;
  const inErp = order?.erpReference ? await client.erpOrders(order.erpReference) : 0;
  const asExpected = state === scene.ending.state && lines.join() === scene.ending.lines.join() && inErp === (state === 'confirmed' ? 1 : 0);
  return { scene, state, lines, order, inErp, asExpected };
}
