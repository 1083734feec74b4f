import type { Files } from './tree.ts';

/**
 * Who may call whom, written down a second time: moving a wall takes two deliberate edits (and an ADR), not one.
 * Keys are in the order in which calls go down.
 */
export const mayCall: Readonly<Record<string, readonly string[]>> = {
  identity: [],
  masters: [],
  pricing: ['masters'],
  stock: ['masters'],
  exceptions: ['identity', 'masters'],
  planning: ['masters', 'stock', 'exceptions'],
  delivery: ['masters', 'pricing', 'stock', 'exceptions'],
  shopfloor: ['masters', 'stock', 'planning', 'exceptions'],
  orders: ['identity', 'masters', 'pricing', 'stock', 'planning', 'delivery', 'exceptions'],
  intake: ['identity', 'masters', 'orders', 'exceptions'],
  sync: ['masters', 'pricing', 'stock', 'planning', 'delivery', 'shopfloor', 'orders'],
  boards: [],
};

/** Which engines a module may hand work to. */
export const mayCompute: Readonly<Record<string, readonly string[]>> = { planning: ['mrp', 'scheduling'], delivery: ['routing'], intake: ['reading'] };

/** The engines of the architecture. */
export const engines = ['reading', 'mrp', 'scheduling', 'routing'] as const;

/** A file that imports the given places and does nothing else. */
export const importing = (...places: readonly string[]): string => `${places.map((place) => `import '${place}';`).join('\n')}\n`;

const constant = (name: string): string => `/** A name. */\nexport const ${name} = '${name}';\n`;

function cleanModule(name: string): Files {
  const base = `src/modules/${name}`;
  const faces = (mayCall[name] ?? []).map((other) => `../${other}/index.ts`);
  const solvers = (mayCompute[name] ?? []).map((engine) => `../../engines/${engine}/index.ts`);
  const contract = name === 'boards' ? [] : ['../masters/contract.ts'];
  return {
    [`${base}/README.md`]: `# ${name}\n`,
    [`${base}/index.ts`]: importing('./commands.ts', './routes.ts', './jobs.ts', '../../platform/runtime/ctx.ts') + constant('face'),
    [`${base}/contract.ts`]: importing('zod', '../../kernel/result.ts') + constant('contract'),
    [`${base}/domain/index.ts`]: importing('./decide.ts'),
    [`${base}/domain/decide.ts`]: `${importing('../../../kernel/result.ts')}import type { contract } from '../contract.ts';\n/** A type. */\nexport type Decided = typeof contract;\n`,
    [`${base}/domain/decide.test.ts`]: importing('./decide.ts', '../store.ts', 'vitest', 'node:fs'),
    [`${base}/tables.ts`]: "import type { Generated } from 'kysely';\n/** A row. */\nexport type Row = Generated<string>;\n",
    [`${base}/store.ts`]:
      importing('kysely', '../../platform/db/on.ts', './domain/index.ts') +
      "import type { Row } from './tables.ts';\n/** A row. */\nexport type Stored = Row;\n",
    [`${base}/queries.ts`]: importing('kysely', '../../platform/db/on.ts'),
    [`${base}/policy.ts`]:
      importing('../../kernel/result.ts') + "import type { Ctx } from '../../platform/runtime/ctx.ts';\n/** A type. */\nexport type Who = Ctx;\n",
    [`${base}/commands.ts`]: importing(
      '../../platform/channels/whatsapp/index.ts',
      './store.ts',
      './policy.ts',
      './domain/index.ts',
      ...faces,
      ...contract.filter((place) => place !== `../${name}/contract.ts`),
    ),
    [`${base}/routes.ts`]: importing('./queries.ts', './commands.ts', '@hono/zod-openapi'),
    [`${base}/jobs.ts`]: importing('../../platform/channels/whatsapp/index.ts', './store.ts', ...solvers),
  };
}

const packageJson = {
  name: 'planted',
  type: 'module',
  dependencies: { zod: '*', kysely: '*', pg: '*', pino: '*', hono: '*', '@hono/zod-openapi': '*', 'any-ascii': '*', react: '*' },
  devDependencies: { vite: '*', vitest: '*' },
};

/** Stand-ins for packages: the walls look at names, not at what is inside. */
function packages(): Files {
  const names = [...Object.keys(packageJson.dependencies), ...Object.keys(packageJson.devDependencies), 'undeclared'];
  return Object.fromEntries(
    names.flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js', types: 'index.d.ts' })],
      [`node_modules/${name}/index.js`, ''],
      [`node_modules/${name}/index.d.ts`, name === 'kysely' ? 'export type Generated<T> = T;\nexport type Kysely<T> = T;\n' : 'export {};\n'],
    ]),
  );
}

/** A small tree that uses everything that the architecture allows, and nothing else: no rule may object to it. */
export const cleanTree: Files = {
  'package.json': JSON.stringify(packageJson),
  ...packages(),
  'src/kernel/result.ts': constant('result'),
  'src/kernel/time.ts': importing('./result.ts'),
  'src/kernel/time.test.ts': importing('./time.ts', 'vitest'),
  'src/platform/runtime/ctx.ts': "import type { Kysely } from 'kysely';\n/** The world of a command. */\nexport type Ctx = Kysely<string>;\n",
  'src/platform/db/on.ts': importing('kysely', 'pg', '../runtime/ctx.ts'),
  'src/platform/events/store.ts': importing('kysely'),
  'src/platform/http/app.ts': importing('hono', '../../kernel/result.ts'),
  'src/platform/channels/whatsapp/sender.ts': importing('node:https'),
  'src/platform/channels/whatsapp/index.ts': importing('./sender.ts'),
  ...Object.fromEntries(
    engines.flatMap((engine) => [
      [`src/engines/${engine}/README.md`, `# ${engine}\n`],
      [`src/engines/${engine}/types.ts`, constant('face')],
      [`src/engines/${engine}/search.ts`, importing('any-ascii', '../../kernel/result.ts')],
      [`src/engines/${engine}/index.ts`, importing('./search.ts', './types.ts')],
      [`src/engines/${engine}/search.test.ts`, importing('./search.ts', 'vitest')],
    ]),
  ),
  ...Object.assign({}, ...Object.keys(mayCall).map(cleanModule)),
  'src/modules/sync/outbox.ts': "import type { kit } from '../../connectors/kit/types.ts';\n/** A type. */\nexport type Kit = typeof kit;\n",
  'src/connectors/kit/README.md': '# kit\n',
  'src/connectors/kit/types.ts': importing('zod') + constant('kit'),
  'src/connectors/kit/types.test.ts': importing('./types.ts', '../../sandbox/sap-s4/index.ts'),
  ...Object.fromEntries(
    ['sap-s4', 'tally'].flatMap((name) => [
      [`src/connectors/${name}/README.md`, `# ${name}\n`],
      [`src/connectors/${name}/index.ts`, importing('./client.ts', './map.ts', '../kit/types.ts', '../../modules/sync/contract.ts')],
      [`src/connectors/${name}/client.ts`, importing('node:https')],
      [`src/connectors/${name}/map.ts`, importing('../../kernel/result.ts')],
      [`src/connectors/${name}/map.test.ts`, importing('./map.ts')],
    ]),
  ),
  'src/sandbox/kit/server.ts': importing('hono'),
  'src/sandbox/sap-s4/index.ts': importing('../kit/server.ts', '../../kernel/result.ts', '../../../db/seed/company.ts'),
  'db/seed/company.ts': constant('company'),
  'src/app/wire.ts': importing('../modules/orders/index.ts', '../connectors/sap-s4/index.ts', '../sandbox/sap-s4/index.ts', '../platform/http/app.ts'),
  'src/web/ui/button.tsx': importing('react'),
  'src/web/data/orders.ts': importing('../../modules/orders/contract.ts', '../../modules/orders/domain/index.ts', '../../kernel/time.ts'),
  'src/web/screens/orders/index.tsx': importing('../../data/orders.ts', '../../ui/button.tsx', './row.tsx'),
  'src/web/screens/orders/row.tsx': importing('react'),
  'src/web/screens/items/index.tsx': importing('react'),
  'src/web/shell/routes.tsx': importing('../screens/orders/index.tsx'),
  'src/web/entries/desk.tsx': importing('../shell/routes.tsx'),
  'test/support/world.ts': importing('../../src/modules/orders/store.ts', 'vitest'),
};
