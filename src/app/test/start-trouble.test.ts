import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createClosing } from '../closing.ts';
import { keptSecret } from '../kept-file.ts';
import { announce, readRunning } from '../running.ts';
import type { Running } from '../running.ts';
import { placeOf, sentenceOf, Trouble } from '../start-trouble.ts';

const url = 'postgresql://me:hunter22@db.example:5433/k';
const failed = (code: string) => Object.assign(new Error('low-level words'), { code });

describe('what the terminal says when a start fails', () => {
  it.each([
    ['28P01', /refuses the user or password/],
    ['3D000', /does not exist/],
    ['ECONNREFUSED', /db\.example:5433 does not answer \(ECONNREFUSED\)/],
  ])('is one sentence for %s, with the place and without the password', (code, expected) => {
    const sentence = sentenceOf(failed(code), url);
    expect(sentence).toMatch(expected);
    expect(sentence).not.toMatch(/hunter22|\n/);
  });

  it('is the sentence itself for a trouble of ours, and none for a bug', () => {
    expect(sentenceOf(new Trouble('Choose another.'), undefined)).toBe('Choose another.');
    expect(sentenceOf(new TypeError('x is undefined'), undefined)).toBeNull();
  });

  it('names the place of a database without user and password', () => {
    expect(placeOf(url)).toBe('db.example:5433');
    expect(placeOf('postgresql://k:p@/postgres?host=%2Frun')).toBe('the local socket');
  });
});

const folders: string[] = [];
const folder = () => {
  folders.push(mkdtempSync(path.join(tmpdir(), 'karkhana-app-')));
  return folders.at(-1) ?? '';
};
afterEach(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true });
});

describe('what is kept in the state folder', () => {
  it('keeps a secret between starts, readable by its owner only', () => {
    const state = folder();
    const made = keptSecret(state, 'session');
    expect(made.length).toBeGreaterThanOrEqual(32);
    expect(keptSecret(state, 'session')).toBe(made);
    expect(keptSecret(state, 'other')).not.toBe(made);
    expect(statSync(path.join(state, 'session.secret')).mode & 0o777).toBe(0o600);
  });

  it('says what runs, to its owner only, and only while it runs', () => {
    const state = folder();
    const running = { pid: process.pid, state, web: { url: 'http://127.0.0.1:4300' } } as Running;
    expect(readRunning(state)).toBeNull();
    const takeBack = announce(running);
    expect(readRunning(state)).toEqual(running);
    expect(statSync(path.join(state, 'running.json')).mode & 0o777).toBe(0o600);
    takeBack();
    expect(readRunning(state)).toBeNull();
  });

  it('does not take what a killed process left behind for a running one', () => {
    const state = folder();
    announce({ pid: 2 ** 22 + 1, state } as Running);
    expect(readRunning(state)).toBeNull();
  });
});

describe('closing', () => {
  it('closes the newest first, goes on after a part that fails or hangs, and only once', async () => {
    const order: string[] = [];
    const closing = createClosing(50);
    closing.add('database', () => void order.push('database'));
    closing.add('hanging', () => new Promise(() => undefined));
    closing.add('failing', () => Promise.reject(new Error('no')));
    closing.add('web', async () => void order.push('web'));
    await Promise.all([closing.run(), closing.run()]);
    expect(order).toEqual(['web', 'database']);
  });
});
