import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../arguments.ts';
import { helpText } from '../help.ts';
import { definitions } from '../settings.ts';

const parse = (line: string) => parseCommandLine(line.split(' ').filter(Boolean));
const sentenceOf = (line: string) => {
  const result = parse(line);
  return result.ok ? null : String(result.refusal.facts['sentence']);
};

describe('the command line', () => {
  it('reads a verb with its flags', () => {
    expect(parse('start --state /tmp/x --port=4400 --no-demo')).toEqual({
      ok: true,
      value: { kind: 'run', verb: 'start', operand: null, json: false, flags: { state: '/tmp/x', port: '4400', demo: 'false' } },
    });
    expect(parse('status --json')).toMatchObject({ value: { verb: 'status', json: true } });
    expect(parse('sandbox sap-s4')).toMatchObject({ value: { verb: 'sandbox', operand: 'sap-s4' } });
  });

  it('knows --help and --version wherever they stand', () => {
    expect(parse('start --help')).toMatchObject({ value: { kind: 'help' } });
    expect(parse('-v')).toMatchObject({ value: { kind: 'version' } });
    expect(parse('help')).toMatchObject({ value: { kind: 'help' } });
  });

  it('reads `read eval` with its own flags', () => {
    expect(parse('read eval --data d --out=o')).toEqual({ ok: true, value: { kind: 'read_eval', data: 'd', out: 'o', learning: true, json: false } });
    expect(parse('read eval --data d --out o --no-learning --json')).toMatchObject({ value: { learning: false, json: true } });
    expect(parse('read eval --help')).toMatchObject({ value: { kind: 'help' } });
  });

  it('reads `erp doctor` and `erp conformance` with their own flags', () => {
    expect(parse('erp doctor --connector sap-s4 --url http://x')).toEqual({
      ok: true,
      value: { kind: 'erp', what: 'doctor', connector: 'sap-s4', url: 'http://x', settings: null, secrets: null, write: false, json: false },
    });
    expect(parse('erp conformance --connector=tally --settings s.json --secrets k.json --write --json')).toMatchObject({
      value: { what: 'conformance', settings: 's.json', secrets: 'k.json', write: true, json: true },
    });
  });

  it('reads `tally-agent`, which runs or makes a token', () => {
    expect(parse('tally-agent --server https://k.example/tally-agent --token-file t --companies A,B')).toEqual({
      ok: true,
      value: {
        kind: 'tally_agent',
        agent: {
          name: null,
          tokenFile: 't',
          server: 'https://k.example/tally-agent',
          tally: 'http://127.0.0.1:9000',
          companies: ['A', 'B'],
          state: 'karkhana-tally-agent',
        },
      },
    });
    expect(parse('tally-agent --new indore --token-file t')).toMatchObject({ value: { agent: { name: 'indore', tokenFile: 't' } } });
  });

  it.each([
    ['tally-agent', /needs --token-file FILE/],
    ['tally-agent --token-file t', /needs --server URL/],
    ['tally-agent --token-file t --new In_dore', /small letters, digits and hyphens/],
    ['tally-agent --token-file t --server https://k.example --tally nine', /"nine" is no address of Tally/],
    ['', /Say what to do/],
    ['dance', /There is no "dance"/],
    ['start --fast', /Unknown option '--fast'/],
    ['start --port', /--port.* argument missing/],
    ['start now', /"now" is one word too many/],
    ['sandbox', /sandbox needs one of: whatsapp, sap-s4/],
    ['sandbox oracle', /sandbox needs one of: whatsapp, sap-s4/],
    ['sandbox whatsapp twice', /"twice" is one word too many/],
    ['read', /read needs one of: eval/],
    ['read all', /read needs one of: eval/],
    ['read eval', /read eval needs --data DIR/],
    ['read eval --data x', /read eval needs --out FILE/],
    ['read eval --data x --out y --port 1', /Unknown option '--port'/],
    ['erp', /erp needs one of: doctor, conformance/],
    ['erp doctor', /erp doctor needs --connector ID/],
    ['erp doctor --connector sap-s4', /needs --url URL/],
    ['erp doctor --port 1', /Unknown option '--port'/],
    ['start --data x', /Unknown option '--data'/],
    ['start --database-url x', /Unknown option '--database-url'/],
  ])('answers "%s" with one line that says what is wrong', (line, expected) => {
    expect(sentenceOf(line)).toMatch(expected);
    expect(sentenceOf(line)).not.toContain('\n');
  });

  it('explains every setting and verb in the help', () => {
    const help = helpText();
    for (const definition of Object.values(definitions)) expect(help).toContain(definition.text);
    for (const verb of ['start', 'demo', 'status', 'sandbox', 'migrate']) expect(help).toContain(`  ${verb}`);
  });
});
