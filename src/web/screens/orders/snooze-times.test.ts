import { describe, expect, it } from 'vitest';
import { snoozeUntil } from './snooze-times.ts';

const local = (text: string | null): string => {
  const at = new Date(text ?? '');
  return `${at.getDay()} ${at.getDate()} ${at.getHours()}:${at.getMinutes()}`;
};

describe('the times of a snooze', () => {
  const tuesday = new Date(2026, 10, 17, 16, 20);
  it('are in the clerk’s own zone, and never in the past', () => {
    expect(snoozeUntil('change', tuesday)).toBeNull();
    expect(local(snoozeUntil('hour', tuesday))).toBe('2 17 17:20');
    expect(local(snoozeUntil('afternoon', tuesday))).toBe('3 18 15:0');
    expect(local(snoozeUntil('afternoon', new Date(2026, 10, 17, 9, 0)))).toBe('2 17 15:0');
    expect(local(snoozeUntil('tomorrow', tuesday))).toBe('3 18 9:0');
    expect(local(snoozeUntil('monday', tuesday))).toBe('1 23 9:0');
    expect(local(snoozeUntil('monday', new Date(2026, 10, 23, 8, 0)))).toBe('1 30 9:0');
  });
});
