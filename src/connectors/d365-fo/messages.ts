import type { V4Error } from '../kit/odata4/answer.ts';
import type { ErpFailure } from '../kit/types.ts';

/** Somebody saved the record since it was read: nothing was done. */
export const changedMeanwhile = 'changed_meanwhile';

const conflictWords = /update conflict|another user.{0,40}(changed|deleting|modified)|record has been (changed|modified)|record has never been selected/i;
const lockedWords = /deadlock|locked by|is in use by|lock request|currently being (processed|updated|edited)/i;
const duplicateWords = /record already exists/i;

/** The part of a message that people can use: what follows `Infolog:`, without the sentences that only say that it failed. */
export function infologOf(message: string): string {
  const [, log] = /Infolog:\s*([\s\S]*)$/.exec(message) ?? [];
  if (log === undefined) return message.trim();
  const sentences = log
    .split(/;\s*(?=(?:Info|Warning|Error):)/)
    .map((one) =>
      one
        .replace(/^(?:Info|Warning|Error):\s*/, '')
        .replace(/\s*\.+\s*$/, '')
        .trim(),
    )
    .filter((one) => one !== '' && !/^Update has been canceled$/i.test(one) && !/^validate(Write|Field|Delete) failed on/i.test(one));
  return sentences.length === 0 ? message.trim() : `${sentences.join('; ')}.`;
}

/** `field 'Customer group'`, `field 'SalesOrderLineV2Entity.ItemNumber'`, `Inventory dimension Site`. */
function fieldIn(message: string): string | null {
  const [, entityField] = /failed on field '(?:\w+\.)?(\w+)'/i.exec(message) ?? [];
  const [, quoted] = /in field '([^']{1,60})'/i.exec(message) ?? [];
  const [, dimension] = /Inventory dimension ([\w ]{1,40}?) is mandatory/i.exec(message) ?? [];
  return entityField ?? quoted ?? dimension ?? null;
}

/** Whether an error says that a row with this key is there already. */
export const isDuplicate = (error: V4Error): boolean => duplicateWords.test(error.inner || error.text);

/**
 * Whether the body is an answer of the business logic, which undoes what it refuses: the ERP sends those with 400 and with 500 alike. A 500
 * without such a body may have come after the commit.
 */
export const isRefusal = (error: V4Error | null): error is V4Error =>
  error !== null && /Infolog:|Write failed|validate(Write|Field|Delete)|failed for table row/i.test(`${error.text} ${error.inner}`);

/** An error by consequence: conflicts and locks are tried later, every other message is a refusal in its own words. */
export function classifyError(error: V4Error): ErpFailure {
  const message = error.inner || error.text;
  if (conflictWords.test(message)) return { kind: 'transient', why: changedMeanwhile };
  if (lockedWords.test(message)) return { kind: 'transient', why: 'locked' };
  return {
    kind: 'rejected',
    code: error.code || 'refused',
    text: infologOf(message) || 'the ERP refused without a message',
    field: fieldIn(message) ?? error.target,
  };
}
