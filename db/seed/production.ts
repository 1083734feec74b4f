import { readTable } from './tables.ts';
import type { DemoBom, DemoItem, DemoRouting } from './types.ts';

const ownFilm = new Set(['SEV200', 'ALU150', 'MIX400', 'CHP5', 'KHA200']);
const tins = new Set(['GUL500', 'GUL1K', 'RAS1K']);
const setupMin = 30;

/** Raw and packaging materials. */
export function buildMaterials(): readonly DemoItem[] {
  return readTable('materials.tsv').map((row) => {
    const unit = row.text('unit');
    return {
      sku: row.text('sku'),
      type: row.text('type') === 'VERP' ? 'VERP' : 'ROH',
      names: { en: row.text('name'), hi: null, ar: null },
      group: 'MATERIAL',
      brand: '',
      size: '',
      pricePoint: null,
      flavour: '',
      netWeightG: unit === 'KG' ? 1000 : 5,
      baseUom: unit,
      salesUom: unit,
      uoms: [{ uom: unit, numerator: 1, denominator: 1, barcode: null }],
      active: true,
      successor: null,
      salesOrgs: [],
      cost: null,
    };
  });
}

function packaging(item: DemoItem, pieces: number): DemoBom['items'] {
  if (item.group === 'BULK') return [{ component: 'VP-BAG', quantityMilli: 1000, uom: 'PC', scrapPercent: 1 }];
  const wrap = tins.has(item.sku) ? 'VP-TIN' : ownFilm.has(item.sku) ? `VP-FILM-${item.sku}` : 'VP-FILM';
  return [
    { component: wrap, quantityMilli: pieces * 1000, uom: 'PC', scrapPercent: 2 },
    { component: 'VP-CARTON', quantityMilli: 1000, uom: 'PC', scrapPercent: 0 },
  ];
}

/** Bills of material of all active goods, for one sales unit each: recipe of the group by weight, then packaging. */
export function buildBoms(items: readonly DemoItem[]): readonly DemoBom[] {
  const recipes = readTable('recipes.tsv');
  return items
    .filter((item) => item.active)
    .map((item) => {
      const base = item.uoms.find((unit) => unit.uom === item.salesUom)?.numerator ?? 1;
      const grams = base * item.netWeightG;
      const raw = recipes
        .filter((row) => row.text('group') === item.group)
        .map((row) => ({
          component: row.text('component'),
          quantityMilli: Math.round((grams * row.number('share_of_weight_permille')) / 1000),
          uom: 'KG',
          scrapPercent: 0,
        }));
      return { sku: item.sku, plant: 'PI01', baseMilli: base * 1000, items: [...raw, ...packaging(item, base)] };
    });
}

/** The lines of the plant and the routing of every active item on the line of its group. */
export function buildLines(items: readonly DemoItem[]): {
  readonly workCentres: readonly { code: string; name: string; plant: string }[];
  readonly routings: readonly DemoRouting[];
} {
  const lines = readTable('work-centres.tsv').map((row) => ({
    code: row.text('code'),
    name: row.text('name'),
    plant: row.text('plant'),
    groups: row.text('groups').split('|'),
    perHour: row.number('cartons_per_hour'),
  }));
  const routings = items
    .filter((item) => item.active)
    .flatMap((item): DemoRouting[] => {
      const line = lines.find((candidate) => candidate.groups.includes(item.group));
      if (!line) return [];
      return [
        {
          sku: item.sku,
          plant: line.plant,
          operations: [{ operation: '0010', name: 'Make and pack', workCentre: line.code, perHour: line.perHour, uom: item.salesUom, setupMin }],
        },
      ];
    });
  return { workCentres: lines.map(({ code, name, plant }) => ({ code, name, plant })), routings };
}
