import { element, escapeXml } from './xml-format.ts';

/**
 * Every request that is ever sent to Tally, as fixed and tested texts. What varies is a company name, days, whole numbers and our own 16-character
 * references; nothing that a person typed becomes a formula. (Tally answers some requests that it does not like with a dialog that nobody sees.)
 */
interface Template {
  readonly type: string;
  readonly fetch: readonly string[];
  /** A group whose members are wanted, sub-groups too. */
  readonly childOf?: string;
  /** Reserved voucher type whose vouchers, and those of types derived from it, are wanted. */
  readonly vouchers?: string;
  /** What the window is over; default the object itself. */
  readonly idOf?: string;
}

const head = ['Guid', 'MasterId', 'AlterId', 'Name'];
const item = [...head, 'OnlyAlias', 'Parent', 'BaseUnits', 'AdditionalUnits', 'Conversion', 'Denominator'];
const ledger = [...head, 'OnlyAlias', 'Parent'];
const debtors = '$$GroupSundryDebtors';
const voucherHead = ['Guid', 'MasterId', 'AlterId', 'Date', 'VoucherTypeName', 'VoucherNumber', 'Reference', 'Narration', 'PartyLedgerName', 'IsCancelled'];
const voucher = [
  ...voucherHead,
  'IsOptional',
  'ConsigneeMailingName',
  'BasicPurchaseOrderNo',
  'AllLedgerEntries',
  'AllInventoryEntries',
  'InventoryEntriesIn',
  'InventoryEntriesOut',
];

const templates = {
  company: { type: 'Company', fetch: ['Guid', 'Name', 'StartingFrom', 'BooksFrom', 'AltMstId', 'AltVchId'] },
  units: { type: 'Unit', fetch: ['Guid', 'MasterId', 'AlterId', 'Name', 'IsSimpleUnit', 'BaseUnits', 'AdditionalUnits', 'Conversion', 'DecimalPlaces'] },
  godowns: { type: 'Godown', fetch: [...head, 'Parent'] },
  ledgers: { type: 'Ledger', fetch: [...head, 'Parent'] },
  voucherTypes: { type: 'VoucherType', fetch: [...head, 'Parent', 'NumberingMethod'] },
  items: { type: 'StockItem', fetch: [...item, 'Category', 'PartNo', 'Description', 'LanguageName'] },
  itemBook: { type: 'StockItem', fetch: item },
  itemKeys: { type: 'StockItem', fetch: ['Guid', 'MasterId'] },
  itemPrices: { type: 'StockItem', fetch: [...item, 'FullPriceList', 'StandardPriceList'] },
  itemCosts: { type: 'StockItem', fetch: [...item, 'StandardCostList', 'ClosingRate'] },
  itemBoms: { type: 'StockItem', fetch: [...item, 'MultiComponentList'] },
  stock: { type: 'Batch', fetch: ['Name', 'Parent', 'GodownName', 'ClosingBalance', 'MfdOn', 'ExpiryPeriod'], idOf: '$MasterId:StockItem:$Parent' },
  customers: {
    type: 'Ledger',
    childOf: debtors,
    fetch: [
      ...ledger,
      'MailingName',
      'Address',
      'LedStateName',
      'CountryName',
      'PinCode',
      'LedgerMobile',
      'LedgerCountryISDCode',
      'LedgerContact',
      'PartyGSTIN',
      'PriceLevel',
      'LanguageName',
      'LedMultiAddressList',
      'ContactDetails',
    ],
  },
  customerBook: { type: 'Ledger', childOf: debtors, fetch: [...ledger, 'PriceLevel'] },
  customerKeys: { type: 'Ledger', childOf: debtors, fetch: ['Guid', 'MasterId'] },
  credit: { type: 'Ledger', childOf: debtors, fetch: [...ledger, 'CreditLimit', 'ClosingBalance'] },
  bills: { type: 'Bills', fetch: ['Name', 'Parent', 'BillDate', 'BillDueDate', 'ClosingBalance'] },
  vouchers: { type: 'Voucher', fetch: voucher },
  voucherProof: { type: 'Voucher', fetch: ['Guid', 'MasterId'] },
  orders: { type: 'Voucher', vouchers: 'Sales Order', fetch: voucher },
  deliveries: { type: 'Voucher', vouchers: 'Delivery Note', fetch: voucher },
  invoices: { type: 'Voucher', vouchers: 'Sales', fetch: voucher },
  purchases: { type: 'Voucher', vouchers: 'Purchase Order', fetch: voucher },
  receipts: { type: 'Voucher', vouchers: 'Receipt Note', fetch: voucher },
  stockJournals: { type: 'Voucher', vouchers: 'Stock Journal', fetch: voucher },
  manufacturing: { type: 'Voucher', vouchers: 'Manufacturing Journal', fetch: voucher },
  payments: { type: 'Voucher', vouchers: 'Receipt', fetch: voucher },
} as const satisfies Readonly<Record<string, Template>>;

/** The name of a fixed request. */
export type TemplateName = keyof typeof templates;

/** Which objects are wanted. A window is behind `after` up to `upTo` (null: no end) of ids (`master`) or of changes (`alter`). */
export type Wanted =
  | { readonly by: 'all' }
  | { readonly by: 'master' | 'alter'; readonly after: number; readonly upTo: number | null }
  | { readonly by: 'id'; readonly id: number }
  | { readonly by: 'reference'; readonly reference: string };

/** One export. Days bound vouchers; masters have none. */
export interface ExportRequest {
  readonly name: TemplateName;
  readonly company: string;
  readonly wanted: Wanted;
  readonly period: { readonly from: string; readonly to: string } | null;
}

const referencePattern = /^[0-9A-Z]{16}$/;

/** Whether the values are of the only kinds that may stand in a formula. */
export function isSound({ wanted }: ExportRequest): boolean {
  const whole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
  switch (wanted.by) {
    case 'all':
      return true;
    case 'id':
      return whole(wanted.id);
    case 'reference':
      return referencePattern.test(wanted.reference);
    default:
      return whole(wanted.after) && (wanted.upTo === null || whole(wanted.upTo));
  }
}

const compact = (day: string): string => day.replaceAll('-', '');

function formulaOf(template: Template, wanted: Wanted): string {
  const id = wanted.by === 'alter' ? '$AlterId' : (template.idOf ?? '$MasterId');
  const window =
    wanted.by === 'all'
      ? []
      : wanted.by === 'id'
        ? [`${id} = ${wanted.id}`]
        : wanted.by === 'reference'
          ? [`$Reference = "${wanted.reference}"`]
          : [`${id} > ${wanted.after}`, ...(wanted.upTo === null ? [] : [`${id} <= ${wanted.upTo}`])];
  const own = template.type === 'Company' ? ['$Name = ##SVCurrentCompany'] : [];
  const kind = template.vouchers === undefined ? [] : [`$Parent:VoucherType:$VoucherTypeName = "${template.vouchers}"`];
  // the window first: what it leaves out need not be looked at further
  return [...own, ...window, ...kind].join(' AND ');
}

/** The XML of an export. Throws for values that no formula may hold: they cannot come from outside. */
export function exportXml(request: ExportRequest): string {
  if (!isSound(request)) throw new Error(`no request of ours: ${request.name}`);
  const template: Template = templates[request.name];
  const id = `Karkhana ${request.name}`;
  const formula = formulaOf(template, request.wanted);
  const period = request.period
    ? `<SVFROMDATE TYPE="Date">${compact(request.period.from)}</SVFROMDATE><SVTODATE TYPE="Date">${compact(request.period.to)}</SVTODATE>`
    : '';
  const statics = `<STATICVARIABLES><SVEXPORTFORMAT>$$SysName:XML</SVEXPORTFORMAT>${element('SVCURRENTCOMPANY', request.company)}${period}</STATICVARIABLES>`;
  const childOf = template.childOf === undefined ? '' : `<CHILDOF>${template.childOf}</CHILDOF><BELONGSTO>Yes</BELONGSTO>`;
  const filter = formula === '' ? '' : '<FILTER>KarkhanaWanted</FILTER>';
  const system = formula === '' ? '' : `<SYSTEM TYPE="Formulae" NAME="KarkhanaWanted">${escapeXml(formula)}</SYSTEM>`;
  const collection = `<COLLECTION NAME="${id}" ISMODIFY="No"><TYPE>${template.type}</TYPE>${childOf}<FETCH>${template.fetch.join(',')}</FETCH>${filter}</COLLECTION>`;
  return (
    `<ENVELOPE><HEADER><VERSION>1</VERSION><TALLYREQUEST>Export</TALLYREQUEST><TYPE>Collection</TYPE><ID>${id}</ID></HEADER>` +
    `<BODY><DESC>${statics}<TDL><TDLMESSAGE>${collection}${system}</TDLMESSAGE></TDL></DESC></BODY></ENVELOPE>`
  );
}

/** The XML of an import of one voucher that `voucherXml` wrote. */
export const importXml = (company: string, voucherElement: string): string =>
  `<ENVELOPE><HEADER><VERSION>1</VERSION><TALLYREQUEST>Import</TALLYREQUEST><TYPE>Data</TYPE><ID>Vouchers</ID></HEADER>` +
  `<BODY><DESC><STATICVARIABLES>${element('SVCURRENTCOMPANY', company)}</STATICVARIABLES></DESC>` +
  `<DATA><TALLYMESSAGE xmlns:UDF="TallyUDF">${voucherElement}</TALLYMESSAGE></DATA></BODY></ENVELOPE>`;

/** The element that each object of a template comes as. */
export const rowElement = (name: TemplateName): string => (templates[name].type === 'Bills' ? 'BILL' : templates[name].type.toUpperCase());

const isTemplate = (name: string): name is TemplateName => Object.hasOwn(templates, name);

const wantedPattern = /^(\$AlterId|\$MasterId|\$MasterId:StockItem:\$Parent) (>|=) (\d{1,15})(?: AND \1 <= (\d{1,15}))?(?: AND |$)/;

function wantedOf(formula: string): Wanted | null {
  const reference = /^\$Reference = "([0-9A-Z]{16})"/.exec(formula)?.[1];
  if (reference !== undefined) return { by: 'reference', reference };
  const match = wantedPattern.exec(formula);
  if (!match) return { by: 'all' };
  if (match[2] === '=') return { by: 'id', id: Number(match[3]) };
  return { by: match[1] === '$AlterId' ? 'alter' : 'master', after: Number(match[3]), upTo: match[4] === undefined ? null : Number(match[4]) };
}

/**
 * The request that an export is, when one of our templates with these values is exactly these characters; else null.
 * `text` is what was sent; `id`, `company`, `formula`, `from`, `to` are what its XML says.
 */
export function requestOf(
  text: string,
  said: { readonly id: string; readonly company: string; readonly formula: string; readonly from: string; readonly to: string },
): ExportRequest | null {
  const name = said.id.replace(/^Karkhana /, '');
  const wanted = wantedOf(said.formula);
  if (!isTemplate(name) || wanted === null) return null;
  const day = (digits: string): string => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  const period = /^\d{8}$/.test(said.from) && /^\d{8}$/.test(said.to) ? { from: day(said.from), to: day(said.to) } : null;
  const request: ExportRequest = { name, company: said.company, wanted, period };
  return isSound(request) && exportXml(request) === text ? request : null;
}
