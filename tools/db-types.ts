/**
 * Writes `src/modules/<schema>/tables.ts` and `src/platform/tables.ts` from a database that has all migrations.
 *   tsx tools/db-types.ts            write
 *   tsx tools/db-types.ts --check    write nothing; fail when a file differs
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { openPool } from '../src/platform/db/database.ts';
import { startEmbedded } from '../src/platform/db/embedded/start.ts';
import { migrate } from '../src/platform/db/migrate.ts';

interface Column {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly identity: '' | 'a' | 'd';
  readonly generated: boolean;
  readonly hasDefault: boolean;
}

const columnsSql = `
  select n.nspname as schema, c.relname as table, a.attname as column, format_type(a.atttypid, null) as type,
         not a.attnotnull as nullable, a.attidentity as identity, a.attgenerated <> '' as generated, a.atthasdef as "hasDefault"
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and a.attnum > 0 and not a.attisdropped
    and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')
  order by n.nspname, c.relname, a.attnum`;

/** PostgreSQL type → what our column parsers make of it (platform/db/parsers.ts). */
const types: Record<string, string> = {
  'timestamp with time zone': 'string',
  'timestamp without time zone': 'Date',
  'time without time zone': 'string',
  'double precision': 'number',
  bigint: 'number',
  boolean: 'boolean',
  bytea: 'Buffer',
  citext: 'string',
  date: 'string',
  inet: 'string',
  integer: 'number',
  numeric: 'string',
  real: 'number',
  smallint: 'number',
  text: 'string',
  tsvector: 'string',
  uuid: 'string',
  xid8: 'string',
  'character varying': 'string',
};

const pascal = (name: string): string => name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
const key = (name: string): string => (/^[a-zA-Z_]\w*$/.test(name) ? name : `'${name}'`);

function baseType(column: Column): string {
  const element = column.type.replace(/\[\]$/, '');
  const type = types[element];
  if (type === undefined)
    throw new Error(`${column.schema}.${column.table}.${column.column}: no TypeScript type for ${column.type}; add it to tools/db-types.ts`);
  return element === column.type ? type : `${type}[]`;
}

/** JSON is read as `unknown` (parse it) and written as text (the driver would turn a list into a PostgreSQL array). */
function jsonType({ nullable, hasDefault }: Column): string {
  const written = nullable ? 'string | null' : 'string';
  return `ColumnType<unknown, ${written}${hasDefault ? ' | undefined' : ''}, ${written}>`;
}

function columnType(column: Column): string {
  if (column.type === 'jsonb' || column.type === 'json') return jsonType(column);
  const type = baseType(column);
  const plain = column.nullable ? `${type} | null` : type;
  if (column.identity === 'a' || column.generated) return `GeneratedAlways<${plain}>`;
  return column.hasDefault || column.identity === 'd' ? `Generated<${plain}>` : plain;
}

/** The text of one schema's file. */
function fileFor(schema: string, columns: readonly Column[]): string {
  const tables = [...new Set(columns.map((column) => column.table))];
  const interfaces = tables.map((table) => {
    const own = columns.filter((column) => column.table === table);
    const lines = own.map((column) => `  ${key(column.column)}: ${columnType(column)};`);
    return `export interface ${pascal(table)}Table {\n${lines.join('\n')}\n}\n`;
  });
  const index = tables.map((table) => `  '${schema}.${table}': ${pascal(table)}Table;`);
  const body = `${interfaces.join('\n')}\n/** The tables of schema ${schema}, for \`on<${pascal(schema)}Tables>(ctx)\`. */\nexport interface ${pascal(schema)}Tables {\n${index.join('\n')}\n}\n`;
  const imports = ['ColumnType', 'Generated', 'GeneratedAlways'].filter((name) => body.includes(`${name}<`));
  const head = '// Made from the migrations by tools/db-types.ts. Do not edit.\n';
  return `${head}${imports.length > 0 ? `import type { ${imports.join(', ')} } from 'kysely';\n\n` : '\n'}${body}`;
}

const targetOf = (schema: string): string => (schema === 'platform' ? 'src/platform/tables.ts' : `src/modules/${schema}/tables.ts`);

/** The columns of a fresh database with all migrations. */
async function readColumns(): Promise<Column[]> {
  const state = mkdtempSync(path.join(os.tmpdir(), 'karkhana-types-'));
  let pool: pg.Pool | null = null;
  const server = await startEmbedded({ state });
  try {
    pool = openPool(server.url, { max: 2, name: 'db-types' });
    await migrate(pool, 'db/migrations');
    return (await pool.query<Column>(columnsSql)).rows;
  } finally {
    await pool?.end();
    await server.stop();
    rmSync(state, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const check = process.argv.includes('--check');
  const columns = await readColumns();
  const stale: string[] = [];
  for (const schema of new Set(columns.map((column) => column.schema))) {
    const target = targetOf(schema);
    const text = fileFor(
      schema,
      columns.filter((column) => column.schema === schema),
    );
    if (existsSync(target) && readFileSync(target, 'utf8') === text) continue;
    stale.push(target);
    if (!check) writeFileSync(target, text);
  }
  for (const file of stale) console.log(check ? `${file} does not match the migrations; run npm run types` : `wrote ${file}`);
  if (check && stale.length > 0) process.exitCode = 1;
}

await main();
