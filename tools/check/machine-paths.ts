import { findLines, type TreeCheck } from './finding.ts';
import { listFiles, readText } from './tree.ts';

const TEXT = /\.(ts|tsx|js|mjs|cjs|json|md|sql|html|css|ya?ml|sh|run)$|^run$/;
const FOLDERS = [
  '.ci',
  'bench',
  'bin',
  'db',
  'deploy',
  'docs',
  'src',
  'test',
  'tools',
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'package.json',
];

const PATTERNS: readonly { pattern: RegExp; why: string; except?: RegExp }[] = [
  { pattern: /(?<![\w.}-])\/(?:work|Users)\/[\w.-]+/, why: 'names a folder of one machine' },
  { pattern: /(?<![\w.}-])\/home\/(?!karkhana\b)[\w-]+/, why: 'names a folder of one machine' },
  { pattern: /(?<![\w.])\/tmp\/[A-Z]\b/, why: 'names a folder of one machine' },
  { pattern: /\.\.\/shared\b/, why: 'reaches out of the repository', except: /(^test\/|\/test\/|\.test\.tsx?$|^bench\/)/ },
  { pattern: /registry\.(npmjs|yarnpkg)\.|jfrog|artifactory/i, why: 'names a package registry' },
];

/** Nothing in the tree knows the machine that it was written on. Tests and benches may read data beside the repository, by setting. */
export const checkMachinePaths: TreeCheck = (root) =>
  FOLDERS.flatMap((folder) => listFiles(root, folder, TEXT))
    .filter((file) => file !== 'tools/check/machine-paths.ts')
    .flatMap((file) => {
      const text = readText(root, file);
      return PATTERNS.filter(({ except }) => !except?.test(file)).flatMap(({ pattern, why }) =>
        findLines(file, text, pattern, (match) => `"${match[0]}" ${why}`),
      );
    });
