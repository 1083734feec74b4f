/** Rules on what code may do, by the kind of file it stands in. */

const OUTSIDE = new Set([
  'fetch',
  'process',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'crypto',
  'navigator',
  'window',
  'document',
  'localStorage',
  'globalThis',
  'Buffer',
]);

/** True when the identifier is the global of that name, not something that the file itself declares or a property's name. */
const isGlobal = (context, node) => {
  const scope = context.sourceCode.getScope(node);
  const reference = scope.references.find((one) => one.identifier === node);
  return reference !== undefined && (reference.resolved === null || reference.resolved.defs.length === 0);
};

/** Pure code has no clock, no chance, no outside and no throw: the same input gives the same answer, as a value. */
export const pure = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      throw: 'Pure code does not throw: return a Result, or null where the doc comment says so.',
      clock: 'Pure code has no clock: take the moment as an argument.',
      chance: 'Pure code has no chance: take the seed or the bytes as an argument.',
      outside: 'Pure code does not see "{{name}}".',
      async: 'Pure code does not wait: asynchronous work is done by jobs and connectors.',
    },
  },
  create(context) {
    const isNamed = (node, object, property) =>
      node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === object && !node.computed && node.property.name === property;
    return {
      ThrowStatement: (node) => context.report({ node, messageId: 'throw' }),
      MemberExpression(node) {
        if (isNamed(node, 'Date', 'now')) context.report({ node, messageId: 'clock' });
        if (isNamed(node, 'Math', 'random')) context.report({ node, messageId: 'chance' });
      },
      'NewExpression[callee.name="Date"][arguments.length=0]': (node) => context.report({ node, messageId: 'clock' }),
      'CallExpression[callee.name="Date"]': (node) => context.report({ node, messageId: 'clock' }),
      Identifier(node) {
        if (OUTSIDE.has(node.name) && isGlobal(context, node)) context.report({ node, messageId: 'outside', data: { name: node.name } });
      },
      ':function[async=true]': (node) => context.report({ node, messageId: 'async' }),
      ImportExpression: (node) => context.report({ node, messageId: 'outside', data: { name: 'import()' } }),
    };
  },
};

/** A command is one transaction over the database: whatever reaches outside is a job. */
export const noOutsideCall = {
  meta: { type: 'problem', schema: [], messages: { outside: '"{{name}}" reaches outside of the transaction: enqueue a job, or take the value from ctx.' } },
  create: (context) => ({
    Identifier(node) {
      if (['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'process'].includes(node.name) && isGlobal(context, node)) {
        context.report({ node, messageId: 'outside', data: { name: node.name } });
      }
    },
    'CallExpression[callee.object.name="Date"][callee.property.name="now"]': (node) =>
      context.report({ node, messageId: 'outside', data: { name: 'Date.now' } }),
    'NewExpression[callee.name="Date"][arguments.length=0]': (node) => context.report({ node, messageId: 'outside', data: { name: 'new Date()' } }),
    'CallExpression[callee.object.name="Math"][callee.property.name="random"]': (node) =>
      context.report({ node, messageId: 'outside', data: { name: 'Math.random' } }),
  }),
};

/** Faults are caught at four edges only (HTTP, jobs, CLI, worker thread); elsewhere a catch hides a bug or a broken world. */
export const noCatch = {
  meta: { type: 'problem', schema: [], messages: { caught: 'Let faults rise to the edge (HTTP, job, CLI, worker); what the business expects is a refusal.' } },
  create: (context) => ({
    CatchClause: (node) => context.report({ node, messageId: 'caught' }),
    'CallExpression[callee.property.name="catch"]': (node) => context.report({ node, messageId: 'caught' }),
  }),
};

/** No container, no service classes: functions over `ctx`. */
export const noClass = {
  meta: { type: 'problem', schema: [], messages: { class: 'No classes in modules: functions that take ctx first, and data.' } },
  create: (context) => ({ 'ClassDeclaration, ClassExpression': (node) => context.report({ node, messageId: 'class' }) }),
};

/** Every exported asynchronous server function takes `ctx` first: transaction, actor, clock, enqueue, publish, log. */
export const ctxFirst = {
  meta: { type: 'problem', schema: [], messages: { first: '"{{name}}" takes ctx first.' } },
  create(context) {
    const check = (name, fn) => {
      if (!fn?.async && !/^Promise$/.test(fn?.returnType?.typeAnnotation?.typeName?.name ?? '')) return;
      const first = fn.params[0];
      if (first?.type !== 'Identifier' || first.name !== 'ctx') context.report({ node: fn, messageId: 'first', data: { name } });
    };
    return {
      'ExportNamedDeclaration > FunctionDeclaration': (node) => check(node.id.name, node),
      'ExportNamedDeclaration > VariableDeclaration > VariableDeclarator': (node) => {
        if (['ArrowFunctionExpression', 'FunctionExpression'].includes(node.init?.type)) check(node.id.name, node.init);
      },
    };
  },
};
