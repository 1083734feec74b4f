import type { UnitRule } from '../../contract.ts';
import { changeRows, valuesAt } from './paths.ts';

/** Unit rules of one connection. `words`: what its connector calls the ERP's codes by its own settings. */
export interface UnitTable {
  readonly rules: readonly UnitRule[];
  readonly words: Readonly<Record<string, string>>;
}

/** What the connector calls an ERP code. */
export const wordOf = (table: UnitTable, erp: string): string => table.words[erp] ?? erp;

type Row = Readonly<Record<string, unknown>>;
const unitNames = ['uom', 'baseUom', 'salesUom'] as const;

/**
 * Units of a record in our words. Where the record tells the ERP's own code, that decides, also for the other units of the record; elsewhere what
 * the connector calls the code: others that it calls the same follow.
 */
export function unitsToOurs(data: unknown, table: UnitTable): unknown {
  if (table.rules.length === 0) return data;
  const byErp = new Map(table.rules.map((rule) => [rule.erp, rule.ours]));
  const byWord = new Map(table.rules.toReversed().map((rule) => [wordOf(table, rule.erp), rule.ours]));
  for (const { value } of valuesAt(data, 'uoms')) {
    for (const row of Array.isArray(value) ? (value as readonly Row[]) : []) {
      const ours = byErp.get(String(row['erpUom']));
      if (ours !== undefined) byWord.set(String(row['uom']), ours);
    }
  }
  return changeRows(data, (row) => renamed(row, (name, said) => byErp.get(name === 'uom' ? String(row['erpUom'] ?? '') : '') ?? byWord.get(said) ?? said));
}

function renamed(row: Row, ours: (name: string, said: string) => string): Row {
  const changes = unitNames.flatMap((name) => {
    const said = row[name];
    return typeof said === 'string' ? [[name, ours(name, said)] as const] : [];
  });
  return changes.length === 0 ? row : { ...row, ...Object.fromEntries(changes) };
}

/** Whether two units of one item have come to the same name. */
export function hasDoubledUnit(data: unknown): boolean {
  const names = valuesAt(data, 'uoms.uom').map(({ value }) => value);
  return new Set(names).size < names.length;
}

/** Units of a command as the ERP and its connector say them. The ERP's own code, where the command carries it, stays. */
export function unitsToErp(payload: unknown, table: UnitTable): unknown {
  if (table.rules.length === 0) return payload;
  const known = new Set(table.rules.map((rule) => rule.erp));
  const words = new Set(table.rules.map((rule) => wordOf(table, rule.erp)));
  const byOurs = new Map(table.rules.toReversed().map((rule) => [rule.ours, rule.erp]));
  return changeRows(payload, (row) => {
    const { uom, erpUom } = row;
    if (typeof uom !== 'string' || typeof erpUom !== 'string') return row;
    const erp = known.has(erpUom) ? erpUom : (byOurs.get(erpUom) ?? erpUom);
    return words.has(wordOf(table, erp)) ? { ...row, uom: wordOf(table, erp), erpUom: erp } : row;
  });
}
