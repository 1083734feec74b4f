import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cleanTree, engines, importing, mayCall, mayCompute } from './clean-tree.ts';
import { ownText, plantTree, removeTree, repository, runTool, type Files } from './tree.ts';

interface Planted {
  readonly rules: readonly string[];
  readonly file: string;
  readonly imports: readonly string[];
  /** `import type` instead of `import`. */
  readonly typeOnly?: boolean;
}

const planted: readonly Planted[] = [
  { rules: ['no-circular'], file: 'src/kernel/egg.ts', imports: ['./hen.ts'], typeOnly: true },
  // The other half of the same cycle, which is reported once.
  { rules: [], file: 'src/kernel/hen.ts', imports: ['./egg.ts'], typeOnly: true },
  { rules: ['not-to-unresolvable'], file: 'src/app/planted-nowhere.ts', imports: ['./nowhere.ts'] },
  { rules: ['no-undeclared-packages'], file: 'src/app/planted-undeclared.ts', imports: ['undeclared'] },
  { rules: ['no-dev-packages-in-shipped-code'], file: 'src/app/planted-dev.ts', imports: ['vite'] },
  { rules: ['shipped-code-does-not-import-tests'], file: 'src/app/planted-support.ts', imports: ['../../test/support/world.ts'] },
  { rules: ['shipped-code-does-not-import-tests'], file: 'src/platform/http/planted-test.ts', imports: ['../../kernel/time.test.ts'] },
  { rules: ['kernel-imports-nothing'], file: 'src/kernel/planted-package.ts', imports: ['zod'] },
  { rules: ['kernel-imports-nothing'], file: 'src/kernel/planted-node.ts', imports: ['node:crypto'] },
  { rules: ['kernel-imports-nothing'], file: 'src/kernel/planted-platform.ts', imports: ['../platform/runtime/ctx.ts'], typeOnly: true },
  { rules: ['platform-knows-no-business'], file: 'src/platform/http/planted-order.ts', imports: ['../../modules/orders/contract.ts'], typeOnly: true },
  { rules: ['platform-knows-no-business'], file: 'src/platform/http/planted-engine.ts', imports: ['../../engines/reading/types.ts'], typeOnly: true },
  { rules: ['engines-import-kernel-only'], file: 'src/engines/mrp/planted-package.ts', imports: ['zod'] },
  { rules: ['engines-import-kernel-only'], file: 'src/engines/mrp/planted-neighbour.ts', imports: ['../routing/index.ts'] },
  { rules: ['engines-import-kernel-only'], file: 'src/engines/mrp/planted-platform.ts', imports: ['../../platform/runtime/ctx.ts'], typeOnly: true },
  { rules: ['engines-are-entered-by-their-face'], file: 'src/app/planted-engine.ts', imports: ['../engines/reading/search.ts'] },
  { rules: ['only-app-wires'], file: 'src/modules/orders/planted-app.ts', imports: ['../../app/wire.ts'], typeOnly: true },
  {
    rules: ['only-app-sees-connectors-and-sandbox'],
    file: 'src/modules/sync/planted-connector.ts',
    imports: ['../../connectors/sap-s4/index.ts'],
    typeOnly: true,
  },
  {
    rules: ['only-app-sees-connectors-and-sandbox', 'platform-knows-no-business'],
    file: 'src/platform/channels/planted-sandbox.ts',
    imports: ['../../sandbox/sap-s4/index.ts'],
  },
  { rules: ['only-sync-sees-the-connector-kit'], file: 'src/modules/orders/planted-kit.ts', imports: ['../../connectors/kit/types.ts'], typeOnly: true },
  { rules: ['sync-sees-connector-types-only'], file: 'src/modules/sync/planted-kit.ts', imports: ['../../connectors/kit/types.ts'] },
  { rules: ['new-module-needs-a-row-in-the-table'], file: 'src/modules/payroll/index.ts', imports: ['../../kernel/result.ts'] },
  { rules: ['module-entered-by-its-face'], file: 'src/app/planted-store.ts', imports: ['../modules/orders/store.ts'] },
  { rules: ['module-entered-by-its-face-from-modules', 'who-may-call-orders'], file: 'src/modules/orders/planted-store.ts', imports: ['../masters/store.ts'] },
  { rules: ['pure-code-stays-pure'], file: 'src/modules/orders/domain/planted-store.ts', imports: ['../store.ts'] },
  { rules: ['pure-code-stays-pure'], file: 'src/modules/orders/domain/planted-ctx.ts', imports: ['../../../platform/runtime/ctx.ts'], typeOnly: true },
  { rules: ['pure-code-stays-pure'], file: 'src/modules/orders/contract/planted-crypto.ts', imports: ['node:crypto'] },
  { rules: ['pure-code-takes-only-types-of-others'], file: 'src/modules/orders/domain/planted-value.ts', imports: ['../../masters/contract.ts'] },
  { rules: ['sql-only-in-stores'], file: 'src/modules/orders/jobs/planted-sql.ts', imports: ['kysely'] },
  { rules: ['sql-only-in-stores'], file: 'src/app/planted-sql.ts', imports: ['pg'] },
  { rules: ['transactions-are-typed-in-stores'], file: 'src/modules/orders/commands/planted-on.ts', imports: ['../../../platform/db/on.ts'] },
  { rules: ['stores-only-remember'], file: 'src/modules/orders/store/planted-policy.ts', imports: ['../policy.ts'] },
  { rules: ['routes-do-not-touch-stores'], file: 'src/modules/orders/routes/planted-store.ts', imports: ['../store.ts'] },
  { rules: ['policies-are-pure'], file: 'src/modules/orders/policy/planted-store.ts', imports: ['../store.ts'] },
  {
    rules: ['commands-make-no-outside-call'],
    file: 'src/modules/orders/commands/planted-channel.ts',
    imports: ['../../../platform/channels/whatsapp/sender.ts'],
  },
  { rules: ['commands-make-no-outside-call', 'modules-do-not-open-the-world'], file: 'src/modules/orders/commands/planted-http.ts', imports: ['node:https'] },
  { rules: ['modules-do-not-open-the-world'], file: 'src/modules/orders/jobs/planted-file.ts', imports: ['node:fs/promises'] },
  { rules: ['connectors-see-kit-and-contracts-only'], file: 'src/connectors/tally/planted-module.ts', imports: ['../../modules/orders/index.ts'] },
  { rules: ['connectors-see-kit-and-contracts-only'], file: 'src/connectors/tally/planted-neighbour.ts', imports: ['../sap-s4/map.ts'] },
  { rules: ['connectors-see-kit-and-contracts-only'], file: 'src/connectors/tally/planted-platform.ts', imports: ['../../platform/http/app.ts'] },
  { rules: ['sandbox-sees-kit-and-contracts-only'], file: 'src/sandbox/whatsapp/planted-channel.ts', imports: ['../../platform/channels/whatsapp/sender.ts'] },
  { rules: ['sandbox-sees-kit-and-contracts-only'], file: 'src/sandbox/sap-s4/planted-connector.ts', imports: ['../../connectors/sap-s4/map.ts'] },
  { rules: ['web-sees-contracts-and-pure-code-only'], file: 'src/web/data/planted-face.ts', imports: ['../../modules/orders/index.ts'], typeOnly: true },
  { rules: ['web-sees-contracts-and-pure-code-only'], file: 'src/web/data/planted-platform.ts', imports: ['../../platform/runtime/ctx.ts'], typeOnly: true },
  { rules: ['web-has-no-node'], file: 'src/web/data/planted-node.ts', imports: ['node:fs'] },
  { rules: ['web-runs-in-browsers'], file: 'src/web/data/planted-pino.ts', imports: ['pino'] },
  { rules: ['server-does-not-import-web'], file: 'src/app/planted-web.ts', imports: ['../web/ui/button.tsx'] },
  { rules: ['screens-do-not-import-screens'], file: 'src/web/screens/orders/planted-item.tsx', imports: ['../items/index.tsx'] },
  { rules: ['web-imports-go-one-way'], file: 'src/web/ui/planted-screen.tsx', imports: ['../screens/items/index.tsx'] },
  { rules: ['web-entries-are-roots'], file: 'src/web/shell/planted-entry.tsx', imports: ['../entries/desk.tsx'] },
];

const modules = Object.keys(mayCall);
const forbiddenCalls: readonly Planted[] = modules.flatMap((name) =>
  modules
    .filter((other) => other !== name && !mayCall[name]?.includes(other))
    .map((other) => ({ rules: [`who-may-call-${name}`], file: `src/modules/${name}/planted/calls-${other}.ts`, imports: [`../../${other}/index.ts`] })),
);
const forbiddenEngines: readonly Planted[] = modules.flatMap((name) =>
  engines
    .filter((engine) => !mayCompute[name]?.includes(engine))
    .map((engine) => ({
      rules: [`who-may-compute-${name}`],
      file: `src/modules/${name}/planted/computes-${engine}.ts`,
      imports: [`../../../engines/${engine}/index.ts`],
    })),
);
const boardsContract: Planted = {
  rules: ['who-may-call-boards'],
  file: 'src/modules/boards/planted/contract.ts',
  imports: ['../../orders/contract.ts'],
  typeOnly: true,
};
const all = [...planted, ...forbiddenCalls, ...forbiddenEngines, boardsContract];

const textOf = ({ imports, typeOnly }: Planted): string =>
  typeOnly ? imports.map((place) => `import type {} from '${place}';\n`).join('') : importing(...imports);
const configuration: Files = { 'tsconfig.json': ownText('tsconfig.json'), '.dependency-cruiser.cjs': ownText('.dependency-cruiser.cjs') };

/** `rule file` for each violation that dependency-cruiser reports in a tree. */
function violations(root: string): string[] {
  const output = runTool(root, 'depcruise', ['src', 'test', 'db', '--config', '.dependency-cruiser.cjs', '--no-cache', '--output-type', 'json']);
  const report = JSON.parse(output) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  return [...new Set(report.summary.violations.map(({ from, rule }) => `${rule.name} ${from}`))].sort();
}

const roots: string[] = [];
const plant = (files: Files): string => {
  const root = plantTree({ ...configuration, ...files });
  roots.push(root);
  return root;
};
afterAll(() => roots.forEach(removeTree));

describe('the walls of the architecture', () => {
  let found: string[] = [];

  beforeAll(() => {
    found = violations(plant({ ...cleanTree, ...Object.fromEntries(all.map((one) => [one.file, textOf(one)])) }));
  });

  it('let everything through that the architecture allows', () => {
    expect(violations(plant(cleanTree))).toEqual([]);
  });

  it('stop each planted import, for its own reason and no other', () => {
    expect(found).toEqual(all.flatMap(({ rules, file }) => rules.map((rule) => `${rule} ${file}`)).sort());
  });

  it('are each proved by a planted import', () => {
    const rules = (
      createRequire(import.meta.url)(path.join(repository, '.dependency-cruiser.cjs')) as { forbidden: { name: string; comment: string; severity: string }[] }
    ).forbidden;
    const proved = new Set(all.flatMap((one) => one.rules));
    expect(rules.map(({ name }) => name).filter((name) => !proved.has(name))).toEqual([]);
    expect(rules.filter(({ comment, severity }) => comment.length < 20 || severity !== 'error')).toEqual([]);
  });

  it('know the whole table of who may call whom', () => {
    const pairs = modules.length * (modules.length - 1);
    const allowed = Object.values(mayCall).flat().length;
    expect(found.filter((line) => /who-may-call-\w+ .*calls-/.test(line))).toHaveLength(pairs - allowed);
  });
});
