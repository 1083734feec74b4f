/** The times to which an order can be put to sleep with one key, in the clerk's own zone. */
export const snoozeChoices = ['change', 'hour', 'afternoon', 'tomorrow', 'monday'] as const;
export type SnoozeChoice = (typeof snoozeChoices)[number];

/** The moment of a choice, as told to the server; null: until something changes. The afternoon that is over is tomorrow's. */
export function snoozeUntil(choice: SnoozeChoice, now: Date): string | null {
  if (choice === 'change') return null;
  const at = new Date(now);
  if (choice === 'hour') at.setHours(at.getHours() + 1);
  if (choice === 'afternoon') at.setHours(15, 0, 0, 0);
  if (choice === 'afternoon' && at <= now) at.setDate(at.getDate() + 1);
  if (choice === 'tomorrow') at.setDate(at.getDate() + 1);
  if (choice === 'monday') at.setDate(at.getDate() + ((8 - at.getDay()) % 7 || 7));
  if (choice === 'tomorrow' || choice === 'monday') at.setHours(9, 0, 0, 0);
  return at.toISOString();
}
