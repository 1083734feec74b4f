import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { llmOf } from '../llm.ts';
import { readOwnReading } from '../open-reading.ts';
import { readSettings, type Settings } from '../settings.ts';

const settingsOf = (env: Record<string, string>): Settings => {
  const read = readSettings({}, env, '/state');
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value;
};

describe('the language model in the settings', () => {
  it('is off unless it is named', () => {
    expect(llmOf(settingsOf({}))).toBeNull();
  });

  it.each([
    [{ KARKHANA_LLM_MODEL: 'm' }, /KARKHANA_LLM_PROVIDER/],
    [{ KARKHANA_LLM_KEY: 'secret-key' }, /KARKHANA_LLM_PROVIDER/],
    [{ KARKHANA_LLM_PROVIDER: 'openai', KARKHANA_LLM_KEY: 'secret-key' }, /KARKHANA_LLM_MODEL/],
    [{ KARKHANA_LLM_PROVIDER: 'anthropic', KARKHANA_LLM_MODEL: 'm' }, /KARKHANA_LLM_KEY/],
  ])('given in part it is told, without the key: %j', (env, sentence) => {
    expect(() => llmOf(settingsOf(env))).toThrow(sentence);
    expect(() => llmOf(settingsOf(env))).not.toThrow(/secret-key/);
  });

  it('a model on our own machine needs no key', () => {
    expect(llmOf(settingsOf({ KARKHANA_LLM_PROVIDER: 'ollama', KARKHANA_LLM_MODEL: 'llama3.1' }))).toMatchObject({ kind: 'ollama', model: 'llama3.1' });
  });
});

describe('a folder of word lists', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'words-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));
  const file = (name: string, text: string): void => writeFileSync(path.join(dir, name), text);
  const read = (): unknown => readOwnReading(settingsOf({ KARKHANA_LEXICON_DIR: dir })).installed;

  it('is read as one', () => {
    file('fillers.json', '["bhaiya"]');
    file('our-items.json', '[["haldi", "manjal"]]');
    file('units.json', '{"case": ["petti"]}');
    file('readme.txt', 'not a list');
    expect(read()).toMatchObject({ fillers: ['bhaiya'], sameThing: [['haldi', 'manjal']], units: { case: ['petti'] } });
  });

  it.each([
    ['fillers.json', '["ok", 5]', /fillers\.json has an entry .*entry 2/],
    ['units.json', '{"Case 9": ["x"]}', /units\.json has a line whose meaning .*"Case 9"/],
    ['our-items.json', '[["alone"]]', /our-items\.json has a line .*line 1/],
    ['hi.json', '{"num": ["do"', /hi\.json cannot be read/],
  ])('a mistake in %s ends the start with its place', (name, text, sentence) => {
    file(name, text);
    expect(read).toThrow(sentence);
  });

  it('a folder that is not there is told', () => {
    rmSync(dir, { recursive: true });
    expect(read).toThrow(/KARKHANA_LEXICON_DIR/);
    dir = mkdtempSync(path.join(tmpdir(), 'words-'));
  });
});
