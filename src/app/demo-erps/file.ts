import path from 'node:path';
import { fileSandboxSettings, startFileSandbox } from '../../sandbox/file/index.ts';
import { wordOf, type DemoErp } from './types.ts';

/** An ERP of the demo company that only speaks by files. The folder is in the sign-in: files have no address. */
export const demoFileErp: DemoErp = {
  name: 'an ERP by files',
  signIn: (_secret, stateDir) => ({ folder: path.join(stateDir, 'exchange') }),
  start: ({ signIn, ...options }) => startFileSandbox({ ...options, folder: wordOf(signIn, 'folder') }),
  connection: (_url, signIn) => ({ settings: { folder: wordOf(signIn, 'folder'), ...fileSandboxSettings }, secrets: {} }),
  loseAnswers: { on: { holdAcks: true }, off: { holdAcks: false } },
};
