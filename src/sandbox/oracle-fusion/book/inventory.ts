import { OracleError, refuse } from '../errors.ts';
import type { Balance, Movement, Put } from '../records.ts';
import { balanceKey, baseMilliOf, counterPut, todayOf, type World } from '../world.ts';
import { checkMandatory, dayIn, listIn, milliIn, textIn, type Body } from './body.ts';
import type { Desk } from './orders.ts';

const types: Readonly<Record<string, 'in' | 'out' | 'transfer'>> = {
  'miscellaneous receipt': 'in',
  'miscellaneous issue': 'out',
  'subinventory transfer': 'transfer',
  'direct organization transfer': 'transfer',
  'work in process product completion': 'in',
  'work in process product return': 'out',
  'work in process material issue': 'out',
  'work in process material return': 'in',
  'sales order issue': 'out',
};

const fields = new Set([
  'TransactionInterfaceId',
  'TransactionHeaderId',
  'TransactionTypeName',
  'OrganizationName',
  'SubinventoryCode',
  'TransferOrganizationName',
  'TransferSubinventory',
  'ItemNumber',
  'TransactionQuantity',
  'TransactionUnitOfMeasure',
  'TransactionDate',
  'TransactionReference',
  'TransactionMode',
  'SourceCode',
  'SourceHeaderId',
  'SourceLineId',
  'UseCurrentCostFlag',
  'lots',
  'serials',
  'costs',
]);

/** Movements that are being decided on together: what they see of each other, and the changes that come of it. */
export interface Ledger {
  readonly balances: Map<string, Balance>;
  readonly puts: Put[];
}

/** A ledger on top of what is kept. */
export const openLedger = (): Ledger => ({ balances: new Map(), puts: [] });

function move(world: World, ledger: Ledger, place: Omit<Balance, 'milli' | 'madeOn' | 'expiresOn'>, by: number): string | null {
  const key = balanceKey(place.organization, place.subinventory, place.sku, place.lot);
  const held = ledger.balances.get(key) ?? world.store.get('balance', key);
  const milli = (held?.milli ?? 0) + by;
  if (milli < 0)
    return `INV_NO_NEG_BALANCES: Negative balances are not allowed: item ${place.sku} in ${place.organization} ${place.subinventory} ${place.lot}`.trim();
  // days of a lot are the same wherever it lies
  const lot = held ?? world.store.all('balance').find((one) => one.sku === place.sku && one.lot === place.lot);
  const row: Balance = { ...place, milli, madeOn: lot?.madeOn ?? null, expiresOn: lot?.expiresOn ?? null };
  ledger.balances.set(key, row);
  ledger.puts.push({ table: 'balance', key, row });
  return null;
}

const isSubinventory = (world: World, organization: string, subinventory: string): boolean =>
  world.store.all('balance').some((one) => one.organization === organization && one.subinventory.split('-')[0] === subinventory.split('-')[0]) ||
  world.seed.productionOrders.some((one) => one.plant === organization && one.location === subinventory);

/** What is wrong with a movement before any balance is looked at. */
function problemOf(world: World, movement: Movement, way: 'in' | 'out' | 'transfer'): string | null {
  const { organization, subinventory, type, on } = movement;
  if (!world.seed.salesOrgs.some((org) => org.plant === organization)) return `INV_INT_ORGCODE: Organization ${organization} is not valid`;
  if (on < world.openFrom || on > todayOf(world)) return `INV_INT_PRDCODE: The transaction date ${on} is not in an open inventory period`;
  if (movement.milli === 0 || movement.milli > 0 !== (way === 'in'))
    return `INV_INT_QTYSGNCODE: The sign of the transaction quantity does not fit transaction type ${type}`;
  if (!isSubinventory(world, organization, subinventory)) return `INV_INT_SUBCODE: Subinventory ${subinventory} is not valid`;
  const known = way !== 'transfer' || isSubinventory(world, movement.toOrganization || organization, movement.toSubinventory);
  return known ? null : `INV_INT_XSUBCODE: Transfer subinventory ${movement.toSubinventory} is not valid`;
}

/** What keeps a movement from being processed, in Oracle's words; null when it is now in the ledger. */
export function post(world: World, ledger: Ledger, movement: Movement): string | null {
  const way = types[movement.type.toLowerCase()];
  const item = world.items.get(movement.sku);
  if (!way) return `INV_INT_TRXTYPCODE: Transaction type ${movement.type} is not valid`;
  if (!item) return `INV_INT_ITMCODE: Item ${movement.sku} is not valid`;
  const base = baseMilliOf(item, Math.abs(movement.milli), movement.unit);
  if (base === null) return `INV_INT_UOMCODE: Unit of measure ${movement.unit} is not valid for item ${movement.sku}`;
  const { organization, subinventory, sku, lot } = movement;
  const place = { organization, subinventory, sku, lot };
  const problem = problemOf(world, movement, way) ?? move(world, ledger, place, way === 'in' ? base : -base);
  if (problem !== null || way !== 'transfer') return problem;
  return move(world, ledger, { ...place, organization: movement.toOrganization || organization, subinventory: movement.toSubinventory }, base);
}

const wholeIn = (body: Body, name: string): number => {
  const value = body[name];
  if (value === undefined || value === null) return 0;
  const whole = Number(value);
  if (!Number.isSafeInteger(whole)) throw refuse('JBO-25009', `JBO-25009: Cannot create an object of type java.lang.Long with value "${String(value)}".`, name);
  return whole;
};

/** A staged row from a request. Throws when it cannot even be staged. */
export function stage(desk: Desk, body: Body): Movement {
  const { world } = desk;
  const unknown = Object.keys(body).find((name) => !fields.has(name));
  if (unknown !== undefined) throw refuse('27023', `The attribute ${unknown} isn't valid for this resource.`, `/${unknown}`);
  checkMandatory(body, [
    'OrganizationName',
    'TransactionTypeName',
    'ItemNumber',
    'TransactionQuantity',
    'TransactionUnitOfMeasure',
    'TransactionDate',
    'SourceCode',
    'SourceHeaderId',
    'SourceLineId',
    'TransactionMode',
  ]);
  const id = world.nextId('movement');
  const milli = milliIn(body, 'TransactionQuantity') ?? 0;
  return {
    id,
    headerId: wholeIn(body, 'TransactionHeaderId') || id,
    type: textIn(body, 'TransactionTypeName'),
    organization: textIn(body, 'OrganizationName'),
    subinventory: textIn(body, 'SubinventoryCode'),
    toOrganization: textIn(body, 'TransferOrganizationName'),
    toSubinventory: textIn(body, 'TransferSubinventory'),
    sku: textIn(body, 'ItemNumber'),
    lot: textIn(listIn(body, 'lots')[0] ?? {}, 'LotNumber'),
    milli: desk.dice.chance(world.habits().pOtherQuantity) ? milli + Math.sign(milli) * 1000 : milli,
    unit: textIn(body, 'TransactionUnitOfMeasure'),
    on: dayIn(body, 'TransactionDate') ?? todayOf(world),
    reference: textIn(body, 'TransactionReference'),
    sourceCode: textIn(body, 'SourceCode'),
    sourceHeaderId: wholeIn(body, 'SourceHeaderId'),
    sourceLineId: wholeIn(body, 'SourceLineId'),
    workOrder: '',
    error: '',
    createdMs: world.now(),
  };
}

const received = (world: World, row: Movement): Movement => ({
  ...row,
  id: world.nextId('movement'),
  organization: row.toOrganization || row.organization,
  subinventory: row.toSubinventory,
  toOrganization: row.toOrganization === '' ? '' : row.organization,
  toSubinventory: row.subinventory,
  milli: -row.milli,
});

/** Processes staged rows together: all are completed, or all stay staged with their errors. */
export function processed(world: World, rows: readonly Movement[]): { readonly puts: readonly Put[]; readonly errors: readonly string[] } {
  const ledger = openLedger();
  const outcomes = rows.map((row) => post(world, ledger, row));
  const errors = outcomes.filter((one) => one !== null);
  if (errors.length > 0) {
    const puts = rows.map((row, index): Put => {
      const error = outcomes[index] ?? 'INV_INT_PROCCODE: Another row of the group has an error';
      return { table: 'staged', key: String(row.id), row: { ...row, error } };
    });
    return { puts, errors };
  }
  // a transfer is kept as two transactions: of the side that gives, and of the side that gets
  const moved = rows.flatMap((row): Put[] => {
    const sides = row.toSubinventory === '' ? [row] : [row, received(world, row)];
    return [{ table: 'staged', key: String(row.id), row: null }, ...sides.map((side): Put => ({ table: 'completed', key: String(side.id), row: side }))];
  });
  const last = Math.max(...moved.map((put) => Number(put.key)));
  return { puts: [...ledger.puts, ...moved, counterPut(world, 'movement', last)], errors };
}

/** `TransactionMode` as it may be written: words or the codes of the interface. */
export function modeOf(body: Body): 'online' | 'later' {
  const mode = textIn(body, 'TransactionMode').toLowerCase();
  if (['1', 'online', 'online processing'].includes(mode)) return 'online';
  if (['2', 'concurrent', 'concurrent processing', '3', 'background', 'background processing'].includes(mode)) return 'later';
  throw new OracleError(400, 'INV_INT_TXNMODE', `TransactionMode ${mode} is not valid.`, '/TransactionMode');
}
