/** The people who may see floors, costs and margins wherever they are shown. */
const seers: ReadonlySet<string> = new Set(['sales_head', 'owner', 'finance']);

/** Whether somebody with these roles may see floors, costs and margins. */
export const seesMargins = (roles: readonly string[]): boolean => roles.some((role) => seers.has(role));

const tells = /^(floor|cost|margin)|(Floor|Cost|Margin)/;

/**
 * The same value with every fact that tells a floor, a cost or a margin set to null, however deep it lies. Facts are told by their
 * names (`floorMinor`, `costAsOf`, `marginAskBp`, …); what was decided and by which rule is no such fact.
 */
export function withoutMargins<T>(value: T): T {
  return hidden(value) as T;
}

function hidden(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hidden);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, tells.test(name) ? null : hidden(each)]));
}
