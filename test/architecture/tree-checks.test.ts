import { afterAll, describe, expect, it } from 'vitest';
import { checkDependencies } from '../../tools/check/dependencies.ts';
import { findingText, type TreeCheck } from '../../tools/check/finding.ts';
import { checkGlossary } from '../../tools/check/glossary.ts';
import { checkLinks } from '../../tools/check/links.ts';
import { checkMachinePaths } from '../../tools/check/machine-paths.ts';
import { checkShape } from '../../tools/check/shape.ts';
import { checkSql } from '../../tools/check/sql.ts';
import { checkWeb } from '../../tools/check/web.ts';
import { plantTree, removeTree, type Files } from './tree.ts';

const roots: string[] = [];
afterAll(() => roots.forEach(removeTree));

/** What a check says about a tree of these files. */
function findings(check: TreeCheck, files: Files): string[] {
  const root = plantTree(files);
  roots.push(root);
  return check(root).map(findingText);
}

describe('links in documents', () => {
  const page = { 'docs/page.md': '# A page\n\n## The second part\n' };

  it('pass when they lead somewhere', () => {
    const text = '[a](docs/page.md) [b](docs/page.md#the-second-part) [c](https://example.org) `docs/page.md` `src/modules/<name>/index.ts`\n';
    expect(findings(checkLinks, { ...page, 'README.md': text })).toEqual([]);
  });

  it('are found when the file, the heading or the named path is gone', () => {
    expect(findings(checkLinks, { ...page, 'README.md': '[a](docs/gone.md)\n[b](docs/page.md#third)\n`src/gone.ts`\n' })).toEqual([
      'README.md:1  the link to docs/gone.md leads nowhere',
      'README.md:2  docs/page.md has no heading #third',
      'README.md:3  names src/gone.ts, which does not exist',
    ]);
  });
});

describe('the glossary', () => {
  const migration = { 'db/migrations/0001_orders.sql': 'create schema orders;\ncreate table orders."order" (\n);\ncreate table orders.life_event (\n);\n' };

  it('explains every noun that has a table', () => {
    const text = '# Glossary\n\n- **life event** – what happened.\n- **order** – what is bought.\n';
    expect(findings(checkGlossary, { ...migration, 'docs/glossary.md': text })).toEqual([]);
    expect(findings(checkGlossary, { ...migration, 'docs/glossary.md': '- **deed** (in code: `life_event`) – what happened.\n' })).toEqual([
      'db/migrations/0001_orders.sql:2  "order" is a table but no term of docs/glossary.md',
    ]);
  });

  it('is in alphabetical order within a section', () => {
    expect(findings(checkGlossary, { 'docs/glossary.md': '## Words\n\n- **order** – a\n- **line** – b\n' })).toEqual([
      'docs/glossary.md  "line" is not in alphabetical order',
    ]);
  });
});

describe('machine paths', () => {
  const place = ['', 'work', 'main'].join('/');
  const outside = ['..', 'shared'].join('/');

  it('are found in code and documents', () => {
    expect(findings(checkMachinePaths, { 'src/app/place.ts': `export const place = '${place}';\n`, 'docs/a.md': `see ${outside}/data\n` })).toEqual([
      `docs/a.md:1  "${outside}" reaches out of the repository`,
      `src/app/place.ts:1  "${place}" names a folder of one machine`,
    ]);
  });

  it('let a test read data beside the repository, and URLs be', () => {
    expect(
      findings(checkMachinePaths, {
        'src/engines/reading/a.test.ts': `const data = '${outside}';\n`,
        'src/app/url.ts': "const url = 'https://example.org/work/1';\n",
      }),
    ).toEqual([]);
  });
});

describe('SQL', () => {
  it('passes when migrations are numbered, owned and singular', () => {
    const files = {
      'db/migrations/0001_orders.sql': '-- no temporary tables\ncreate table orders.order_line ();\ncreate view orders.v_order as select 1;\n',
      'db/migrations/0002_masters.sql': 'create table masters.status ();\n',
    };
    expect(findings(checkSql, files)).toEqual([]);
  });

  it('is refused for a gap, a plural, a foreign or missing schema', () => {
    const files = {
      'db/migrations/0001_orders.sql': 'create table orders.lines ();\ncreate table masters.item ();\ncreate table loose ();\n',
      'db/migrations/0003_masters.sql': '',
    };
    expect(findings(checkSql, files)).toEqual([
      'db/migrations/0003_masters.sql  expected 0002_owner.sql: migrations are numbered without a gap',
      'db/migrations/0001_orders.sql:1  lines is a plural: tables are schema.singular',
      "db/migrations/0001_orders.sql:2  masters.item is not orders's: a migration is named by the module that owns its tables",
      'db/migrations/0001_orders.sql:3  loose has no schema: every module owns one',
    ]);
  });

  it('is refused for what does not run on every supported PostgreSQL or is not durable', () => {
    const avoided = [
      'select pg_advisory_lock(1);',
      'create unlogged table orders.a ();',
      'create temp table b ();',
      'select uuidv7();',
      'merge into orders.a using b on true when matched then delete;',
      'set synchronous_commit = off;',
    ];
    for (const statement of avoided)
      expect(findings(checkSql, { 'src/platform/jobs/store.ts': `const text = \`\n${statement}\`;\n` }), statement).toHaveLength(1);
  });
});

describe('the shape of the tree', () => {
  const whole = {
    'src/modules/orders/README.md': '# orders\n',
    'src/modules/orders/index.ts': '',
    'src/modules/orders/contract.ts': '',
    'src/modules/orders/test/a.test.ts': '',
  };

  it('passes when a module has its parts', () => {
    expect(findings(checkShape, whole)).toEqual([]);
  });

  it('is refused for folders that no decision knows, and for modules without parts', () => {
    expect(findings(checkShape, { 'lib/a.ts': '', 'src/shared/a.ts': '', 'src/modules/payroll/index.ts': '', 'src/connectors/tally/index.ts': '' })).toEqual([
      'lib  a new folder here needs an ADR first',
      'src/shared  a new folder here needs an ADR first',
      'src/modules/payroll  a new folder here needs an ADR first',
      'src/modules/payroll  has no README.md',
      'src/modules/payroll  has no contract.ts',
      'src/modules/payroll  has no test',
      'src/connectors/tally  has no README.md',
      'src/connectors/tally  has no client.ts',
      'src/connectors/tally  has no map.ts',
      'src/connectors/tally  has no test',
    ]);
  });

  it('is refused for a script whose file is gone', () => {
    const scripts = { start: 'node bin/karkhana.mjs start', bench: 'tsx bench/gone.ts' };
    expect(findings(checkShape, { ...whole, 'bin/karkhana.mjs': '', 'package.json': JSON.stringify({ scripts }) })).toEqual([
      'package.json  the script "bench" runs bench/gone.ts, which does not exist',
    ]);
  });

  it('is refused for a module whose page about itself is a book', () => {
    expect(findings(checkShape, { ...whole, 'src/modules/orders/README.md': 'a\n'.repeat(100) })).toEqual([
      'src/modules/orders/README.md  101 lines: one page (80) is enough',
    ]);
  });
});

describe('dependencies', () => {
  const files = { 'package.json': '{"dependencies":{"zod":"4"}}', 'node_modules/zod/package.json': '{"license":"MIT"}' };

  it('pass when each has its row with its own licence', () => {
    expect(findings(checkDependencies, { ...files, 'docs/dependencies.md': '| `zod` | schemas | MIT | C. McDonnell | own code |\n' })).toEqual([]);
  });

  it('are refused without a row, with a stale row, or with a wrong licence', () => {
    expect(findings(checkDependencies, { ...files, 'docs/dependencies.md': '| `left` | pads | MIT | nobody | – |\n' })).toEqual([
      'docs/dependencies.md  zod has no row: what for, licence, who keeps it, what else was considered',
      'docs/dependencies.md:1  left is not in package.json any more',
    ]);
    expect(findings(checkDependencies, { ...files, 'docs/dependencies.md': '| `zod` | schemas | GPL-3.0 | – | – |\n' })).toEqual([
      'docs/dependencies.md:1  zod states the licence MIT, the row says GPL-3.0',
    ]);
  });
});

describe('the web', () => {
  it('passes with logical properties, shipped fonts and the same sentences in every language', () => {
    const files = {
      'src/web/ui/a.css': '.a { margin-inline-start: 1px; border-top-left-radius: 1px; background: url(/a.png); }\n',
      'src/web/locales/en/common.json': '{"order": {"line_one": "a line", "line_other": "lines"}}',
      'src/web/locales/ar/common.json': '{"order": {"line_zero": "a", "line_two": "b", "line_other": "c"}}',
    };
    expect(findings(checkWeb, files)).toEqual([]);
  });

  it('is refused for one-sided styles, for fetched fonts, and for sentences that a language lacks', () => {
    const files = {
      'src/web/ui/a.css': '.a { margin-left: 1px; }\n.b { text-align: right; }\n.c { left: 0; }\n@import url("https://fonts.example/a.css");\n',
      'src/web/locales/en/common.json': '{"yes": "yes", "no": "no"}',
      'src/web/locales/hi/common.json': '{"yes": "haan", "old": "purana"}',
    };
    expect(findings(checkWeb, files)).toEqual([
      'src/web/ui/a.css:1  "margin-left" is not mirrored in Arabic: use the logical property (start, end)',
      'src/web/ui/a.css:2  "text-align: right" is not mirrored in Arabic: use the logical property (start, end)',
      'src/web/ui/a.css:3  "left:" is not mirrored in Arabic: use the logical property (start, end)',
      'src/web/ui/a.css:4  fetches from elsewhere: ship it',
      'src/web/locales/hi/common.json  has no "no"',
      'src/web/locales/hi/common.json  has "old", which English has not',
    ]);
  });
});
