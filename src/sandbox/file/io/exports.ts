import { milliToText } from '../../../kernel/quantity.ts';
import type { CompanySeed } from '../../kit/index.ts';
import { amountText } from '../erp/post.ts';
import type { ErpWorld } from '../erp/world.ts';
import { openMinor } from '../erp/world.ts';

/** How one export is written: this ERP grew over the years, and each of its exports has its own manner. */
export interface ExportFile {
  readonly name: string;
  readonly letters: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'windows-1256' | 'xlsx';
  readonly separator: string;
  readonly heading: readonly string[];
  /** In a workbook numbers are numbers and `Date`s are dates. */
  readonly rows: readonly (readonly (string | number | Date)[])[];
  /** Column whose sum the manifest tells. */
  readonly totalColumn: string;
}

const dotted = (day: string | null): string => (day === null ? '' : day.split('-').reverse().join('.'));
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const oracleDay = (day: string | null): string => (day === null ? '' : `${day.slice(8)}-${months[Number(day.slice(5, 7)) - 1] ?? ''}-${day.slice(0, 4)}`);
const zones: Readonly<Record<string, string>> = { IN: 'Asia/Kolkata', SA: 'Asia/Riyadh', AE: 'Asia/Dubai' };
/** 1234567.5 as 1.234.567,50. */
const german = (text: string): string => {
  const [whole = '', fraction] = text.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '.')}${fraction === undefined ? '' : `,${fraction}`}`;
};

const plain = (name: string, heading: string, rows: ExportFile['rows'], totalColumn = ''): ExportFile => ({
  name,
  letters: 'utf-8-bom',
  separator: ';',
  heading: heading.split(' '),
  rows,
  totalColumn,
});

function companyFiles(seed: CompanySeed): readonly ExportFile[] {
  return [
    plain(
      'COMPANIES.csv',
      'COMPANY NAME ZONE CURRENCY COUNTRY LANGUAGES',
      seed.companies.map((one) => [one.code, one.name, zones[one.country] ?? 'UTC', one.currency, one.country, `en,${one.language.toLowerCase()}`]),
    ),
    plain(
      'WORK_CENTRES.csv',
      'CENTRE DESCRIPTION PLANT',
      seed.workCentres.map((one) => [one.code, one.name, one.plant]),
    ),
  ];
}

function itemFiles(seed: CompanySeed): readonly ExportFile[] {
  const sold = seed.items.filter((item) => item.type === 'FERT');
  return [
    plain(
      'ITEMS.csv',
      'ITEM_CODE DESC_EN DESC_HI DESC_AR BRAND ITEM_GROUP SIZE PRICE_POINT FLAVOUR BASE_UOM SALES_UOM EAN STATUS SUCCESSOR',
      sold.map((item) => [
        ...[item.sku, item.names.en, item.names.hi ?? '', item.names.ar ?? '', item.brand, item.group, item.size.toLowerCase()],
        ...[item.pricePoint === null ? '' : String(item.pricePoint), item.flavour, item.baseUom, item.salesUom, item.uoms[0]?.barcode ?? ''],
        ...[item.active ? 'ACT' : 'OBS', item.successor ?? ''],
      ]),
    ),
    plain(
      'ITEM_UOM.csv',
      'ITEM_CODE UOM NUM DEN',
      sold.flatMap((item) => item.uoms.map((unit) => [item.sku, unit.uom, String(unit.numerator), String(unit.denominator)])),
    ),
    plain(
      'COSTS.csv',
      'ITEM_CODE STD_COST PER UOM CUR',
      sold.flatMap(({ sku, cost, baseUom, uoms }) => {
        if (cost === null) return [];
        // of the unit that is just so many base units, where there is one
        const unit = uoms.find((one) => one.numerator === cost.perBase * one.denominator);
        const per = unit === undefined ? [String(cost.perBase), baseUom] : ['1', unit.uom];
        return [[sku, german(amountText(cost.minor, cost.currency)), ...per, cost.currency]];
      }),
    ),
    {
      ...plain('PRICES.xlsx', 'ITEM LIST CUSTOMER RATE PER UOM CUR FROM TO', [], 'RATE'),
      letters: 'xlsx',
      rows: seed.prices.map((price) => [
        ...[price.sku, price.priceList ?? '', price.customer ?? '', Number(amountText(price.minor, price.currency)), price.per, price.uom, price.currency],
        ...[new Date(`${price.validFrom}T00:00:00Z`), price.validTo === '9999-12-31' ? '' : new Date(`${price.validTo}T00:00:00Z`)],
      ]),
    },
  ];
}

function customerFiles(world: ErpWorld): readonly ExportFile[] {
  const { seed } = world;
  const lists = new Map(seed.salesOrgs.map((one) => [one.code, one]));
  return [
    {
      ...plain('CUSTOMERS.txt', 'CUST_NO NAME LOCAL_NAME LANG COMPANY SALES_ORG CHANNEL DIVISION PLIST CUR COUNTRY STATE TIME_ZONE GSTIN BLOCKED PARTIAL', []),
      letters: 'utf-16le',
      separator: '\t',
      rows: seed.customers.map((one) => [
        ...[one.code, one.name, one.localName, one.language, lists.get(one.salesOrg)?.company ?? '', one.salesOrg],
        ...[lists.get(one.salesOrg)?.channel ?? '', lists.get(one.salesOrg)?.division ?? '', one.priceList, one.currency, one.country, one.region],
        ...[zones[one.country] ?? 'UTC', one.taxNumber, one.blocked ? 'X' : '', one.partial === 'whole_order' ? 'C' : 'A'],
      ]),
    },
    plain(
      'SHIP_TO.csv',
      'CUST_NO SITE SITE_NAME CITY STREET DEFAULT',
      seed.customers.flatMap((one) =>
        one.shipTos.map((to) => [one.code, to.code, to.name, to.city, `${to.street}, ${to.postalCode}`, to.isDefault ? 'Y' : 'N']),
      ),
    ),
    plain(
      'CONTACTS.csv',
      'CUST_NO PERSON MOBILE ROLE LANG',
      seed.customers.flatMap((one) => one.contacts.map((who) => [one.code, `${who.firstName} ${who.lastName}`, `+${who.phone}`, who.role, who.language])),
    ),
    plain(
      'CREDIT.csv',
      'CUST_NO CUR LIMIT RECEIVABLES OPEN_ORDERS',
      seed.customers.flatMap((one) => {
        if (one.credit === null) return [];
        const amounts = [one.credit.limitMinor, world.figures.get(`receivables|${one.code}`) ?? 0, openMinor(world, one.code)];
        return [[one.code, one.currency, ...amounts.map((minor) => german(amountText(minor, one.currency)))]];
      }),
      'LIMIT',
    ),
  ];
}

function plantFiles(world: ErpWorld): readonly ExportFile[] {
  const { seed } = world;
  const expiry = new Map(seed.stocks.map((one) => [`${one.sku}|${one.batch}`, one.expiresOn]));
  const marks: Readonly<Record<string, string>> = { free: 'UNR', quality: 'QI', blocked: 'BLK' };
  const stock = [...world.figures].flatMap(([figure, milli]) => {
    const [kind, sku = '', place = '', lot = '', status = ''] = figure.split('|');
    const [plant = '', location = ''] = place.split('/');
    if (kind !== 'stock' || seed.items.find((item) => item.sku === sku)?.type !== 'FERT') return [];
    return [[sku, plant, location, lot, marks[status] ?? '', milliToText(milli), oracleDay(expiry.get(`${sku}|${lot}`) ?? null)]];
  });
  return [
    plain('STOCK.csv', 'ITEM_CODE PLANT LOC BATCH STATUS QTY EXPIRY', stock, 'QTY'),
    plain(
      'BOM.csv',
      'ITEM_CODE PLANT BASE_QTY BASE_UOM SEQ COMPONENT COMP_QTY COMP_UOM',
      seed.boms.flatMap((bom) =>
        bom.items.map((item, index) => [
          ...[bom.sku, bom.plant, milliToText(bom.baseMilli), world.items.get(bom.sku)?.baseUom ?? ''],
          ...[String((index + 1) * 10), item.component, milliToText(item.quantityMilli), item.uom],
        ]),
      ),
    ),
    plain(
      'ROUTING.csv',
      'ITEM_CODE PLANT OP DESCRIPTION CENTRE PER_HOUR UOM SETUP',
      seed.routings.flatMap((routing) =>
        routing.operations.map((one) => [
          routing.sku,
          routing.plant,
          one.operation,
          one.name,
          one.workCentre,
          String(one.perHour),
          one.uom,
          String(one.setupMin),
        ]),
      ),
    ),
    plain(
      'PRODUCTION_ORDERS.csv',
      'JOB ITEM_CODE PLANT QTY DONE UOM START DUE STATE',
      seed.productionOrders.map((one) => [
        ...[one.number, one.sku, one.plant, milliToText(one.baseMilli), milliToText(world.figures.get(`done|${one.number}`) ?? 0)],
        ...[world.items.get(one.sku)?.baseUom ?? '', dotted(one.startOn), dotted(one.dueOn), one.released ? 'RELEASED' : 'PLANNED'],
      ]),
    ),
    plain(
      'PURCHASE_ORDERS.csv',
      'PO VENDOR DATE CUR STATE LINE ITEM_CODE QTY RECEIVED UOM PLACE DUE',
      seed.purchaseOrders.map((one) => [
        ...[one.number, one.supplier, dotted(one.orderedOn), one.currency, one.receivedBaseMilli >= one.baseMilli ? 'CLOSED' : 'OPEN', '10', one.sku],
        ...[milliToText(one.baseMilli), milliToText(one.receivedBaseMilli), world.items.get(one.sku)?.baseUom ?? '', `${one.plant}/${one.location}`],
        dotted(one.dueOn),
      ]),
    ),
  ];
}

function documentFiles(world: ErpWorld): readonly ExportFile[] {
  const orders = [...world.orders.values()];
  const day = (ms: number): string => dotted(new Date(ms).toISOString().slice(0, 10));
  const lines = (order: (typeof orders)[number]) => order.lines.filter((line) => !line.gone);
  return [
    plain(
      'ORDER_HISTORY.csv',
      'ORDER CUST_NO DATE CUR LINE ITEM_CODE QTY UOM NET WORDS',
      orders
        .filter((order) => order.reference === '')
        .flatMap((order) =>
          lines(order).map((line) => [
            ...[order.number, order.customer, day(order.createdMs), order.currency, String(line.line), line.sku, milliToText(line.milli), line.uom],
            ...[german(amountText(line.netMinor, order.currency)), line.words],
          ]),
        ),
    ),
    plain(
      'SALES_ORDERS.csv',
      'ORDER EXT_REF CUST_NO DATE REQUESTED CUR STATE LINE ITEM_CODE QTY DELIVERED UOM NET',
      orders.flatMap((order) => {
        const head = [order.number, order.reference, order.customer, day(order.createdMs), dotted(order.requestedOn || null), order.currency];
        const state = lines(order).length === 0 ? 'CANCELLED' : order.closed ? 'CLOSED' : 'OPEN';
        if (state === 'CANCELLED') return [[...head, state, '', '', '', '', '', '']];
        return lines(order).map((line) => [
          ...[
            ...head,
            state,
            String(line.line),
            line.sku,
            milliToText(line.milli),
            milliToText(world.figures.get(`delivered|${order.number}|${line.line}`) ?? 0),
          ],
          ...[line.uom, german(amountText(line.netMinor, order.currency))],
        ]);
      }),
    ),
    plain(
      'DELIVERIES.csv',
      'DELIVERY CUST_NO SHIPPED STATE LINE ITEM_CODE QTY UOM ORDER ORDER_LINE',
      [...world.documents.values()]
        .filter((one) => one.kind === 'delivery')
        .flatMap((one) => {
          const state = one.reversedBy !== null ? 'CANCELLED' : (world.figures.get(`proven|${one.number}`) ?? 0) > 0 ? 'DELIVERED' : 'SHIPPED';
          return one.lines.map((line) => [
            ...[one.number, one.customer, dotted(one.postedOn), state, String(line.line), line.sku, milliToText(line.milli), line.uom],
            ...[one.order, String(line.line)],
          ]);
        }),
    ),
    plain(
      'INVOICES.csv',
      'INVOICE CUST_NO DATE DUE CUR TOTAL OPEN LINE ITEM_CODE QTY UOM NET ORDER',
      world.seed.invoices.flatMap((one) => {
        const open = Math.max(0, one.openMinor - (world.figures.get(`paid|${one.number}`) ?? 0));
        const amounts = [one.totalMinor, open].map((minor) => german(amountText(minor, one.currency)));
        const head = [one.number, one.customer, dotted(one.issuedOn), dotted(one.dueOn), one.currency, ...amounts];
        const order = one.order === null ? undefined : world.orders.get(one.order);
        if (order === undefined) return [[...head, '', '', '', '', '', '']];
        return order.lines.map((line) => [
          ...[...head, String(line.line), line.sku, milliToText(line.milli), line.uom, german(amountText(line.netMinor, one.currency)), order.number],
        ]);
      }),
    ),
  ];
}

/** All files that the ERP exports, as they are now. */
export const exportFiles = (world: ErpWorld): readonly ExportFile[] => [
  ...companyFiles(world.seed),
  ...itemFiles(world.seed),
  ...customerFiles(world),
  ...plantFiles(world),
  ...documentFiles(world),
];
