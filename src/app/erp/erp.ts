import type { Command } from '../arguments.ts';
import type { CheckResult } from './checks.ts';
import { runChecks } from './checks.ts';
import { examine } from './doctor.ts';
import { BadTarget, targetOf } from './target.ts';

/** Where the words of the command go. */
export interface Voice {
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

type ErpCommandLine = Extract<Command, { kind: 'erp' }>;

const checkLine = ({ id, text, outcome, detail, ms }: CheckResult): string =>
  `${{ passed: ' ok ', failed: 'FAIL', skipped: ' -  ' }[outcome]}  ${id.padEnd(3)} ${text}: ${detail} (${ms} ms)`;

/**
 * `karkhana erp doctor` and `karkhana erp conformance`: look at an ERP without a database. Returns the exit code: 0 all is well,
 * 1 something is bad or failed, 2 the command line or its files cannot be used.
 */
export async function runErp(command: ErpCommandLine, { say, complain }: Voice, fetch?: typeof globalThis.fetch): Promise<number> {
  try {
    const target = await targetOf(command, fetch);
    if (command.what === 'doctor') {
      const findings = await examine(target);
      if (command.json) say(JSON.stringify(findings, null, 2));
      else
        for (const { state, about, what, text } of findings) say(`${{ ok: ' ok ', warn: 'WARN', bad: 'BAD ' }[state]}  ${about.padEnd(10)} ${what}: ${text}`);
      return findings.some((finding) => finding.state === 'bad') ? 1 : 0;
    }
    const results = await runChecks(target, command.write, (result) => (command.json ? undefined : say(checkLine(result))));
    const failed = results.filter((result) => result.outcome === 'failed').length;
    if (command.json) say(JSON.stringify(results, null, 2));
    else
      say(
        `${results.length} checks of ${target.connector.vendor} ${target.connector.product}: ${failed} failed, ${results.filter((one) => one.outcome === 'skipped').length} skipped`,
      );
    return failed === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof BadTarget)) throw error;
    complain(error.message);
    return 2;
  }
}
