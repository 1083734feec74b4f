import { setTimeout as sleep } from 'node:timers/promises';
import {
  deliver,
  makeRunFolder,
  sampleOrders,
  startKarkhana,
  startSapProcess,
  webhookBody,
  type Delivery,
  type Karkhana,
  type RunFolder,
  type SampleOrder,
  type SapProcess,
} from '../support/karkhana.ts';

/** The product and the sandbox ERP in two processes, with as many extra customers as orders will be open at once. */
export interface ChaosWorld {
  readonly folder: RunFolder;
  readonly sap: SapProcess;
  readonly karkhana: Karkhana;
  /** All orders that were given out so far; each is delivered until the door takes it, so each must end in the ERP. */
  readonly accepted: readonly SampleOrder[];
  /** The next orders, of other customers or with other quantities than all before. */
  nextOrders(count: number): readonly SampleOrder[];
  close(): Promise<void>;
}

/** How a world is set up. */
export interface WorldOptions {
  readonly customers: number;
  readonly seed: number;
  /** Where karkhana's state goes; default: in the run's folder. */
  readonly state?: (folder: RunFolder) => string;
}

export async function chaosWorld({ customers, seed, state }: WorldOptions): Promise<ChaosWorld> {
  const folder = makeRunFolder();
  try {
    const sap = await startSapProcess(folder, { extraCustomers: customers });
    const place = state === undefined ? {} : { state: state(folder) };
    const karkhana = await startKarkhana({ folder, sandboxErp: sap.url, extraCustomers: customers, ...place });
    const accepted: SampleOrder[] = [];
    return {
      folder,
      sap,
      karkhana,
      accepted,
      nextOrders(count) {
        const orders = sampleOrders({ count, customers, seed, skip: accepted.length });
        accepted.push(...orders);
        return orders;
      },
      async close() {
        await karkhana.dispose();
        await sap.stop().catch(() => undefined);
        folder.remove();
      },
    };
  } catch (error) {
    folder.remove();
    throw error;
  }
}

/** Delivers one order's webhook until the door has taken it. */
export const deliverOrder = (karkhana: Karkhana, order: SampleOrder): Promise<Delivery> =>
  deliver(() => karkhana.door, karkhana.whatsapp.appSecret, webhookBody(karkhana.whatsapp, [order]));

/** What a stream of deliveries met. */
export interface Stream {
  readonly deliveries: readonly Delivery[];
  /** Times of the answers 200, in ms. */
  readonly doorMs: readonly number[];
  /** How often each other answer came; 0 is no answer. */
  readonly refusals: Readonly<Record<number, number>>;
}

/** Delivers the orders at a steady pace, each until it is taken. */
export async function deliverAll(karkhana: Karkhana, orders: readonly SampleOrder[], perSecond: number): Promise<Stream> {
  const deliveries = await Promise.all(
    orders.map(async (order, at) => {
      await sleep((at * 1000) / perSecond);
      return deliverOrder(karkhana, order);
    }),
  );
  return streamOf(deliveries);
}

export function streamOf(deliveries: readonly Delivery[]): Stream {
  const refusals: Record<number, number> = {};
  for (const { status } of deliveries.flatMap((delivery) => delivery.refused)) refusals[status] = (refusals[status] ?? 0) + 1;
  return { deliveries, doorMs: deliveries.map((delivery) => delivery.last.ms), refusals };
}

/** The answers other than 200 in words. */
export const refusalsText = (stream: Stream): string =>
  Object.entries(stream.refusals)
    .map(([status, count]) => `${count} × ${status === '0' ? 'no answer' : status}`)
    .join(', ') || 'none';
