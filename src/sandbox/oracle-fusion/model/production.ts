import { date, datetime, instantText, integer, number, text } from '../rest/resource.ts';
import type { Resource } from '../rest/resource.ts';
import { masterId, type World } from '../world.ts';
import { memo } from './memo.ts';

const decimal = (value: number): number => Number(value.toFixed(9));

const routingOf = (world: World, sku: unknown, plant: unknown) => world.seed.routings.find((one) => one.sku === sku && one.plant === plant);

const components = (world: World): Resource => ({
  name: 'Component',
  attributes: [integer('ComponentSequenceNumber'), text('ComponentItemNumber'), number('Quantity'), text('UOMCode'), number('YieldFactor')],
  key: (row) => String(row['ComponentSequenceNumber']),
  rows: (above) => {
    const bom = world.seed.boms.find((one) => one.sku === above['ItemNumber'] && one.plant === above['OrganizationCode']);
    return (bom?.items ?? []).map((item, index) => ({
      ComponentSequenceNumber: (index + 1) * 10,
      ComponentItemNumber: item.component,
      Quantity: decimal(item.quantityMilli / (bom?.baseMilli ?? 1000)),
      UOMCode: item.uom,
      YieldFactor: decimal(1 - item.scrapPercent / 100),
    }));
  },
});

const resources = (world: World): Resource => ({
  name: 'WorkDefinitionOperationResource',
  attributes: [
    integer('ResourceSequenceNumber'),
    text('ResourceCode'),
    text('BasisType'),
    number('UsageQuantity'),
    number('InverseUsageQuantity'),
    text('UsageUOMCode'),
    text('OutputUOMCode'),
  ],
  key: (row) => String(row['ResourceSequenceNumber']),
  rows: (above) => {
    const operation = routingOf(world, above['ItemNumber'], above['OrganizationCode'])?.operations.find(
      (one) => Number(one.operation) === above['OperationSequenceNumber'],
    );
    if (!operation) return [];
    const shared = { ResourceCode: operation.workCentre, UsageUOMCode: 'HR', OutputUOMCode: operation.uom };
    return [
      { ResourceSequenceNumber: 10, ...shared, BasisType: '2', UsageQuantity: decimal(operation.setupMin / 60), InverseUsageQuantity: null },
      { ResourceSequenceNumber: 20, ...shared, BasisType: '1', UsageQuantity: decimal(1 / operation.perHour), InverseUsageQuantity: operation.perHour },
    ];
  },
});

const operations = (world: World): Resource => ({
  name: 'WorkDefinitionOperation',
  attributes: [integer('OperationSequenceNumber'), text('OperationName'), text('WorkCenterCode')],
  key: (row) => String(row['OperationSequenceNumber']),
  rows: (above) =>
    (routingOf(world, above['ItemNumber'], above['OrganizationCode'])?.operations ?? []).map((one) => ({
      ItemNumber: above['ItemNumber'] ?? null,
      OrganizationCode: above['OrganizationCode'] ?? null,
      OperationSequenceNumber: Number(one.operation),
      OperationName: one.name,
      WorkCenterCode: one.workCentre,
    })),
  children: [{ name: 'WorkDefinitionOperationResource', resource: resources(world) }],
});

/** Work centers, item structures and work definitions. */
export function definitionResources(world: World): readonly Resource[] {
  const { seed } = world;
  return [
    {
      name: 'workCenters',
      attributes: [integer('WorkCenterId'), text('WorkCenterCode'), text('WorkCenterName'), text('OrganizationCode'), date('InactiveDate')],
      key: (row) => String(row['WorkCenterId']),
      rows: () =>
        seed.workCentres.map((one, index) => ({
          WorkCenterId: masterId(40, index),
          WorkCenterCode: one.code,
          WorkCenterName: one.name,
          OrganizationCode: one.plant,
          InactiveDate: null,
        })),
    },
    {
      name: 'itemStructures',
      attributes: [integer('BillSequenceId'), text('ItemNumber'), text('OrganizationCode'), text('StructureName'), text('PrimaryUOMCode')],
      key: (row) => String(row['BillSequenceId']),
      rows: memo(world, [], () =>
        seed.boms.map((bom, index) => ({
          BillSequenceId: masterId(41, index),
          ItemNumber: bom.sku,
          OrganizationCode: bom.plant,
          StructureName: 'Primary',
          PrimaryUOMCode: world.items.get(bom.sku)?.baseUom ?? 'PC',
        })),
      ),
      children: [{ name: 'Component', resource: components(world) }],
    },
    {
      name: 'workDefinitions',
      attributes: [
        integer('WorkDefinitionId'),
        text('ItemNumber'),
        text('OrganizationCode'),
        text('WorkDefinitionName'),
        integer('VersionNumber'),
        text('StatusCode'),
      ],
      key: (row) => String(row['WorkDefinitionId']),
      rows: memo(world, [], () =>
        seed.routings.map((routing, index) => ({
          WorkDefinitionId: masterId(42, index),
          ItemNumber: routing.sku,
          OrganizationCode: routing.plant,
          WorkDefinitionName: 'Main',
          VersionNumber: 1,
          StatusCode: 'ORA_ACTIVE',
        })),
      ),
      children: [{ name: 'WorkDefinitionOperation', resource: operations(world) }],
    },
  ];
}

const orderOf = (world: World, id: unknown) => world.store.all('workOrder').find((one) => one.id === id);

const orderOperations = (world: World): Resource => ({
  name: 'WorkOrderOperation',
  attributes: [
    integer('WorkOrderOperationId'),
    integer('OperationSequenceNumber'),
    text('OperationName'),
    text('WorkCenterCode'),
    number('ReadyQuantity'),
    number('CompletedQuantity'),
    number('ScrappedQuantity'),
  ],
  key: (row) => String(row['WorkOrderOperationId']),
  rows: (above) => {
    const order = orderOf(world, above['WorkOrderId']);
    return (order?.operations ?? []).map((one, index) => ({
      WorkOrderOperationId: (order?.id ?? 0) * 10 + index,
      OperationSequenceNumber: one.sequence,
      OperationName: one.name,
      WorkCenterCode: one.workCentre,
      ReadyQuantity: ((order?.milli ?? 0) - one.completedMilli - one.scrappedMilli) / 1000,
      CompletedQuantity: one.completedMilli / 1000,
      ScrappedQuantity: one.scrappedMilli / 1000,
    }));
  },
});

const history = (world: World): Resource => ({
  name: 'operationTransactionHistory',
  attributes: [
    integer('TransactionId'),
    text('WorkOrderNumber'),
    text('OrganizationCode'),
    integer('WoOperationSequenceNumber'),
    text('FromDispatchState'),
    text('ToDispatchState'),
    number('TransactionQuantity'),
    text('TransactionUnitOfMeasure'),
    text('TransactionNote'),
    datetime('TransactionDate'),
  ],
  key: (row) => String(row['TransactionId']),
  rows: memo(world, ['report'], () =>
    world.store.all('report').map((one) => ({
      TransactionId: one.id,
      WorkOrderNumber: one.workOrder,
      OrganizationCode: one.organization,
      WoOperationSequenceNumber: one.sequence,
      FromDispatchState: one.from,
      ToDispatchState: one.to,
      TransactionQuantity: one.milli / 1000,
      TransactionUnitOfMeasure: one.unit,
      TransactionNote: one.note,
      TransactionDate: instantText(one.atMs),
    })),
  ),
});

/** Work orders, and what a company's own history resource shows of reported operations. */
export function workOrderResources(world: World): readonly Resource[] {
  return [
    {
      name: 'workOrders',
      attributes: [
        integer('WorkOrderId'),
        text('WorkOrderNumber'),
        text('OrganizationCode'),
        text('ItemNumber'),
        number('PlannedStartQuantity'),
        number('CompletedQuantity'),
        text('UOMCode'),
        text('WorkOrderStatusCode'),
        text('CompletionSubinventoryCode'),
        datetime('PlannedStartDate'),
        datetime('PlannedCompletionDate'),
        datetime('LastUpdateDate'),
      ],
      key: (row) => String(row['WorkOrderId']),
      version: (row) => String(row['LastUpdateDate']),
      rows: memo(world, ['workOrder'], () =>
        world.store.all('workOrder').map((order) => ({
          WorkOrderId: order.id,
          WorkOrderNumber: order.number,
          OrganizationCode: order.organization,
          ItemNumber: order.sku,
          PlannedStartQuantity: order.milli / 1000,
          CompletedQuantity: order.completedMilli / 1000,
          UOMCode: world.items.get(order.sku)?.baseUom ?? 'PC',
          WorkOrderStatusCode: order.status,
          CompletionSubinventoryCode: order.subinventory,
          PlannedStartDate: `${order.startOn}T00:00:00+00:00`,
          PlannedCompletionDate: `${order.dueOn}T00:00:00+00:00`,
          LastUpdateDate: instantText(order.changedMs),
        })),
      ),
      children: [{ name: 'WorkOrderOperation', resource: orderOperations(world) }],
    },
    history(world),
    { name: 'operationTransactions', attributes: [text('SourceSystemCode'), text('SourceSystemType')], key: () => '', rows: () => [], verbs: ['create'] },
    { name: 'materialTransactions', attributes: [text('SourceSystemCode'), text('SourceSystemType')], key: () => '', rows: () => [], verbs: ['create'] },
  ];
}
