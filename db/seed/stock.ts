import { readTable } from './tables.ts';
import type { DemoItem, DemoStock } from './types.ts';

const lastsDays = 120;
const plentyCartons = 2_000;
/** Cartons of every good that lie in the overflow store for each extra customer of a load or fault test. */
const overflowCartons = 20_000;

const dayBack = (today: string, days: number): string => new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** A batch is named by the day on which it was made: L0611 of 6 November. */
const batchOf = (madeOn: string): string => `L${madeOn.slice(8)}${madeOn.slice(5, 7)}`;

interface Heap {
  readonly item: DemoItem;
  readonly plant: string;
  readonly location: string;
  readonly status: DemoStock['status'];
  readonly cartons: number;
  /** How many days ago it was made. */
  readonly madeBack: number;
}

function stockOf({ item, plant, location, status, cartons, madeBack }: Heap, today: string): DemoStock {
  const madeOn = dayBack(today, madeBack);
  const perCarton = item.uoms.find((unit) => unit.uom === item.salesUom)?.numerator ?? 1;
  return {
    sku: item.sku,
    plant,
    location,
    batch: batchOf(madeOn),
    status,
    baseMilli: cartons * perCarton * 1000,
    madeOn,
    expiresOn: dayBack(madeOn, -lastsDays),
    salesOrder: null,
  };
}

/** What is free lies in two batches: two fifths of an older one, the rest fresh. */
const twoBatches = (item: DemoItem, cartons: number, plant = 'PI01'): readonly Heap[] => {
  const older = Math.floor((cartons * 2) / 5);
  const heap = { item, plant, location: 'FG01', status: 'free' } as const;
  return [
    { ...heap, cartons: older, madeBack: 20 },
    { ...heap, cartons: cartons - older, madeBack: 4 },
  ];
};

/**
 * Stock of the goods on the first morning: the figures of the acceptance day for its five, plenty of all others, in Riyadh too of what is
 * sold there. With extra customers there is enough for all of them.
 */
export function buildStocks(items: readonly DemoItem[], today: string, extraCustomers: number): readonly DemoStock[] {
  const counted = new Map(readTable('stock.tsv').map((row) => [row.text('sku'), { free: row.number('free'), held: Number(row.maybe('held') ?? 0) }]));
  const heaps = items
    .filter((item) => item.active && item.type === 'FERT')
    .flatMap((item): readonly Heap[] => {
      const figures = counted.get(item.sku);
      const plant = twoBatches(item, figures?.free ?? plentyCartons);
      const held: Heap = { item, plant: 'PI01', location: 'FG01', status: 'quality', cartons: figures?.held ?? 0, madeBack: 11 };
      const riyadh = figures === undefined && item.salesOrgs.includes('VS02') ? twoBatches(item, plentyCartons / 5, 'RY01') : [];
      const overflow: Heap = { item, plant: 'PI01', location: 'FG02', status: 'free', cartons: extraCustomers * overflowCartons, madeBack: 4 };
      return [...plant, held, ...riyadh, overflow];
    });
  return heaps.filter((heap) => heap.cartons > 0).map((heap) => stockOf(heap, today));
}
