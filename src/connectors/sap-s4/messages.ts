import type { ODataError } from '../kit/odata/answer.ts';
import type { ErpFailure } from '../kit/types.ts';

/** SAP says "somebody else is working on it" in several classes; the words are stable in the system's English. */
const lockedWords = /(is currently being|being) processed by|is locked by|currently locked|lock(ed)? (table|object)/i;
const lockedCodes = new Set(['V1/042', 'V1/042E', 'MC/601', 'VL/046']);

/** `V1/384` → `V1`. SAP writes message codes as class/number; OData's own errors have other shapes. */
export const messageClass = (code: string): string => code.split('/')[code.startsWith('/') ? 1 : 0] ?? '';

/**
 * What a refusal (HTTP 4xx with an error body) means. Locked objects pass later; everything else is final:
 * business classes (V1, V4, VB, VP, VKM, M7, NR …) go to the user, /IWBEP/ means that our request was wrong.
 * Neither is ever repeated unchanged.
 */
export function classifyError(error: ODataError): ErpFailure {
  if (lockedCodes.has(error.code) || lockedWords.test(error.text)) return { kind: 'transient', why: 'locked' };
  return { kind: 'rejected', code: error.code || 'no_code', text: error.text.slice(0, 500), field: error.target };
}

/** Message classes in which SAP speaks about the business: a 500 that carries one is a refusal, not an accident. */
const businessClasses = new Set(['V1', 'V2', 'V4', 'VB', 'VK', 'VKM', 'VP', 'VL', 'M3', 'M7', 'RU', 'NR', 'SLS_LO', 'F5', 'UKM_CHECKS']);

/** Whether the code is of a class that only business checks use. */
export const isBusinessError = (error: ODataError): boolean => businessClasses.has(messageClass(error.code));
