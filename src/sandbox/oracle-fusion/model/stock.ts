import type { Movement } from '../records.ts';
import { date, datetime, hashKey, instantText, integer, number, text } from '../rest/resource.ts';
import type { Resource, Row } from '../rest/resource.ts';
import type { World } from '../world.ts';
import { memo } from './memo.ts';

const movementAttributes = [
  integer('TransactionHeaderId'),
  text('TransactionTypeName', { mandatory: true }),
  text('OrganizationName', { mandatory: true }),
  text('SubinventoryCode'),
  text('TransferOrganizationName'),
  text('TransferSubinventory'),
  text('ItemNumber', { mandatory: true }),
  number('TransactionQuantity', { mandatory: true }),
  text('TransactionUnitOfMeasure', { mandatory: true }),
  datetime('TransactionDate', { mandatory: true }),
  text('TransactionReference', { maxLength: 240 }),
  text('SourceCode', { maxLength: 30 }),
  integer('SourceHeaderId'),
  integer('SourceLineId'),
] as const;

const movementRow = (one: Movement): Row => ({
  TransactionHeaderId: one.headerId,
  TransactionTypeName: one.type,
  OrganizationName: one.organization,
  SubinventoryCode: one.subinventory || null,
  TransferOrganizationName: one.toOrganization || null,
  TransferSubinventory: one.toSubinventory || null,
  ItemNumber: one.sku,
  TransactionQuantity: one.milli / 1000,
  TransactionUnitOfMeasure: one.unit,
  TransactionDate: `${one.on}T00:00:00+00:00`,
  TransactionReference: one.reference || null,
  SourceCode: one.sourceCode || null,
  SourceHeaderId: one.sourceHeaderId,
  SourceLineId: one.sourceLineId,
});

/** A staged transaction as the interface shows it. */
export const stagedRow = (one: Movement): Row => ({
  TransactionInterfaceId: one.id,
  ...movementRow(one),
  ProcessStatus: one.error === '' ? '1' : '3',
  ErrorCode: one.error === '' ? null : (one.error.split(':')[0] ?? null),
  ErrorExplanation: one.error || null,
});

const lotsOf = (rows: (above: Row) => readonly Movement[]): Resource => ({
  name: 'lots',
  attributes: [text('LotNumber'), number('TransactionQuantity')],
  key: (row) => String(row['LotNumber']),
  rows: (above) => rows(above).flatMap((one) => (one.lot === '' ? [] : [{ LotNumber: one.lot, TransactionQuantity: one.milli / 1000 }])),
});

const lots = (world: World): Resource => ({
  name: 'lots',
  attributes: [text('LotNumber'), number('PrimaryQuantity'), date('OriginationDate'), date('ExpirationDate')],
  key: (row) => hashKey(row['LotNumber'] ?? ''),
  rows: (above) =>
    world.store
      .all('balance')
      .filter(
        (one) =>
          one.lot !== '' &&
          one.milli !== 0 &&
          one.organization === above['OrganizationCode'] &&
          one.subinventory === above['SubinventoryCode'] &&
          one.sku === above['ItemNumber'],
      )
      .map((one) => ({ LotNumber: one.lot, PrimaryQuantity: one.milli / 1000, OriginationDate: one.madeOn, ExpirationDate: one.expiresOn })),
});

const balances = (world: World): Resource => ({
  name: 'inventoryOnhandBalances',
  attributes: [
    text('OrganizationCode'),
    text('OrganizationName'),
    text('SubinventoryCode'),
    text('ItemNumber'),
    text('LocatorName'),
    number('PrimaryQuantity'),
    text('PrimaryUOMCode'),
  ],
  key: (row) => hashKey(row['OrganizationCode'] ?? '', row['SubinventoryCode'] ?? '', row['ItemNumber'] ?? ''),
  rows: memo(world, ['balance'], () => {
    const sums = new Map<string, { org: string; sub: string; sku: string; milli: number }>();
    for (const one of world.store.all('balance')) {
      const key = `${one.organization}/${one.subinventory}/${one.sku}`;
      const sum = sums.get(key) ?? { org: one.organization, sub: one.subinventory, sku: one.sku, milli: 0 };
      sum.milli += one.milli;
      sums.set(key, sum);
    }
    return [...sums.values()]
      .filter((one) => one.milli !== 0)
      .map((one) => ({
        OrganizationCode: one.org,
        OrganizationName: one.org,
        SubinventoryCode: one.sub,
        ItemNumber: one.sku,
        LocatorName: null,
        PrimaryQuantity: one.milli / 1000,
        PrimaryUOMCode: world.items.get(one.sku)?.baseUom ?? '',
      }));
  }),
  children: [{ name: 'lots', resource: lots(world) }],
});

/** On-hand balances, staged and completed transactions. */
export function stockResources(world: World): readonly Resource[] {
  const { store } = world;
  return [
    balances(world),
    {
      name: 'inventoryStagedTransactions',
      attributes: [
        integer('TransactionInterfaceId'),
        ...movementAttributes,
        text('TransactionMode'),
        text('UseCurrentCostFlag'),
        text('ProcessStatus'),
        text('ErrorCode'),
        text('ErrorExplanation'),
      ],
      key: (row) => String(row['TransactionInterfaceId']),
      rows: memo(world, ['staged'], () => store.all('staged').map(stagedRow)),
      children: [{ name: 'lots', resource: lotsOf((above) => store.all('staged').filter((one) => one.id === above['TransactionInterfaceId'])) }],
      verbs: ['get', 'create', 'update', 'delete'],
      actions: ['processByHeader'],
    },
    {
      name: 'inventoryCompletedTransactions',
      attributes: [integer('TransactionId'), ...movementAttributes, text('TransactionSourceName'), datetime('CreationDate')],
      key: (row) => String(row['TransactionId']),
      rows: memo(world, ['completed'], () =>
        store.all('completed').map((one) => ({
          TransactionId: one.id,
          ...movementRow(one),
          TransactionSourceName: one.workOrder || null,
          CreationDate: instantText(one.createdMs),
        })),
      ),
      children: [{ name: 'lots', resource: lotsOf((above) => store.all('completed').filter((one) => one.id === above['TransactionId'])) }],
    },
  ];
}
