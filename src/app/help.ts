import { verbs } from './arguments.ts';
import { definitions } from './settings.ts';

const indent = (name: string, text: string): string => `  ${name.padEnd(22)} ${text}`;

function settingLine(definition: { flag?: string; isSwitch?: boolean; env: string; text: string }): string {
  const flag = definition.flag && (definition.isSwitch ? `--[no-]${definition.flag}` : `--${definition.flag} VALUE`);
  return flag ? `${indent(flag, definition.text)}\n${indent('', `(or ${definition.env})`)}` : indent(definition.env, definition.text);
}

/** The text of `karkhana --help`: every verb and every setting with its sentence. */
export function helpText(): string {
  const all = Object.values(definitions);
  return [
    'karkhana: an open Manufacturing OS',
    '',
    'Usage: karkhana VERB [options]',
    '',
    'Verbs',
    ...Object.entries(verbs).map(([verb, { operands, text }]) => indent([verb, operands.join('|')].join(' ').trim(), text)),
    '',
    'Options',
    ...all.filter((definition) => 'flag' in definition).map(settingLine),
    indent('--json', 'status, read eval, erp: print JSON.'),
    indent('--connector ID, --url URL', 'erp: which connector, and where the ERP is.'),
    indent('--secrets FILE', "erp: a JSON file with the connector's secrets; settings such as the user may stand in it too."),
    indent('--settings FILE', "erp: a JSON file with the connector's settings, see its README."),
    indent('--write', 'erp conformance: make one sales order too; for test companies only.'),
    indent('--new NAME', 'tally-agent: makes a token for this agent in --token-file, and says what the server must be told.'),
    indent('--server URL', 'tally-agent: where karkhana is, with /tally-agent behind it. Only https, but for this machine.'),
    indent('--tally URL', 'tally-agent: where Tally listens. Default: http://127.0.0.1:9000.'),
    indent('--token-file FILE', 'tally-agent: the file with its token.'),
    indent('--companies A,B', 'tally-agent: companies of Tally that may be asked for. Default: all that are open.'),
    indent('--data DIR, --out FILE', 'read eval: the folder with the past, and where the predictions go.'),
    indent('--no-learning', 'read eval: learn nothing from the past orders.'),
    indent('--help, --version', ''),
    '',
    'Environment',
    ...all.filter((definition) => !('flag' in definition)).map(settingLine),
  ].join('\n');
}
