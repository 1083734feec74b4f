import type { V4Error } from '../kit/odata4/answer.ts';
import type { ErpFailure } from '../kit/types.ts';

/** Codes by which Business One says that somebody else has the record, by integrators' reports. */
const lockedCodes = new Set(['-2038', '-1102']);
const modifiedCodes = new Set(['-2039']);
const lockedWords = /locked by another user|record (is )?locked|is being (processed|updated) by/i;
const modifiedWords = /another user( or another operation)? modified|modified by another user/i;
const licenceWords = /licen[sc]e/i;

/** Somebody saved the record since it was read: nothing was done. */
export const changedMeanwhile = 'changed_meanwhile';

/** An error of the Service Layer by consequence: locked and changed records are tried later, every other message is a refusal in its own words. */
export function classifyError(error: V4Error): ErpFailure {
  if (modifiedCodes.has(error.code) || modifiedWords.test(error.text)) return { kind: 'transient', why: changedMeanwhile };
  if (lockedCodes.has(error.code) || lockedWords.test(error.text)) return { kind: 'transient', why: 'locked' };
  return { kind: 'rejected', code: error.code, text: error.text || `error ${error.code}`, field: fieldIn(error.text) ?? error.target };
}

/** `[ORDR.CardCode][line: 1]` or `[CardCode]` at the end of a message names the field. */
function fieldIn(text: string): string | null {
  const [, field = '', line] = /\[(?:\w+\.)?(\w+)\](?:\[line: (\d+)\])?\s*$/.exec(text) ?? [];
  return field === '' ? null : line === undefined ? field : `${field} ${line}`;
}

/** Why a log-on was refused: all sessions of the licence are in use (later), or the user is wrong. */
export function loginFailure(error: V4Error | null, status: number): ErpFailure {
  if (error && licenceWords.test(error.text)) return { kind: 'throttled', afterMs: 60_000 };
  return { kind: 'unauthorised', text: error?.text ? `the ERP refused our user: ${error.text}` : `the ERP refused our user (${status})` };
}
