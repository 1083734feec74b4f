/** What a resource is: attributes, rows, children. Rows are flat; what belongs below is a child resource. */
export type Cell = string | number | boolean | null;
/** One row: attribute name → value. */
export type Row = Readonly<Record<string, Cell>>;

/** One attribute, as describe tells it. */
export interface Attribute {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime';
  readonly maxLength?: number;
  readonly mandatory?: boolean;
  readonly updatable?: boolean;
}

/** A collection below a row. */
export interface Child {
  readonly name: string;
  readonly resource: Resource;
}

/** A resource and where its rows come from. `rows` of a child is given the row above it. */
export interface Resource {
  readonly name: string;
  readonly attributes: readonly Attribute[];
  /** What stands in the address of one row. */
  readonly key: (row: Row) => string;
  readonly rows: (above: Row) => readonly Row[];
  /** One row by its key, where that is faster than looking through all. */
  readonly byKey?: (key: string) => Row | undefined;
  /** Says whether the row was changed: the changeIndicator. */
  readonly version?: (row: Row) => string;
  readonly children?: readonly Child[];
  readonly verbs?: readonly ('get' | 'create' | 'update' | 'delete')[];
  readonly actions?: readonly string[];
}

const of =
  (type: Attribute['type']) =>
  (name: string, more: Partial<Attribute> = {}): Attribute => ({ name, type, ...more });
/** Shorthands for attributes. */
export const text = of('string');
export const integer = of('integer');
export const number = of('number');
export const flag = of('boolean');
export const date = of('date');
export const datetime = of('datetime');

/** A key that nobody can build: what Oracle calls a hash key. */
export const hashKey = (...parts: readonly Cell[]): string => Buffer.from(JSON.stringify(parts)).toString('hex').toUpperCase();

/** A moment as Oracle writes it. */
export const instantText = (ms: number): string => new Date(ms).toISOString().replace('Z', '+00:00');
