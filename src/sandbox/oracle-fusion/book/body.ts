import { OracleError, refuse } from '../errors.ts';
import type { Attribute } from '../rest/resource.ts';

/** A JSON object of a request. */
export type Body = Readonly<Record<string, unknown>>;

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The body as an object. Throws as Oracle does for what is none. */
export function bodyOf(json: unknown): Body {
  if (!isBody(json)) throw new OracleError(400, '27019', 'The request payload is not a JSON object.');
  return json;
}

/** A text field; empty when absent or null. Numbers are not texts. Throws for other types. */
export function textIn(body: Body, name: string): string {
  const value = body[name];
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw refuse(
    'JBO-25009',
    `JBO-25009: Cannot create an object of type java.lang.String from type ${typeof value} with value "${JSON.stringify(value)}".`,
    name,
  );
}

/** A number field in thousandths; null when absent. Throws when it is no number or finer than thousandths. */
export function milliIn(body: Body, name: string): number | null {
  const value = body[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number')
    throw refuse(
      'JBO-25009',
      `JBO-25009: Cannot create an object of type java.math.BigDecimal from type java.lang.String with value "${String(value)}".`,
      name,
    );
  const milli = Math.round(value * 1000);
  if (Math.abs(milli / 1000 - value) > 1e-9 || !Number.isSafeInteger(milli))
    throw refuse('INV-QTY', `The quantity ${value} has more digits than the unit of measure allows.`, name);
  return milli;
}

/** Objects of an array field. */
export function listIn(body: Body, name: string): readonly Body[] {
  const value = body[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw refuse('27019', `The value of ${name} is not an array.`, name);
  return value.map(bodyOf);
}

/** The day of a date or moment; null when absent. */
export function dayIn(body: Body, name: string): string | null {
  const text = textIn(body, name);
  if (text === '') return null;
  const day = /^(\d{4}-\d\d-\d\d)(?:T.*)?$/.exec(text)?.[1];
  if (day === undefined || Number.isNaN(Date.parse(text)))
    throw refuse('JBO-25009', `JBO-25009: Cannot create an object of type java.sql.Timestamp from type java.lang.String with value "${text}".`, name);
  return day;
}

/** Throws when a field is not among the attributes or children, must be there and is not, or is too long. */
export function checkFields(body: Body, attributes: readonly Attribute[], children: readonly string[], path = ''): void {
  for (const [name, value] of Object.entries(body)) {
    const attribute = attributes.find((one) => one.name === name);
    if (!attribute && !children.includes(name)) throw refuse('27023', `The attribute ${name} isn't valid for this resource.`, `${path}/${name}`);
    if (attribute?.maxLength !== undefined && typeof value === 'string' && value.length > attribute.maxLength)
      throw refuse('JBO-27023', `JBO-27023: Attribute ${name} is too long: ${value.length} of ${attribute.maxLength} characters.`, `${path}/${name}`);
  }
}

/** Throws when one of the fields is missing or empty. */
export function checkMandatory(body: Body, names: readonly string[], path = ''): void {
  for (const name of names)
    if (body[name] === undefined || body[name] === null || body[name] === '')
      throw refuse('JBO-27014', `JBO-27014: Attribute ${name} is required.`, `${path}/${name}`);
}
