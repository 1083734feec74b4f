import { childOf, childrenOf, rawTextOf } from '../wire/node.ts';
import { requestOf } from '../wire/templates.ts';
import { parseXml } from '../wire/xml-format.ts';
import type { XmlNode, XmlValue } from '../wire/xml-format.ts';

const voucherTags = new Set([
  ...[
    'DATE',
    'VOUCHERTYPENAME',
    'REFERENCE',
    'PARTYLEDGERNAME',
    'CONSIGNEEMAILINGNAME',
    'BASICPURCHASEORDERNO',
    'NARRATION',
    'LEDGERENTRIES.LIST',
    'LEDGERNAME',
  ],
  ...[
    'ISDEEMEDPOSITIVE',
    'AMOUNT',
    'BILLALLOCATIONS.LIST',
    'NAME',
    'BILLTYPE',
    'ALLINVENTORYENTRIES.LIST',
    'INVENTORYENTRIESIN.LIST',
    'INVENTORYENTRIESOUT.LIST',
  ],
  ...[
    'BASICUSERDESCRIPTION.LIST',
    'BASICUSERDESCRIPTION',
    'STOCKITEMNAME',
    'RATE',
    'ACTUALQTY',
    'BILLEDQTY',
    'BATCHALLOCATIONS.LIST',
    'GODOWNNAME',
    'BATCHNAME',
  ],
  ...['ORDERNO', 'TRACKINGNUMBER', 'ORDERDUEDATE', 'ACCOUNTINGALLOCATIONS.LIST', '@TYPE'],
]);
const voucherAttributes = new Set(['@REMOTEID', '@VCHTYPE', '@ACTION', '@OBJVIEW', '@DATE', '@TAGNAME', '@TAGVALUE']);

const onlyTags = (node: XmlNode, allowed: ReadonlySet<string>): boolean =>
  Object.entries(node).every(
    ([tag, value]) => tag === '#text' || (allowed.has(tag) && each(value).every((one) => typeof one === 'string' || onlyTags(one, allowed))),
  );

const each = (value: XmlValue): readonly (string | XmlNode)[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly (string | XmlNode)[]) : [value as XmlNode];

const keysAre = (node: XmlNode, ...wanted: readonly string[]): boolean =>
  Object.keys(node)
    .filter((key) => key !== '#text')
    .toSorted()
    .join() === wanted.toSorted().join();

/** Create a voucher with our reference, or alter or cancel one by its id. Nothing else: no masters, and nothing is ever deleted. */
function isOurVoucher(voucher: XmlNode): boolean {
  const attributes = Object.entries(voucher).filter(([key]) => key.startsWith('@'));
  const body = Object.fromEntries(Object.entries(voucher).filter(([key]) => !key.startsWith('@')));
  if (!attributes.every(([key, value]) => voucherAttributes.has(key) && typeof value === 'string') || !onlyTags(body, voucherTags)) return false;
  const action = rawTextOf(voucher, '@ACTION');
  if (action === 'Create') return /^[0-9A-Z]{16}$/.test(rawTextOf(voucher, '@REMOTEID')) && rawTextOf(voucher, 'REFERENCE') === rawTextOf(voucher, '@REMOTEID');
  return (action === 'Alter' || action === 'Cancel') && rawTextOf(voucher, '@TAGNAME') === 'MasterID' && /^\d{1,15}$/.test(rawTextOf(voucher, '@TAGVALUE'));
}

function isOurImport(envelope: XmlNode): boolean {
  const [body, message] = [childOf(envelope, 'BODY'), childOf(envelope, 'BODY', 'DATA', 'TALLYMESSAGE')];
  const vouchers = childrenOf(message, 'VOUCHER');
  const [voucher] = vouchers;
  return (
    keysAre(envelope, 'HEADER', 'BODY') &&
    keysAre(body, 'DESC', 'DATA') &&
    keysAre(childOf(body, 'DESC'), 'STATICVARIABLES') &&
    keysAre(childOf(body, 'DESC', 'STATICVARIABLES'), 'SVCURRENTCOMPANY') &&
    keysAre(childOf(body, 'DATA'), 'TALLYMESSAGE') &&
    childrenOf(childOf(body, 'DATA'), 'TALLYMESSAGE').length === 1 &&
    keysAre(message, 'VOUCHER', '@xmlns:UDF') &&
    vouchers.length === 1 &&
    voucher !== undefined &&
    isOurVoucher(voucher)
  );
}

/**
 * Whether a request is one of ours: an export that one of the fixed templates writes to the letter, or an import of one voucher of the kinds that we write.
 * Gives the company that it names; null for everything else. What reaches Tally cannot be more than this, whoever holds the server.
 */
export function allowedCompany(text: string): string | null {
  const envelope = childOf(parseXml(text) ?? {}, 'ENVELOPE');
  const header = childOf(envelope, 'HEADER');
  const desc = childOf(envelope, 'BODY', 'DESC');
  const statics = childOf(desc, 'STATICVARIABLES');
  const company = rawTextOf(statics, 'SVCURRENTCOMPANY');
  const [request, type, id] = [rawTextOf(header, 'TALLYREQUEST'), rawTextOf(header, 'TYPE'), rawTextOf(header, 'ID')];
  if (company === '') return null;
  if (request === 'Import') return type === 'Data' && id === 'Vouchers' && isOurImport(envelope) ? company : null;
  if (request !== 'Export' || type !== 'Collection') return null;
  const formula = rawTextOf(childOf(desc, 'TDL', 'TDLMESSAGE'), 'SYSTEM');
  return requestOf(text, { id, company, formula, from: rawTextOf(statics, 'SVFROMDATE'), to: rawTextOf(statics, 'SVTODATE') }) ? company : null;
}
