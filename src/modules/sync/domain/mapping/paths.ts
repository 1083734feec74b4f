/** Walking through records by names joined with dots; lists on the way are walked through. */

/** A value, and where exactly it is: places in lists are numbers (`lines.0.place`). */
export interface Placed {
  readonly path: string;
  readonly value: unknown;
}

const isRow = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const join = (at: string, name: string | number): string => (at === '' ? String(name) : `${at}.${name}`);

/** All values at a path, in order; what is not there is not among them. */
export function valuesAt(data: unknown, path: string): readonly Placed[] {
  return path
    .split('.')
    .reduce<readonly Placed[]>((found, name) => found.flatMap(({ path: at, value }) => step(spread(value, at), name)), [{ path: '', value: data }]);
}

const spread = (value: unknown, at: string): readonly Placed[] =>
  Array.isArray(value) ? value.map((one: unknown, index) => ({ path: join(at, index), value: one })) : [{ path: at, value }];

const step = (from: readonly Placed[], name: string): readonly Placed[] =>
  from.flatMap(({ path, value }) => (isRow(value) && name in value ? [{ path: join(path, name), value: value[name] }] : []));

/** A copy in which every value at the path is what `change` makes of it. */
export function changeAt(data: unknown, path: string, change: (value: unknown) => unknown): unknown {
  const dot = path.indexOf('.');
  const [name, rest] = dot < 0 ? [path, ''] : [path.slice(0, dot), path.slice(dot + 1)];
  if (Array.isArray(data)) return data.map((one: unknown) => changeAt(one, path, change));
  if (!isRow(data) || !(name in data)) return data;
  return { ...data, [name]: rest === '' ? change(data[name]) : changeAt(data[name], rest, change) };
}

/** A copy with `value` at a path without lists; objects on the way are made where they are missing. */
export function setAt(data: unknown, path: string, value: unknown): unknown {
  const dot = path.indexOf('.');
  const row = isRow(data) ? data : {};
  if (dot < 0) return { ...row, [path]: value };
  const name = path.slice(0, dot);
  return { ...row, [name]: setAt(row[name], path.slice(dot + 1), value) };
}

/** A copy in which each object is what `change` makes of it, the inner ones first. */
export function changeRows(data: unknown, change: (row: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(data)) return data.map((one: unknown) => changeRows(one, change));
  if (!isRow(data)) return data;
  return change(Object.fromEntries(Object.entries(data).map(([name, value]) => [name, changeRows(value, change)])));
}

/** Every value that is no list or object, with where it is. */
export function leavesOf(data: unknown, at = ''): readonly Placed[] {
  if (Array.isArray(data)) return data.flatMap((one: unknown, index) => leavesOf(one, join(at, index)));
  if (isRow(data)) return Object.entries(data).flatMap(([name, value]) => leavesOf(value, join(at, name)));
  return [{ path: at, value: data }];
}
