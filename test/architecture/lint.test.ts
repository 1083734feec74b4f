import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import path from 'node:path';
import { ownText, plantTree, removeTree, repository, runTool, type Files } from './tree.ts';

/** The same number of lines of code as `count`. */
const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `  const line${index} = ${index};\n  void line${index};`)
    .join('\n')
    .split('\n')
    .slice(0, count)
    .join('\n');
const branches = (count: number): string => Array.from({ length: count }, (_, index) => `  if (n === ${index}) return ${index};`).join('\n');
const doc = '/** What it promises. */\n';

interface Planted {
  readonly rule: string;
  readonly file: string;
  readonly text: string;
}

const planted: readonly Planted[] = [
  // budgets
  { rule: 'max-lines', file: 'src/app/long-file.ts', text: `${doc}export const list = [\n${'  1,\n'.repeat(400)}];\n` },
  { rule: 'max-lines-per-function', file: 'src/app/long-function.ts', text: `${doc}export function long(): void {\n${lines(70)}\n}\n` },
  {
    rule: 'max-lines-per-function',
    file: 'src/modules/orders/commands/long-command.ts',
    text: `${doc}export async function confirmOrder(ctx: object): Promise<void> {\n  void ctx;\n${lines(38)}\n}\n`,
  },
  { rule: 'max-lines-per-function', file: 'src/modules/orders/reactions.ts', text: `${doc}export function react(): void {\n${lines(40)}\n}\n` },
  { rule: 'complexity', file: 'src/app/branching.ts', text: `${doc}export function branching(n: number): number {\n${branches(12)}\n  return 0;\n}\n` },
  { rule: 'house/face-size', file: 'src/modules/orders/index.ts', text: Array.from({ length: 21 }, (_, n) => `export const face${n} = ${n};\n`).join('') },
  { rule: 'house/face-size', file: 'src/modules/masters/index.ts', text: "export * from './contract.ts';\n" },

  // names
  { rule: 'house/file-name', file: 'src/app/camelCase.ts', text: 'export const a = 1;\n' },
  { rule: 'house/file-name', file: 'src/app/date-utils.ts', text: 'export const a = 1;\n' },
  { rule: 'house/file-name', file: 'src/modules/orders/helpers/price.ts', text: 'export const a = 1;\n' },
  { rule: 'house/file-name', file: 'src/web/ui/OrderRow.tsx', text: 'export const a = 1;\n' },
  {
    rule: 'house/command-name',
    file: 'src/modules/orders/commands/confirmation.ts',
    text: `${doc}export async function confirmation(ctx: object): Promise<void> {\n  await Promise.resolve(ctx);\n}\n`,
  },
  {
    rule: 'house/query-name',
    file: 'src/modules/orders/queries/orders-of.ts',
    text: `${doc}export async function ordersOf(ctx: object): Promise<void> {\n  await Promise.resolve(ctx);\n}\n`,
  },
  { rule: 'house/wire-names', file: 'src/modules/orders/refusals.ts', text: "declare const refuse: (code: string) => void;\nrefuse('belowFloor');\n" },
  {
    rule: 'house/wire-names',
    file: 'src/modules/orders/events.ts',
    text: "declare const ctx: { publish(event: object): void };\nctx.publish({ type: 'OrderConfirmed' });\n",
  },
  {
    rule: 'house/wire-names',
    file: 'src/modules/orders/jobs.ts',
    text: "declare const defineJob: (job: object) => void;\ndefineJob({ name: 'sync.post-order' });\n",
  },

  // documentation
  { rule: 'house/doc-comment', file: 'src/platform/http/undocumented-function.ts', text: 'export function bare(): void {}\n' },
  { rule: 'house/doc-comment', file: 'src/platform/http/undocumented-arrow.ts', text: 'export const bare = (): number => 1;\n' },
  { rule: 'house/doc-comment', file: 'src/web/ui/undocumented-type.ts', text: 'export interface Bare {\n  readonly a: number;\n}\n' },
  { rule: 'house/described-disable', file: 'src/platform/http/silent.ts', text: "// eslint-disable-next-line no-console\nconsole.log('a');\n" },

  // TypeScript as plain JavaScript with types
  { rule: 'house/no-default-export', file: 'src/app/default.ts', text: 'export default 1;\n' },
  { rule: 'house/plain-typescript', file: 'src/app/enum.ts', text: 'export enum Colour {\n  Red,\n}\n' },
  { rule: 'house/plain-typescript', file: 'src/app/namespace.ts', text: 'export namespace Space {\n  export const a = 1;\n}\n' },
  {
    rule: 'house/plain-typescript',
    file: 'src/app/decorated.ts',
    text: 'declare const mark: ClassDecorator;\n@mark\nclass Marked {}\nexport const marked = Marked;\n',
  },
  { rule: '@typescript-eslint/no-explicit-any', file: 'src/app/any.ts', text: 'export const a: any = 1;\n' },
  {
    rule: '@typescript-eslint/no-non-null-assertion',
    file: 'src/app/bang.ts',
    text: 'declare const list: (number | undefined)[];\nexport const a = list[0]!;\n',
  },
  {
    rule: '@typescript-eslint/consistent-type-imports',
    file: 'src/app/type-import.ts',
    text: "import { Shape } from './shape.ts';\nexport const a: Shape = 1;\n",
  },
  { rule: 'no-restricted-imports', file: 'src/app/no-extension.ts', text: "import { a } from './any';\nexport const b = a;\n" },
  {
    rule: '@typescript-eslint/no-floating-promises',
    file: 'src/platform/jobs/floating.ts',
    text: `async function work(): Promise<void> {\n  await Promise.resolve();\n}\nwork();\n`,
  },
  {
    rule: '@typescript-eslint/no-misused-promises',
    file: 'src/platform/jobs/misused.ts',
    text: `async function ready(): Promise<boolean> {\n  return Promise.resolve(true);\n}\nif (ready()) void 0;\n`,
  },
  { rule: 'no-console', file: 'src/platform/http/noisy.ts', text: "console.log('a');\n" },

  { rule: 'no-restricted-properties', file: 'src/platform/http/own-setting.ts', text: 'export const port = process.env.PORT;\n' },
  { rule: 'no-warning-comments', file: 'src/platform/http/promised.ts', text: '// TODO later\nexport const a = 1;\n' },

  // decide
  { rule: 'house/pure', file: 'src/kernel/thrower.ts', text: `${doc}export function thrower(): never {\n  throw new Error('no');\n}\n` },
  { rule: 'house/pure', file: 'src/kernel/clock.ts', text: 'export const at = Date.now();\n' },
  { rule: 'house/pure', file: 'src/engines/reading/clock.ts', text: 'export const at = new Date();\n' },
  { rule: 'house/pure', file: 'src/engines/reading/chance.ts', text: 'export const chance = Math.random();\n' },
  { rule: 'house/pure', file: 'src/modules/orders/domain/place.ts', text: 'export const place = process.platform;\n' },
  { rule: 'house/pure', file: 'src/modules/orders/domain/speed.ts', text: 'export const speed = performance.now();\n' },
  { rule: 'house/pure', file: 'src/modules/orders/domain/outside.ts', text: "export const outside = fetch('x');\n" },
  { rule: 'house/pure', file: 'src/modules/orders/domain/later.ts', text: 'export const later = setTimeout(() => 1, 1);\n' },
  {
    rule: 'house/pure',
    file: 'src/modules/orders/domain/waiting.ts',
    text: `${doc}export async function waiting(): Promise<void> {\n  await Promise.resolve();\n}\n`,
  },
  { rule: 'house/pure', file: 'src/modules/orders/contract.ts', text: 'export const at = Date.now();\n' },
  {
    rule: 'house/no-catch',
    file: 'src/modules/orders/domain/catcher.ts',
    text: `${doc}export function catcher(): number {\n  try {\n    return 1;\n  } catch {\n    return 2;\n  }\n}\n`,
  },

  // command and remember
  {
    rule: 'house/no-outside-call',
    file: 'src/modules/orders/commands/calling.ts',
    text: `${doc}export async function callErp(ctx: object): Promise<void> {\n  await fetch(String(ctx));\n}\n`,
  },
  {
    rule: 'house/no-outside-call',
    file: 'src/modules/orders/commands/own-clock.ts',
    text: `${doc}export async function readClock(ctx: object): Promise<number> {\n  await Promise.resolve(ctx);\n  return Date.now();\n}\n`,
  },
  {
    rule: 'house/no-outside-call',
    file: 'src/modules/orders/store/own-clock.ts',
    text: `${doc}export async function saveNow(ctx: object): Promise<Date> {\n  await Promise.resolve(ctx);\n  return new Date();\n}\n`,
  },
  {
    rule: 'house/no-catch',
    file: 'src/modules/orders/commands/catching.ts',
    text: `${doc}export async function tryOrder(ctx: object): Promise<void> {\n  await Promise.resolve(ctx).catch(() => 1);\n}\n`,
  },
  {
    rule: 'house/ctx-first',
    file: 'src/modules/orders/commands/ctx-late.ts',
    text: `${doc}export async function cancelOrder(id: string, ctx: object): Promise<void> {\n  await Promise.resolve([id, ctx]);\n}\n`,
  },
  {
    rule: 'house/ctx-first',
    file: 'src/modules/orders/store/no-ctx.ts',
    text: `${doc}export async function saveOrder(id: string): Promise<void> {\n  await Promise.resolve(id);\n}\n`,
  },
  { rule: 'house/no-class', file: 'src/modules/orders/service.ts', text: `${doc}export class OrderService {}\n` },
  {
    rule: 'house/own-schema',
    file: 'src/modules/orders/store/foreign-write.ts',
    text: "declare const db: { updateTable(name: string): void };\ndb.updateTable('masters.customer');\n",
  },
  {
    rule: 'house/own-schema',
    file: 'src/modules/orders/store/foreign-read.ts',
    text: "declare const db: { selectFrom(name: string): void };\ndb.selectFrom('masters.customer as c');\n",
  },

  // web
  {
    rule: 'react-hooks/rules-of-hooks',
    file: 'src/web/ui/hooked.tsx',
    text: `declare const useState: (n: number) => number;\n${doc}export function Hooked({ on }: { on: boolean }): number {\n  if (on) return useState(1);\n  return 0;\n}\n`,
  },
  {
    rule: 'react-hooks/exhaustive-deps',
    file: 'src/web/ui/stale.tsx',
    text: `import { useEffect } from 'react';\n${doc}export function Stale({ on }: { on: boolean }): null {\n  useEffect(() => void on, []);\n  return null;\n}\n`,
  },
];

/** What the rules must leave alone. */
const clean: Files = {
  'src/app/shape.ts': `${doc}export type Shape = number;\n`,
  'src/app/cli.ts': "console.log('a person reads this');\n",
  'src/app/documented.ts': `${doc}export function twice(n: number): number {\n  return n * 2;\n}\n`,
  'src/app/long-enough.ts': `${doc}export function long(): void {\n${lines(68)}\n}\n`,
  'src/app/branching-enough.ts': `${doc}export function branching(n: number): number {\n${branches(11)}\n  return 0;\n}\n`,
  'src/kernel/moment.ts': `${doc}export const dayOf = (ms: number): string => new Date(ms).toISOString();\n`,
  'src/kernel/process.ts': `${doc}export const nameOf = (part: { process: string }): string => part.process;\n`,
  'src/kernel/thrower.test.ts': 'throw new Error(String(Date.now() + Math.random()));\n',
  'src/modules/pricing/contract.ts': "import { z } from 'zod';\nexport const priceSchema = z.number();\nexport type Price = z.infer<typeof priceSchema>;\n",
  'src/modules/orders/commands/confirm-order.ts': `${doc}export async function confirmOrder(ctx: object): Promise<object> {\n  return Promise.resolve(ctx);\n}\n`,
  'src/modules/orders/queries/get-order.ts': `${doc}export async function getOrder(ctx: object): Promise<object> {\n  return Promise.resolve(ctx);\n}\n`,
  'src/modules/orders/store/own.ts':
    "declare const db: { insertInto(name: string): void; selectFrom(name: string): void };\ndb.insertInto('orders.order');\ndb.selectFrom('masters.v_customer as c');\n",
  'src/modules/orders/present.ts':
    "declare const refuse: (code: string) => void;\ndeclare const ctx: { publish(event: object): void };\nrefuse('below_floor');\nctx.publish({ type: 'order.confirmed' });\n",
  'src/modules/orders/window.ts': "import { windowAt } from '../../platform/channels/whatsapp/index.ts';\nexport const open = windowAt;\n",
  'src/platform/http/reasoned.ts': "// eslint-disable-next-line no-console -- the logger itself has failed\nconsole.log('a');\n",
  'vite.config.ts': 'export default {};\n',
};

interface FileReport {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

describe('the budgets and habits of the house', () => {
  let root = '';
  let found: string[] = [];

  beforeAll(() => {
    const compilerOptions = {
      lib: ['ES2023', 'DOM'],
      target: 'ES2023',
      module: 'NodeNext',
      strict: true,
      noEmit: true,
      jsx: 'react-jsx',
      types: [],
      allowImportingTsExtensions: true,
    };
    root = plantTree({
      ...clean,
      ...Object.fromEntries(planted.map(({ file, text }) => [file, text])),
      'package.json': '{"type":"module"}',
      'tsconfig.json': JSON.stringify({ compilerOptions, include: ['src'] }),
    });
    const output = runTool(root, 'eslint', ['.', '--config', path.join(repository, 'eslint.config.js'), '--format', 'json']);
    const reports = JSON.parse(output) as FileReport[];
    found = reports
      .flatMap(({ filePath, messages }) => [...new Set(messages.map(({ ruleId, message }) => `${ruleId ?? message} ${path.relative(root, filePath)}`))])
      .sort();
  });
  afterAll(() => removeTree(root));

  it('stop each planted line, for its own reason and no other, and nothing else', () => {
    expect(found).toEqual(planted.map(({ rule, file }) => `${rule} ${file}`).sort());
  });

  it('have a planted violation for every rule of the house', () => {
    const own = [...ownText('tools/eslint-rules/index.mjs').matchAll(/^ {4}'?([a-z-]+)'?[:,]/gm)].map((match) => `house/${match[1] ?? ''}`);
    const proved = new Set(planted.map(({ rule }) => rule));
    expect(own.length).toBeGreaterThan(10);
    expect(own.filter((rule) => !proved.has(rule))).toEqual([]);
  });
});
