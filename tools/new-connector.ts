/**
 * `npx tsx tools/new-connector.ts oracle-fusion`: the skeleton of a connector in src/connectors/.
 * It says honestly that it can do nothing yet; docs/how-to/add-a-connector.md goes on from there.
 */
import path from 'node:path';
import { camelCase, isFolderName, writeScaffold, type Scaffold } from './scaffold.ts';

/** The files of a new connector: what it is, how it asks, what it understands, and a test for each promise. */
export function connectorFiles(name: string): Scaffold {
  const camel = camelCase(name);
  const client = `${camel[0]?.toUpperCase() ?? ''}${camel.slice(1)}Client`;
  return {
    'README.md': `# ${name}\n\nVersions: which ones were tried, against what.\n\n## Entities\n\nNone yet.\n\n## Known gaps\n\nEverything: its capabilities say \`none\`.\n`,
    'settings.ts': `import { z } from 'zod';\n\n/** Settings of one connection. What a company customises in its ERP is a setting here, never code. */\nexport const ${camel}SettingsSchema = z.object({\n  /** Scheme, host, port. */\n  baseUrl: z.url(),\n});\n`,
    'client.ts': `import type { ConnectorDeps } from '../kit/types.ts';\n\n/** How this ERP is asked. */\nexport interface ${client} {\n  /** The status of a request for the base address; null when nobody answered. */\n  ping(): Promise<number | null>;\n}\n\n/** A client for one connection. Never throws for what the ERP or the network does. */\nexport const create${client} = (baseUrl: string, deps: ConnectorDeps): ${client} => ({\n  ping: () =>\n    deps.fetch(baseUrl).then(\n      (answer) => answer.status,\n      () => null,\n    ),\n});\n`,
    'map.ts': `/** The text of a field of the ERP in our words: trimmed, and null when there is nothing in it. */\nexport const textOf = (value: string | null | undefined): string | null => value?.trim() || null;\n`,
    'index.ts': `import { assemble } from '../kit/assemble.ts';\nimport type { Connector } from '../kit/types.ts';\nimport { create${client} } from './client.ts';\nimport { ${camel}SettingsSchema } from './settings.ts';\n\n/** ${name}. See README.md for versions, entities and known gaps. */\nexport const ${camel}: Connector = {\n  id: '${name}',\n  vendor: '${name}',\n  product: '${name}',\n  settings: ${camel}SettingsSchema,\n  secretNames: [],\n  capabilities: { read: {}, write: {} },\n  open(given, _secrets, deps) {\n    const client = create${client}(${camel}SettingsSchema.parse(given).baseUrl, deps);\n    return assemble({\n      async testConnection() {\n        const status = await client.ping();\n        return status !== null && status < 400 ? { ok: true, text: 'it answers' } : { ok: false, text: status === null ? 'nobody answers' : \`it answers \${status}\` };\n      },\n      inspect: () => Promise.resolve([]),\n      readers: {},\n      writers: {},\n      close: () => Promise.resolve(),\n    });\n  },\n};\n`,
    'test/connector.test.ts': `import { describe, expect, it } from 'vitest';\nimport { ${camel} } from '../index.ts';\nimport { textOf } from '../map.ts';\n\nconst opened = (status: number) => ${camel}.open({ baseUrl: 'http://127.0.0.1:1' }, {}, { now: () => 0, randomHex: () => '', fetch: () => Promise.resolve(new Response('', { status })) });\n\ndescribe('${name}', () => {\n  it('says whether the ERP answers', async () => {\n    expect(await opened(200).testConnection()).toEqual({ ok: true, text: 'it answers' });\n    expect(await opened(503).testConnection()).toEqual({ ok: false, text: 'it answers 503' });\n  });\n\n  it('refuses settings without an address', () => {\n    expect(() => ${camel}.open({}, {}, { now: () => 0, randomHex: () => '', fetch })).toThrow();\n  });\n\n  it('reads empty fields as nothing', () => {\n    expect(textOf('  ')).toBeNull();\n    expect(textOf(' a ')).toBe('a');\n  });\n});\n`,
  };
}

const [name = ''] = process.argv.slice(2);
if (process.argv[1]?.endsWith('new-connector.ts')) {
  const root = path.resolve(import.meta.dirname, '..');
  const written = isFolderName(name) ? await writeScaffold(root, `src/connectors/${name}`, connectorFiles(name)) : null;
  if (written === null) {
    console.error(isFolderName(name) ? `src/connectors/${name} exists already.` : 'Usage: npx tsx tools/new-connector.ts NAME (kebab-case)');
    process.exitCode = 2;
  } else {
    console.log(written.join('\n'));
    console.log('\nNext: docs/how-to/add-a-connector.md.');
  }
}
