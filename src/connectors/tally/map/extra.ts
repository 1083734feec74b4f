import { sentinelMark } from '../wire/xml-format.ts';
import type { XmlNode, XmlValue } from '../wire/xml-format.ts';

const bookkeeping = new Set(['GUID', 'MASTERID', 'ALTERID', 'NAME', 'LANGUAGENAME.LIST', '#text', '@NAME', '@RESERVEDNAME']);

const isEmpty = (value: XmlValue): boolean => typeof value === 'string' && (value.trim() === '' || value.trim().startsWith(sentinelMark));

/** Fields that we have no word for and that say something: UDF fields, by name or as `UDF_STRING_30`, and standard ones that are filled. */
export const extraOf = (row: XmlNode, known: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([name, value]) => !bookkeeping.has(name) && !known.includes(name) && !isEmpty(value)));
