/** Rules on names: events, refusals, jobs, commands, queries, and whose tables a store touches. */
import path from 'node:path';

const text = (node) => (node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null);
const moduleOf = (context) => /src\/modules\/([^/]+)\//.exec(path.relative(context.cwd, context.filename).split(path.sep).join('/'))?.[1] ?? null;

/** Refusals are snake_case nouns; events are `noun.past`; jobs are `module.verb-noun`. */
export const wireNames = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      refusal: 'The refusal code "{{name}}" is not a snake_case noun.',
      event: 'The event type "{{name}}" is not `noun.past` in snake_case.',
      job: 'The job "{{name}}" is not `{{module}}.verb-noun`.',
    },
  },
  create(context) {
    const owner = moduleOf(context);
    const property = (node, key) => node?.type === 'ObjectExpression' && text(node.properties.find((one) => one.key?.name === key)?.value);
    return {
      'CallExpression[callee.name="refuse"]'(node) {
        const name = text(node.arguments[0]);
        if (name !== null && !/^[a-z]+(_[a-z0-9]+)*$/.test(name)) context.report({ node, messageId: 'refusal', data: { name } });
      },
      'CallExpression[callee.property.name="publish"]'(node) {
        const name = property(node.arguments[0], 'type');
        if (name && !/^[a-z]+(_[a-z]+)*(\.[a-z]+(_[a-z]+)*)$/.test(name)) context.report({ node, messageId: 'event', data: { name } });
      },
      'CallExpression[callee.name="defineJob"]'(node) {
        const name = property(node.arguments[0], 'name');
        if (name && owner && !new RegExp(`^${owner}\\.[a-z]+(-[a-z]+)+$`).test(name)) context.report({ node, messageId: 'job', data: { name, module: owner } });
      },
    };
  },
};

/** The words that exported functions of a kind of file begin with. */
const startsWith = (kind, pattern, advice) => ({
  meta: { type: 'suggestion', schema: [], messages: { name: `"{{name}}" is a ${kind}: ${advice}.` } },
  create(context) {
    const check = (node, name) => !pattern.test(name) && context.report({ node, messageId: 'name', data: { name } });
    return {
      'ExportNamedDeclaration > FunctionDeclaration': (node) => check(node, node.id.name),
      'ExportNamedDeclaration > VariableDeclaration > VariableDeclarator': (node) => {
        if (['ArrowFunctionExpression', 'FunctionExpression'].includes(node.init?.type)) check(node, node.id.name);
      },
    };
  },
});

/** Commands are verb + noun. */
export const commandName = startsWith('command', /^[a-z]+[A-Z]/, 'name it verb + noun (confirmOrder)');

/** Queries say what they give and how: one, many, by text. */
export const queryName = startsWith('query', /^(get|list|find|search|count|has|name)[A-Z]/, 'begin with get, list, find, search, count, has or name');

const WRITES = new Set(['insertInto', 'updateTable', 'deleteFrom', 'mergeInto']);
const READS = new Set(['selectFrom', 'innerJoin', 'leftJoin', 'rightJoin', 'fullJoin', 'from', 'using']);

/** Writes never cross schemas; reads may, through the views `v_*` that the owner publishes. */
export const ownSchema = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      write: '"{{table}}" belongs to another module: call its face, or publish an event.',
      read: '"{{table}}" is a private table of another module: read its view {{schema}}.v_…, or call its face.',
    },
  },
  create(context) {
    const owner = moduleOf(context);
    if (owner === null) return {};
    return {
      'CallExpression[callee.type="MemberExpression"]'(node) {
        const method = node.callee.property.name;
        if (!WRITES.has(method) && !READS.has(method)) return;
        const table = text(node.arguments[0])?.split(/\s/)[0];
        const schema = table?.includes('.') ? table.split('.')[0] : null;
        if (!schema || schema === owner) return;
        if (WRITES.has(method)) context.report({ node, messageId: 'write', data: { table } });
        else if (!table.split('.')[1].startsWith('v_')) context.report({ node, messageId: 'read', data: { table, schema } });
      },
    };
  },
};
