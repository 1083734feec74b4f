/**
 * `npx tsx tools/new-module.ts stock`: the skeleton of a module of the architecture, in src/modules/.
 * A module that the architecture does not know needs an ADR and a row in .dependency-cruiser.cjs first.
 */
import path from 'node:path';
import { camelCase, isFolderName, writeScaffold, type Scaffold } from './scaffold.ts';

/** The files of a new module: a face, a contract, a policy with its denied actor, and a page about itself. */
export function moduleFiles(name: string): Scaffold {
  const camel = camelCase(name);
  return {
    'README.md': `# ${name}\n\nPurpose: one sentence.\n\n## Nouns\n\nEach is in docs/glossary.md.\n\n## Invariants\n\n- What is always true, and which test proves it.\n\n## Events\n\n- in: none\n- out: none\n`,
    'index.ts': `import type { ModuleParts } from '../../platform/runtime/module.ts';\n\n/** What ${name} hands to the composition root. */\nexport const ${camel}Module = (): ModuleParts => ({ name: '${name}' });\n`,
    'contract.ts': `import { z } from 'zod';\n\n/** Says why ${name} refused: the codes that its commands answer with. */\nexport const ${camel}RefusalSchema = z.enum(['forbidden', 'not_found']);\n`,
    'policy.ts': `import type { Actor } from '../../platform/runtime/ctx.ts';\n\n/** Who may change anything of ${name}: the system, and people with the role of that name. */\nexport const mayChange = (actor: Actor): boolean => actor.kind === 'system' || (actor.kind === 'person' && actor.roles.includes('${name}'));\n`,
    'test/policy.test.ts': `import { describe, expect, it } from 'vitest';\nimport { mayChange } from '../policy.ts';\n\ndescribe('who may change ${name}', () => {\n  it('denies a person without the role, and customers', () => {\n    expect(mayChange({ kind: 'person', id: 'p1', name: 'Asha', roles: ['sales'] })).toBe(false);\n    expect(mayChange({ kind: 'customer', id: '+911' })).toBe(false);\n  });\n\n  it('lets the role and the system through', () => {\n    expect(mayChange({ kind: 'person', id: 'p1', name: 'Asha', roles: ['${name}'] })).toBe(true);\n    expect(mayChange({ kind: 'system', id: 'system:test' })).toBe(true);\n  });\n});\n`,
  };
}

const [name = ''] = process.argv.slice(2);
if (process.argv[1]?.endsWith('new-module.ts')) {
  const root = path.resolve(import.meta.dirname, '..');
  const written = isFolderName(name) ? await writeScaffold(root, `src/modules/${name}`, moduleFiles(name)) : null;
  if (written === null) {
    console.error(isFolderName(name) ? `src/modules/${name} exists already.` : 'Usage: npx tsx tools/new-module.ts NAME (kebab-case noun)');
    process.exitCode = 2;
  } else {
    console.log(written.join('\n'));
    console.log('\nNext: its tables in a new file of db/migrations/, its row in .dependency-cruiser.cjs, its nouns in docs/glossary.md, its parts in src/app.');
  }
}
