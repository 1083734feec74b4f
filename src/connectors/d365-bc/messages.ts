import type { V4Error } from '../kit/odata4/answer.ts';
import type { ErpFailure } from '../kit/types.ts';

/** Somebody saved the record since it was read: nothing was done. */
export const changedMeanwhile = 'changed_meanwhile';

const lockedWords = /locked by another user|being updated in a transaction|lock timeout|another (user|session) (has|is) (locked|modif|updat)/i;
const awayCodes = new Set(['Internal_TenantUnavailable']);
const awayWords = /cannot establish a connection to the SQL Server/i;

/** The message without the id that follows it in every answer. */
export const wordsOf = (text: string): string => text.replace(/\s*CorrelationId:[\s\S]*$/, '').trim();

/** An error of Business Central by consequence, by its code first and its words second. Every other message is a refusal in its own words. */
export function classifyError(error: V4Error): ErpFailure {
  const text = wordsOf(error.text);
  if (error.code === 'Request_EntityChanged') return { kind: 'transient', why: changedMeanwhile };
  if (lockedWords.test(text)) return { kind: 'transient', why: 'locked' };
  if (awayCodes.has(error.code) || awayWords.test(text)) return { kind: 'transient', why: 'database_away' };
  if (/^(Authentication|Authorization)_/.test(error.code)) return { kind: 'unauthorised', text: `the ERP refused our user: ${text}` };
  return { kind: 'rejected', code: error.code || 'Unknown', text: text || `error ${error.code}`, field: fieldIn(text) ?? error.target };
}

/** `The "currencyCode" does not match …`, `The field No. of table …`, `Field 'taxable' must …`, `Control 'x' is read-only` name the field. */
function fieldIn(text: string): string | null {
  const match = /The "(\w+)"|The field (.+?) of table|(?:Field|Control|property) '(\w+)'/.exec(text);
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? null;
}

/** Names are written so that they may be names in metadata: `_x0020_` is a blank, `Non_x002D_Inventory` is Non-Inventory. */
export const memberOf = (value: string): string =>
  value.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16))).trim();
