import { describe, expect, it } from 'vitest';
import { readSettings } from '../settings.ts';

const read = (flags: Parameters<typeof readSettings>[0] = {}, env: Record<string, string> = {}) => {
  const result = readSettings(flags, env, '/default/state');
  if (!result.ok) throw new Error(String(result.refusal.facts['sentence']));
  return result.value;
};
const sentenceOf = (flags: Parameters<typeof readSettings>[0], env: Record<string, string> = {}) => {
  const result = readSettings(flags, env, '/default/state');
  return result.ok ? null : String(result.refusal.facts['sentence']);
};

describe('settings', () => {
  it('make the demo on this machine when nothing is given', () => {
    expect(read()).toMatchObject({ state: '/default/state', port: 4300, host: '127.0.0.1', demo: true, quietMs: 4000, role: 'all', logTo: 'file' });
  });

  it('make no demo, and a quiet window of 90 seconds, on a database of somebody', () => {
    expect(read({}, { DATABASE_URL: 'postgresql://me@db.example/k' })).toMatchObject({ demo: false, quietMs: 90_000, logTo: 'stdout' });
    expect(read({ demo: 'true' }, { DATABASE_URL: 'postgresql://me@db.example/k' })).toMatchObject({ demo: true, quietMs: 4000 });
  });

  it('take a flag before the environment, and an empty variable for none', () => {
    expect(read({ port: '5000' }, { KARKHANA_PORT: '6000', KARKHANA_HOST: '' })).toMatchObject({ port: 5000, host: '127.0.0.1' });
    expect(read({}, { KARKHANA_QUIET_SECONDS: '2.5' }).quietMs).toBe(2500);
  });

  it('take a database behind a socket', () => {
    expect(read({}, { DATABASE_URL: 'postgresql://k:p@/postgres?host=%2Frun%2Fpg' }).databaseUrl).toContain('host=');
  });

  it('say in one line which setting cannot be used and what it is for', () => {
    expect(sentenceOf({ port: 'http' })).toMatch(/^--port "http" cannot be used: .*Port of the web/);
    expect(sentenceOf({}, { KARKHANA_ROLE: 'boss' })).toMatch(/^KARKHANA_ROLE cannot be used: .*web, worker, or all/);
    expect(sentenceOf({ port: '70000' })).not.toContain('\n');
  });

  it('never repeat the value of a variable, which may be a secret', () => {
    expect(sentenceOf({}, { KARKHANA_SECRET: 'too-short-secret' })).not.toContain('too-short-secret');
    expect(sentenceOf({}, { DATABASE_URL: 'mysql://me:hunter22@db/k' })).not.toContain('hunter22');
  });
});
