import { accessSync, constants, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from '../arguments.ts';
import { BadInput } from './bad-input.ts';
import { evaluate } from './evaluate.ts';
import { fileNames, readIntakeFolder } from './intake-folder.ts';
import { reportJson, reportText } from './report.ts';

type ReadEval = Extract<Command, { kind: 'read_eval' }>;

/** Where the words of the command go. */
export interface Voice {
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** Refused before the work is done, not after it. */
function checkOut(out: string, data: string): void {
  if (fileNames.some((name) => path.join(data, name) === out)) throw new BadInput(out, 'is a file of the data; --out would overwrite it.');
  if (statSync(out, { throwIfNoEntry: false })?.isDirectory()) throw new BadInput(out, 'is a folder; --out names a file.');
  const dir = path.dirname(out);
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) throw new BadInput(dir, 'there is no such folder for --out.');
  try {
    accessSync(dir, constants.W_OK);
  } catch {
    throw new BadInput(dir, 'nothing can be written here.');
  }
}

/** All of the file or nothing of it, also when the disk is full or the machine stops. */
function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}.draft`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new BadInput(file, `could not be written (${(error as NodeJS.ErrnoException).code ?? String(error)}).`);
  }
}

/**
 * `karkhana read eval`: reads a company's own past conversations and, where they are labelled, measures the reader on them.
 * Returns the exit code: 0 done, 2 when the data or the place for the predictions cannot be used; then nothing was written.
 */
export function readEval(command: ReadEval, { say, complain }: Voice): number {
  const out = path.resolve(command.out);
  try {
    const dir = path.resolve(command.data);
    checkOut(out, dir);
    const data = readIntakeFolder(dir);
    for (const note of data.notes) complain(note);
    const evaluation = evaluate(data, command.learning, (line) => complain(`  ${line}`));
    writeWhole(out, evaluation.predictions.map((prediction) => `${JSON.stringify(prediction)}\n`).join(''));
    say(command.json ? reportJson(evaluation, out) : reportText(evaluation, out));
    return 0;
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    complain(error.message);
    return 2;
  }
}
