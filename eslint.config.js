/**
 * The budgets and habits of the house (CONTRIBUTING.md has them in words). What imports what is in .dependency-cruiser.cjs.
 * Exceptions are made in the file that needs them, with the reason: `// eslint-disable-next-line rule -- why`.
 */
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { house } from './tools/eslint-rules/index.mjs';

const TESTS = ['**/*.test.{ts,tsx}', '**/test/**', 'test/**'];
const PURE = ['src/kernel/**/*.ts', 'src/engines/**/*.ts', 'src/modules/*/domain/**/*.ts', 'src/modules/*/contract.ts', 'src/modules/*/contract/**/*.ts'];
const SERVER = ['src/platform/**/*.ts', 'src/modules/**/*.ts', 'src/connectors/**/*.ts', 'src/sandbox/**/*.ts', 'src/app/**/*.ts'];
const COMMANDS = ['src/modules/*/commands.ts', 'src/modules/*/commands/**/*.ts'];
const REACTIONS = ['src/modules/*/reactions.ts', 'src/modules/*/reactions/**/*.ts'];
const STORES = ['src/modules/*/store.ts', 'src/modules/*/store/**/*.ts'];
const QUERIES = ['src/modules/*/queries.ts', 'src/modules/*/queries/**/*.ts'];

/** `modified`: a switch over the cases of a union is one decision, not as many as it has cases. */
const budgets = {
  complexity: ['error', { max: 12, variant: 'modified' }],
  'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
};

const withExtension = { regex: '^\\.{1,2}/.*(?<!\\.(ts|tsx|mjs|cjs|js|json|css|d\\.ts)(\\?\\w+)?)$', message: 'Import own files with their extension.' };
/** A module may use the pure parts of a channel; what sends is handed in by app/. */
const noSender = { regex: 'platform/channels/', importNamePattern: '^(create|open)', message: 'A module does not make a sender: app/ hands it in.' };

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'shots/', 'coverage/', '.karkhana/', '**/fixtures/', 'src/platform/db/schema.d.ts'] },
  {
    files: ['**/*.{ts,tsx,js,mjs,cjs}'],
    plugins: { '@typescript-eslint': tseslint.plugin, house },
    languageOptions: { parser: tseslint.parser, ecmaVersion: 2023, sourceType: 'module' },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...budgets,
      'house/described-disable': 'error',
      'house/file-name': 'error',
      'house/no-default-export': 'error',
      'house/plain-typescript': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      'no-debugger': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      // What is not done is an issue, not a comment.
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'start' }],
      'prefer-const': 'error',
      'no-param-reassign': 'error',
      'no-restricted-imports': ['error', { patterns: [withExtension] }],
    },
  },
  { files: ['src/**/*.{ts,tsx}'], ignores: TESTS, rules: { 'house/doc-comment': 'error' } },

  // Settings are read and checked in one place; everything else gets them handed in. (The built-in database passes PATH on.)
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: [...TESTS, 'src/app/**', 'src/platform/db/embedded/**'],
    rules: {
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Settings are read in src/app/settings.ts and handed in.' }],
    },
  },

  // Written by tools/db-types.ts from the migrations, which carry the words.
  { files: ['src/**/tables.ts'], rules: { 'house/doc-comment': 'off' } },

  // What a server function forgets to await is lost without a trace: the one rule that is worth the type checker.
  {
    files: SERVER,
    ignores: TESTS,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: process.cwd() } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
    },
  },

  // decide
  { files: PURE, ignores: TESTS, rules: { 'house/pure': 'error', 'house/no-catch': 'error' } },
  // modules: functions, not objects; names that travel
  {
    files: ['src/modules/**/*.ts'],
    ignores: TESTS,
    rules: {
      'no-restricted-imports': ['error', { patterns: [withExtension, noSender] }],
      'house/no-class': 'error',
      'house/wire-names': 'error',
      'house/own-schema': 'error',
    },
  },
  { files: ['src/modules/*/index.ts'], rules: { 'house/face-size': ['error', { max: 20 }] } },
  // command
  {
    files: [...COMMANDS, ...REACTIONS],
    ignores: TESTS,
    rules: {
      'house/no-outside-call': 'error',
      'house/no-catch': 'error',
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: COMMANDS, ignores: TESTS, rules: { 'house/command-name': 'error', 'house/ctx-first': 'error' } },
  // remember
  { files: [...STORES, ...QUERIES], ignores: TESTS, rules: { 'house/ctx-first': 'error', 'house/no-outside-call': 'error', 'house/no-catch': 'error' } },
  { files: QUERIES, ignores: TESTS, rules: { 'house/query-name': 'error' } },

  // web
  {
    files: ['src/web/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },

  // where a person reads the terminal
  { files: ['src/app/cli.ts', 'src/app/cli/**', 'tools/**', 'bench/**', 'bin/**'], rules: { 'no-console': 'off' } },
  // a test is read from top to bottom: a describe block may be long
  { files: TESTS, rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off' } },
  // tools that ask for a default export
  {
    files: ['*.config.{js,ts}', 'tools/test-reporter.ts', 'test/support/global-setup.ts', '.dependency-cruiser.cjs'],
    rules: { 'house/no-default-export': 'off' },
  },
);
