import { fromJson, Digits } from '../../kit/odata4/json.ts';
import type { Row } from '../../kit/odata4/index.ts';
import { minus, over, rounded, scaled, sum, times, unscaled } from '../amount.ts';
import { refusal } from '../messages.ts';
import { noDay, noon } from '../seed/companies.ts';
import { rowOf, rowsBy, type World } from '../world.ts';
import { save } from './save.ts';

const text = (value: unknown): string => (value instanceof Digits ? value.text : typeof value === 'string' ? value : '');

/** Refused for days before the open period. */
function checkPeriod(world: World, day: string): string {
  const [year = 0, month = 1] = world.today.split('-').map(Number);
  const before = month === 1 ? `${year - 1}-12-01` : `${year}-${String(month - 1).padStart(2, '0')}-01`;
  if (day < (world.habits().openFrom ?? before)) throw refusal.closedPeriod(day);
  return noon(day);
}

function orderFor(world: World, dataAreaId: string, number: string): Row {
  const order = rowOf(world, 'ProductionOrderHeaders', { dataAreaId, ProductionOrderNumber: number });
  if (!order) throw refusal.unknownProductionOrder(number);
  if (['Created', 'CostEstimated', 'Scheduled', 'Completed'].includes(String(order['ProductionOrderStatus'])))
    throw refusal.notStarted(number, String(order['ProductionOrderStatus']));
  return order;
}

const journals = { finished: 'ReportAsFinishedProductionJournalEntries', route: 'RouteCardProductionJournalEntries' } as const;

const journalNumber = (world: World, set: string): string => `J${String(world.next(set, 'JournalNumber', 'J')).padStart(7, '0')}`;

const booked = (world: World, dataAreaId: string, order: Row, set: string): Row => ({
  dataAreaId,
  JournalNumber: journalNumber(world, set),
  JournalLineNumber: '1',
  JournalName: set === journals.finished ? 'RAF' : 'Route',
  JournalDescription: '',
  ProductionOrderNumber: order['ProductionOrderNumber'] ?? '',
  ProductionSiteId: order['ProductionSiteId'] ?? '',
  IsPosted: 'Yes',
  PostedDateTime: new Date(world.now()).toISOString(),
  PostedUserId: 'MES',
});

const asSaved = (world: World, quantity: bigint): bigint => (world.chance(world.habits().pOtherQuantity) ? quantity + scaled('1') : quantity);

type Line = Readonly<Record<string, unknown>>;

function finish(world: World, dataAreaId: string, order: Row, line: Line): void {
  const sku = text(line['ItemNumber']) || String(order['ItemNumber']);
  if (!rowOf(world, 'ReleasedProductsV2', { dataAreaId, ItemNumber: sku })) throw refusal.unknownItem(sku);
  const warehouse = text(line['ProductionWarehouseId']) || String(order['ProductionWarehouseId']);
  const place = rowOf(world, 'Warehouses', { dataAreaId, WarehouseId: warehouse });
  if (!place) throw refusal.unknownWarehouse(warehouse);
  const good = asSaved(world, scaled(text(line['ReportedGoodQuantity'])));
  if (good <= 0n && scaled(text(line['ReportedErrorQuantity'])) <= 0n) throw refusal.noQuantity();
  const on = checkPeriod(world, text(line['ReportAsFinishedDate']) || new Date(world.now()).toISOString().slice(0, 10));
  const batch = text(line['ItemBatchNumber']);
  save(world, journals.finished, {
    ...booked(world, dataAreaId, order, journals.finished),
    ItemNumber: sku,
    ItemBatchNumber: batch,
    LicensePlateNumber: text(line['LicensePlateNumber']),
    WarehouseId: warehouse,
    ReportedGoodInventoryQuantity: unscaled(good),
    ReportedErrorInventoryQuantity: unscaled(scaled(text(line['ReportedErrorQuantity']))),
    ReportAsFinishedDate: on,
    IsLastReportAsFinished: text(line['EndJob']) === 'Yes' ? 'Yes' : 'No',
    ReceivedInventoryStatusId: 'Available',
    ErrorCause: 'None',
  });
  receive(world, { dataAreaId, ItemNumber: sku, SiteId: place['OperationalSiteId'] ?? '', WarehouseId: warehouse, StatusId: 'Available', Batch: batch }, good);
  if (sku === order['ItemNumber']) progress(world, order, good, text(line['EndJob']) === 'Yes', on);
}

function receive(world: World, place: Row, good: bigint): void {
  const stock = world.store.table('Stock');
  const before = stock.get(Object.values(place).join('\u0000'));
  stock.put({ ...place, Quantity: sum(before?.['Quantity'] ?? '0', unscaled(good)), Reserved: before?.['Reserved'] ?? '0' });
  const batch = { dataAreaId: place['dataAreaId'] ?? '', ItemNumber: place['ItemNumber'] ?? '', BatchNumber: place['Batch'] ?? '' };
  if (batch.BatchNumber === '' || rowOf(world, 'ItemBatches', batch)) return;
  save(world, 'ItemBatches', {
    ...batch,
    ManufacturingDate: noon(new Date(world.now()).toISOString()),
    BatchExpirationDate: noDay,
    BestBeforeDate: noDay,
    BatchDispositionCode: '',
  });
}

function progress(world: World, order: Row, good: bigint, final: boolean, on: string): void {
  const left = minus(order['RemainingReportAsFinishedQuantity'], unscaled(good));
  const done = final || scaled(left) <= 0n;
  save(world, 'ProductionOrderHeaders', {
    ...order,
    RemainingReportAsFinishedQuantity: scaled(left) < 0n ? '0' : left,
    ProductionOrderStatus: done ? 'ReportedFinished' : 'StartedUp',
    StartedQuantity: order['ScheduledQuantity'] ?? '0',
    StartedDate: order['StartedDate'] === noDay ? on : (order['StartedDate'] ?? on),
    ReportedAsFinishedDate: on,
  });
}

function work(world: World, dataAreaId: string, order: Row, line: Line): void {
  const number = Number(text(line['OperationNumber']));
  const operations = rowsBy(world, 'ProductionOrderRouteOperations', dataAreaId, 'ProductionOrderNumber', String(order['ProductionOrderNumber']));
  const operation = operations.find((row) => row['OperationNumber'] === number);
  if (!operation) throw refusal.unknownOperation(text(line['OperationNumber']));
  const good = asSaved(world, scaled(text(line['GoodQuantity'])));
  const completed = text(line['OperationCompleted']) === 'Yes';
  save(world, journals.route, {
    ...booked(world, dataAreaId, order, journals.route),
    ItemBatchNumber: '',
    LicensePlateNumber: '',
    WarehouseId: '',
    RouteOperationNumber: number,
    RouteOperationId: operation['OperationId'] ?? '',
    OperationsResourceId: text(line['OperationsResourceId']) || (operation['CostingOperationResourceId'] ?? ''),
    ReportedGoodInventoryQuantity: unscaled(good),
    ReportedErrorInventoryQuantity: unscaled(scaled(text(line['ErrorQuantity']))),
    RegisteredHours: unscaled(scaled(text(line['Hours']))),
    ConsumptionDate: checkPeriod(world, text(line['ConsumptionDate']) || new Date(world.now()).toISOString().slice(0, 10)),
    IsOperationCompleted: completed ? 'Yes' : 'No',
    ErrorCause: 'None',
  });
  const share = over(times(good, scaled('100')), scaled(order['ScheduledQuantity']));
  const percent = scaled(operation['ProcessCompletionPercentage']) + share;
  save(world, 'ProductionOrderRouteOperations', {
    ...operation,
    ProcessCompletionPercentage: completed || percent > scaled('100') ? '100' : unscaled(rounded(percent, 6)),
    IsOperationStarted: 'Yes',
    IsOperationCompleted: completed ? 'Yes' : (operation['IsOperationCompleted'] ?? 'No'),
  });
}

const kinds: Readonly<Record<string, { readonly lines: string; readonly book: (world: World, dataAreaId: string, order: Row, line: Line) => void }>> = {
  ProdProductionOrderReportFinished: { lines: 'ReportFinishedLines', book: finish },
  ProdProductionOrderRouteCard: { lines: 'RouteCardLines', book: work },
};

function start(world: World, dataAreaId: string, number: string): void {
  const order = rowOf(world, 'ProductionOrderHeaders', { dataAreaId, ProductionOrderNumber: number });
  if (!order) throw refusal.unknownProductionOrder(number);
  if (order['ProductionOrderStatus'] !== 'Released') throw refusal.notStarted(number, String(order['ProductionOrderStatus']));
  save(world, 'ProductionOrderHeaders', {
    ...order,
    ProductionOrderStatus: 'StartedUp',
    StartedQuantity: order['ScheduledQuantity'] ?? '0',
    StartedDate: noon(new Date(world.now()).toISOString()),
  });
}

/** Processes one message: books it, or throws a refusal that only the message's log will show. */
export function processMessage(world: World, message: Row): void {
  const [dataAreaId, type] = [String(message['Company']).toLowerCase(), String(message['Type'])];
  const content = fromJson(String(message['Content']));
  if (typeof content !== 'object' || content === null) throw refusal.badMessage('no JSON');
  const number = text((content as Line)['ProductionOrderNumber']);
  if (type === 'ProdProductionOrderStart') return start(world, dataAreaId, number);
  const kind = kinds[type];
  if (!kind) throw refusal.noLicence();
  const lines = (content as Line)[kind.lines];
  if (!Array.isArray(lines) || lines.length === 0) throw refusal.badMessage(kind.lines);
  for (const line of lines as readonly Line[]) kind.book(world, dataAreaId, orderFor(world, dataAreaId, number), line);
}
