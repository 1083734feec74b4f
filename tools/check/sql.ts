import { findLines, type Finding, type TreeCheck } from './finding.ts';
import { listFiles, readText } from './tree.ts';

const AVOIDED: readonly { pattern: RegExp; why: string }[] = [
  { pattern: /\bpg_(try_)?advisory_/i, why: 'no advisory locks: lock a named row' },
  { pattern: /\bunlogged\b/i, why: 'no unlogged tables: a crash empties them' },
  { pattern: /\bcreate\s+(global\s+|local\s+)?temp(orary)?\b/i, why: 'no temporary tables: they are session state' },
  { pattern: /\buuidv7\s*\(\s*\)/i, why: 'PostgreSQL 15 has no uuidv7(): ids come from ctx.newId()' },
  { pattern: /\bmerge\s+into\b/i, why: 'PostgreSQL 15 has no MERGE … RETURNING: insert … on conflict' },
  { pattern: /\bsynchronous_commit\b.*\boff\b/i, why: 'an acknowledged order must survive a power cut' },
  { pattern: /\bexclude\s+using\b/i, why: 'no exclusion constraints in the core' },
];

/** Nouns that end in s and are one thing. */
const SINGULAR = /(alias|basis|axis)$/;

const withoutComments = (text: string): string => text.replace(/--.*$/gm, '');

function checkMigration(root: string, file: string): Finding[] {
  const text = withoutComments(readText(root, file));
  const owner = /(\d{4})_([a-z]+)/.exec(file)?.[2] ?? '';
  const tables = findLines(file, text, /^\s*create (?:table|view|materialized view) (?:if not exists )?([\w".]+)/i, (match) => {
    const [schema = '', name = ''] = (match[1] ?? '').replaceAll('"', '').split('.');
    if (name === '') return `${schema} has no schema: every module owns one`;
    if (schema !== owner) return `${schema}.${name} is not ${owner}'s: a migration is named by the module that owns its tables`;
    return /[^su]s$/.test(name) && !SINGULAR.test(name) ? `${name} is a plural: tables are schema.singular` : '';
  });
  return tables.filter((finding) => finding.text !== '');
}

function checkNumbers(root: string): Finding[] {
  const files = listFiles(root, 'db/migrations', /\.sql$/);
  return files.flatMap((file, index) => {
    const number = Number(/\/(\d{4})_[a-z][a-z0-9_-]*\.sql$/.exec(file)?.[1] ?? Number.NaN);
    return number === index + 1
      ? []
      : [{ file, line: 0, text: `expected ${String(index + 1).padStart(4, '0')}_owner.sql: migrations are numbered without a gap` }];
  });
}

/** Migrations are numbered, owned, singular; and no SQL anywhere uses what would not run on every supported PostgreSQL. */
export const checkSql: TreeCheck = (root) => {
  const migrations = listFiles(root, 'db/migrations', /\.sql$/);
  const sources = [...migrations, ...listFiles(root, 'src', /(?<!\.test)\.ts$/)];
  const avoided = sources.flatMap((file) => {
    const text = file.endsWith('.sql') ? withoutComments(readText(root, file)) : readText(root, file).replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
    return AVOIDED.flatMap(({ pattern, why }) => findLines(file, text, pattern, () => why));
  });
  return [...checkNumbers(root), ...migrations.flatMap((file) => checkMigration(root, file)), ...avoided];
};
