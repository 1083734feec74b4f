import { describe, expect, it } from 'vitest';
import { addMs, type Instant } from '../../../kernel/time.ts';
import { planSend, windowAt } from './window.ts';

const now = '2026-11-22T10:00:00.000Z' as Instant;
const hour = 3_600_000;
const plan = (agoMs: number | null, template: string | null = 'template') =>
  planSend({ lastInboundAt: agoMs === null ? null : addMs(now, -agoMs), now, body: 'words', template });

describe('the 24-hour window', () => {
  it('is open for free text after a message of the person', () => {
    expect(plan(0)).toEqual({ ok: true, value: { use: 'body', body: 'words' } });
    expect(plan(23 * hour)).toMatchObject({ value: { use: 'body' } });
  });

  it('counts as closed in its last minute, so that nothing arrives too late', () => {
    expect(windowAt(addMs(now, -(24 * hour - 60_001)), now)).toBe('open');
    expect(windowAt(addMs(now, -(24 * hour - 60_000)), now)).toBe('template_only');
    expect(windowAt(addMs(now, -24 * hour), now)).toBe('template_only');
  });

  it('when closed leaves the template, and without one refuses', () => {
    expect(plan(25 * hour)).toEqual({ ok: true, value: { use: 'template', template: 'template' } });
    expect(plan(null)).toEqual({ ok: true, value: { use: 'template', template: 'template' } });
    expect(plan(25 * hour, null)).toMatchObject({ ok: false, refusal: { code: 'outside_window' } });
  });

  it('is open when the clock of the provider is ahead of ours', () => {
    expect(windowAt(addMs(now, 5_000), now)).toBe('open');
  });
});
