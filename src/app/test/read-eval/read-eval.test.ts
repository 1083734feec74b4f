import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../cli.ts';
import { readEval } from '../../read-eval/read-eval.ts';
import { filesOf, folderWith, meruCandles, message, type Files } from './meru-candles.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((dir) => rmSync(dir, { recursive: true, force: true })));

function run(files: Readonly<Record<string, string | null>>, options: { learning?: boolean; json?: boolean; out?: string; data?: string } = {}) {
  const dir = folderWith(files);
  folders.push(dir);
  const said: string[] = [];
  const complained: string[] = [];
  const out = path.join(dir, options.out ?? 'predictions.jsonl');
  const code = readEval(
    { kind: 'read_eval', data: path.join(dir, options.data ?? 'data'), out, learning: options.learning ?? true, json: options.json ?? false },
    { say: (line) => said.push(line), complain: (line) => complained.push(line) },
  );
  const predictions =
    existsSync(out) && code === 0
      ? readFileSync(out, 'utf8')
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as Record<string, unknown>)
      : [];
  return { code, said: said.join('\n'), complained: complained.join('\n'), predictions, dir };
}

const meru = (): Files => filesOf(meruCandles());

/** One evaluation with everything learnt, for all who look at it: fitting takes a second. */
let wholeRun: ReturnType<typeof run> | null = null;
const whole = (): ReturnType<typeof run> => (wholeRun ??= run(meru(), { json: true }));

describe('karkhana read eval', () => {
  it('writes one prediction a conversation, in the order of the messages', () => {
    const { code, predictions } = whole();
    expect(code).toBe(0);
    expect(predictions.map((one) => one['id'])).toEqual(['C1', 'C2', 'C3', 'C4']);
    expect(predictions[0]).toEqual({
      id: 'C1',
      intent: 'order',
      disposition: 'auto',
      lines: [{ sku: 'PIL-WH', qty: 4, uom: 'box', p: expect.any(Number), decision: 'auto', span: 'mota safed 4 box' }],
      clarify_about: [],
      ms: expect.any(Number),
    });
    expect(predictions[2]).toMatchObject({ refers_to: 'last_order', lines: [{ sku: 'PIL-WH', qty: 5, uom: 'box' }] });
    expect(predictions[3]).toMatchObject({ intent: 'chitchat', disposition: 'human', lines: [] });
  });

  it('prints the measures as one JSON object, and nothing else, for scripts', () => {
    const { said, complained } = whole();
    expect(JSON.parse(said)).toMatchObject({
      conversations: 4,
      labelled: 4,
      clerkLines: 3,
      lineAutoRate: 1,
      wrongAuto: 0,
      wrongAutoRate: 0,
      lineF1: 1,
      orderExact: 1,
      dispositionAccuracy: 1,
      intentAccuracy: 1,
      nonOrdersBooked: 0,
      dateAccuracy: null,
      learning: true,
    });
    for (const name of ['wrongAutoUpper95', 'calibrationError', 'msLineP50', 'msLineP95', 'trainingSeconds']) expect(JSON.parse(said)).toHaveProperty(name);
    expect(said).not.toContain('\n');
    expect(complained).toContain('4 items, 2 customers, 4 past lines');
  });

  it('prints a table for a person', () => {
    const { said } = run(meru(), { learning: false });
    expect(said).toMatch(/of these booked unasked and right +66\.7 %/);
    expect(said).toMatch(/wrong rate is below \(95 % sure\) +77\.6 %/);
  });

  it('knows a customer’s own word from history, and does not with --no-learning', () => {
    expect(whole().predictions[0]).toMatchObject({ disposition: 'auto' });
    const { predictions, said } = run(meru(), { learning: false });
    expect(predictions[0]).not.toMatchObject({ disposition: 'auto' });
    expect(predictions[2]).toMatchObject({ refers_to: 'last_order', lines: [{ sku: 'PIL-WH', qty: 5 }] });
    expect(said).toContain('nothing learnt from history');
  });

  it('only predicts where nothing is labelled', () => {
    const company = meruCandles();
    const unlabelled = filesOf({ ...company, messages: [message('C1', 'mota safed 4 box'), message('C2', 'hello', undefined, null)] });
    const { code, said, predictions } = run(unlabelled, { json: true, learning: false });
    expect(code).toBe(0);
    expect(predictions).toHaveLength(2);
    expect(JSON.parse(said)).toMatchObject({ conversations: 2, labelled: 0 });
    expect(JSON.parse(said)).not.toHaveProperty('lineAutoRate');
    expect(run(unlabelled, { learning: false }).said).toContain('nothing to compare with');
  });

  it('never decides a line of somebody unknown by itself', () => {
    const company = meruCandles();
    const { predictions } = run(filesOf({ ...company, messages: [message('C1', 'Pillar candle red 3 boxes', undefined, null)] }), { learning: false });
    expect(predictions[0]).not.toMatchObject({ disposition: 'auto' });
  });

  it('takes files with a byte-order mark, Windows line ends, blank lines and one-line lists', () => {
    const company = meruCandles();
    const files = meru();
    const { code, predictions } = run({
      'catalog.json': `\ufeff${JSON.stringify(company.catalog)}`,
      'customers.json': `\r\n ${JSON.stringify(company.customers, null, 2).replaceAll('\n', '\r\n')}\r\n`,
      'history.jsonl': `\n${files['history.jsonl']?.replaceAll('\n', '\r\n\r\n')}`,
      'messages.jsonl': files['messages.jsonl']?.trimEnd() ?? '',
    });
    expect(code).toBe(0);
    expect(predictions).toHaveLength(4);
  });

  it('leaves out history in a unit that the item no longer has, and says so', () => {
    const company = meruCandles();
    const history = company.history.map((line, i) => (i === 1 ? { ...line, uom: 'crate' } : line));
    const { code, complained } = run(filesOf({ ...company, history }), { learning: false });
    expect(code).toBe(0);
    expect(complained).toContain('history.jsonl line 2: TEA-50 has no unit crate; 1 such history lines are left out.');
  });

  it('takes what is missing or null as not known', () => {
    const company = meruCandles();
    const catalog = company.catalog.map((one) => ({
      ...one,
      brand: null,
      category: undefined,
      attributes: { lit: null, sizes: [1, 2] },
      active: null,
      replaced_by: null,
    }));
    const customers = company.customers.map((one) => ({ ...one, contacts: null, price_tier: null, usual_order: undefined }));
    const history = company.history.map((one) => ({ ...one, customer_text: null }));
    const { code, predictions } = run(filesOf({ ...company, catalog, customers, history }), { learning: false });
    expect(code).toBe(0);
    expect(predictions[1]).toMatchObject({ lines: [{ sku: 'PIL-RD', qty: 3, uom: 'box' }] });
  });

  it('reads a company without a past', () => {
    const { code, complained } = run({ ...meru(), 'history.jsonl': '' });
    expect(code).toBe(0);
    expect(complained).toContain('history.jsonl: is empty');
  });
});

const brokenList = (files: Files, name: keyof Files, from: string, to: string): Files => ({ ...files, [name]: files[name]?.replace(from, to) ?? null });
type Company = ReturnType<typeof meruCandles>;
const changed = (change: (company: Company) => object): Files => filesOf({ ...meruCandles(), ...change(meruCandles()) } as Company);

const bad: readonly (readonly [string, Files, RegExp])[] = [
  ['a missing file', { ...meru(), 'history.jsonl': null }, /^history\.jsonl: there is no such file in /],
  ['an empty catalogue', { ...meru(), 'catalog.json': '  \n' }, /^catalog\.json: is empty\.$/],
  ['a catalogue without items', { ...meru(), 'catalog.json': '[]' }, /^catalog\.json: has no records\.$/],
  ['no customers', { ...meru(), 'customers.json': '[]' }, /^customers\.json: has no records\.$/],
  ['no messages', { ...meru(), 'messages.jsonl': '\n\n' }, /^messages\.jsonl: has no records\.$/],
  ['an object where a list belongs', { ...meru(), 'catalog.json': '{"items": []}' }, /^catalog\.json line 1: a JSON list was expected/],
  [
    'a list that does not end',
    { ...meru(), 'customers.json': meru()['customers.json']?.replace(/\]\s*$/, '') ?? '' },
    /^customers\.json line \d: the list does not end/,
  ],
  ['more after the list', { ...meru(), 'catalog.json': `${meru()['catalog.json']} []` }, /^catalog\.json line 6: something stands after the end/],
  [
    'a broken item',
    brokenList(meru(), 'catalog.json', '"sku":"PIL-RD"', '"sku" "PIL-RD"'),
    /^catalog\.json line 3: the record that begins here is not valid JSON\.$/,
  ],
  ['a broken history line', brokenList(meru(), 'history.jsonl', '"qty":2', '"qty":'), /^history\.jsonl line 2: the record .* is not valid JSON/],
  ['a cut message', { ...meru(), 'messages.jsonl': meru()['messages.jsonl']?.slice(0, -40) ?? '' }, /^messages\.jsonl line 4: .* not valid JSON/],
  ['a quantity in words', changed((c) => ({ history: [c.history[0], { ...c.history[1], qty: 'two' }] })), /^history\.jsonl line 2: qty: .*expected number/],
  ['a quantity of nothing', changed((c) => ({ history: [{ ...c.history[0], qty: 0 }] })), /^history\.jsonl line 1: qty: /],
  ['an impossible day', changed((c) => ({ history: [{ ...c.history[0], date: '2026-02-30' }] })), /^history\.jsonl line 1: date: must be a day/],
  [
    'a time that is none',
    changed(() => ({ messages: [{ ...message('C1', 'x'), received_at: 'yesterday' }] })),
    /^messages\.jsonl line 1: received_at: must be a time/,
  ],
  [
    'an item of history that is not in the catalogue',
    changed((c) => ({ history: [c.history[0], { ...c.history[1], sku: 'XYZ' }] })),
    /^history\.jsonl line 2: sku: XYZ is not in catalog\.json\.$/,
  ],
  [
    'history of an unknown customer',
    changed((c) => ({ history: [{ ...c.history[0], customer_id: 'M9' }] })),
    /^history\.jsonl line 1: customer_id: M9 is not in customers/,
  ],
  ['a message of an unknown customer', changed(() => ({ messages: [message('C1', 'x', undefined, 'M9')] })), /^messages\.jsonl line 1: customer_id: M9 is not/],
  [
    'a label with an unknown item',
    changed((c) => ({ messages: [{ ...c.messages[0], expect: { intent: 'order', disposition: 'auto', lines: [{ sku: 'XYZ', qty: 1, uom: 'box' }] } }] })),
    /^messages\.jsonl line 1: expect: XYZ is not/,
  ],
  [
    'a label with an unknown disposition',
    changed((c) => ({ messages: [{ ...c.messages[0], expect: { intent: 'order', disposition: 'maybe', lines: [] } }] })),
    /^messages\.jsonl line 1: expect\.disposition: /,
  ],
  ['an item that is there twice', changed((c) => ({ catalog: [...c.catalog, c.catalog[0]] })), /^catalog\.json line 6: item PIL-WH is there twice\.$/],
  [
    'a customer that is there twice',
    changed((c) => ({ customers: [c.customers[0], c.customers[0]] })),
    /^customers\.json line 3: customer M1 is there twice\.$/,
  ],
  [
    'a conversation that is there twice',
    changed((c) => ({ messages: [c.messages[0], c.messages[0]] })),
    /^messages\.jsonl line 2: conversation C1 is there twice\.$/,
  ],
  [
    'an item without its base unit',
    changed((c) => ({ catalog: [{ ...c.catalog[0], base_uom: 'kg' }, ...c.catalog.slice(1)] })),
    /^catalog\.json line 2: base_uom: PIL-WH has no unit kg/,
  ],
  ['a conversation without messages', changed(() => ({ messages: [{ ...message('C1', 'x'), messages: [] }] })), /^messages\.jsonl line 1: messages: /],
  ['a record that is no object', { ...meru(), 'messages.jsonl': '17\n' }, /^messages\.jsonl line 1: /],
];

describe('data that cannot be used', () => {
  it.each(bad)('(%s) ends with exit code 2, one line that names file and line, and no output', (_name, files, expected) => {
    const { code, complained, said, dir } = run(files);
    expect(code).toBe(2);
    expect(complained).toMatch(expected);
    expect(complained).not.toContain('\n');
    expect(said).toBe('');
    expect(readdirSync(dir)).toEqual(['data']);
  });

  it('is refused when it is not text', () => {
    const dir = folderWith(meru());
    folders.push(dir);
    writeFileSync(path.join(dir, 'data', 'messages.jsonl'), Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
    const complained: string[] = [];
    const command = { kind: 'read_eval', data: path.join(dir, 'data'), out: path.join(dir, 'p.jsonl'), learning: true, json: false } as const;
    const voice = { say: () => undefined, complain: (line: string) => void complained.push(line) };
    expect(readEval(command, voice)).toBe(2);
    expect(complained).toEqual(['messages.jsonl: is not UTF-8 text.']);
    truncateSync(path.join(dir, 'data', 'messages.jsonl'), 300 * 1024 * 1024);
    expect(readEval(command, voice)).toBe(2);
    expect(complained[1]).toMatch(/^messages\.jsonl: is 300 MB large; at most 256 MB are read/);
  });

  it('cannot write to the terminal what a file tells it to', () => {
    const { complained } = run(
      changed((c) => ({ catalog: [...c.catalog, { ...c.catalog[0], sku: 'A\u001b[31m\nB' }, { ...c.catalog[0], sku: 'A\u001b[31m\nB' }] })),
    );
    expect(complained).toBe('catalog.json line 7: item A [31m B is there twice.');
  });
});

describe('the place for the predictions', () => {
  it('is refused before anything is read when it cannot be written', () => {
    expect(run(meru(), { out: 'nowhere/p.jsonl' })).toMatchObject({
      code: 2,
      complained: expect.stringMatching(/nowhere: there is no such folder for --out\.$/),
    });
    expect(run(meru(), { out: 'data' })).toMatchObject({ code: 2, complained: expect.stringMatching(/data: is a folder; --out names a file\.$/) });
    expect(run(meru(), { out: 'data/messages.jsonl' })).toMatchObject({
      code: 2,
      complained: expect.stringMatching(/is a file of the data; --out would overwrite it\.$/),
    });
    expect(run(meru(), { data: 'elsewhere' })).toMatchObject({ code: 2, complained: expect.stringMatching(/elsewhere: is not a folder\.$/) });
  });

  it.skipIf(process.getuid?.() === 0)('is refused when the folder is not ours', () => {
    const dir = folderWith(meru());
    folders.push(dir);
    mkdirSync(path.join(dir, 'closed'));
    chmodSync(path.join(dir, 'closed'), 0o500);
    const complained: string[] = [];
    const command = { kind: 'read_eval', data: path.join(dir, 'data'), out: path.join(dir, 'closed', 'p.jsonl'), learning: true, json: false } as const;
    expect(readEval(command, { say: () => undefined, complain: (line) => void complained.push(line) })).toBe(2);
    expect(complained.join()).toMatch(/closed: nothing can be written here\.$/);
  });

  it('keeps the old predictions when the new data cannot be used', () => {
    const dir = folderWith({ ...meru(), 'messages.jsonl': 'x\n' });
    folders.push(dir);
    const out = path.join(dir, 'p.jsonl');
    writeFileSync(out, 'old\n');
    readEval({ kind: 'read_eval', data: path.join(dir, 'data'), out, learning: true, json: false }, { say: () => undefined, complain: () => undefined });
    expect(readFileSync(out, 'utf8')).toBe('old\n');
  });
});

describe('the command line', () => {
  it('evaluates without settings, state folder, database or network, and sets the exit code', async () => {
    const dir = folderWith(meru());
    folders.push(dir);
    const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      await main(['read', 'eval', '--data', path.join(dir, 'data'), '--out', path.join(dir, 'p.jsonl'), '--json']);
      expect(process.exitCode).toBe(0);
      expect(JSON.parse(String(out.mock.calls[0]?.[0]))).toMatchObject({ labelled: 4, lineAutoRate: 1 });
      await main(['read', 'eval', '--data', path.join(dir, 'nowhere'), '--out', path.join(dir, 'p.jsonl')]);
      expect(process.exitCode).toBe(2);
      expect(String(err.mock.calls.at(-1)?.[0])).toMatch(/nowhere: is not a folder\.\n$/);
      expect(out).toHaveBeenCalledTimes(1);
    } finally {
      process.exitCode = undefined;
      vi.restoreAllMocks();
    }
  });
});
