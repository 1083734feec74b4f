/** Rules on the shape of files: names, documentation, faces, what TypeScript may use. */
import path from 'node:path';

const FORBIDDEN_NAMES = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'misc']);
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The path below the folder that ESLint runs in, with `/`. */
const relative = (context) => path.relative(context.cwd, context.filename).split(path.sep).join('/');

/** Files and folders are kebab-case nouns that say what is inside; `utils` and its kin say nothing. */
export const fileName = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      kebab: 'Name "{{part}}" in kebab-case.',
      vague: 'The name "{{part}}" says nothing. Name the file by its subject.',
    },
  },
  create(context) {
    return {
      Program(node) {
        const parts = relative(context).split('/');
        const own = parts.map((part, index) => (index === parts.length - 1 ? part.replace(/^\./, '').split('.')[0] : part.replace(/^\./, '')));
        for (const part of own) {
          if (!KEBAB.test(part)) context.report({ node, messageId: 'kebab', data: { part } });
          else if (part.split('-').some((word) => FORBIDDEN_NAMES.has(word))) context.report({ node, messageId: 'vague', data: { part } });
        }
      },
    };
  },
};

/** True for `export type X = z.infer<…>`: the schema beside it is the declaration and carries the words. */
const isInferred = (declaration) => {
  const type = declaration.typeAnnotation;
  if (type?.type !== 'TSTypeReference') return isMemberOfList(type);
  return type.typeName.type === 'TSQualifiedName' && ['infer', 'input', 'output'].includes(type.typeName.right.name);
};

/** True for `(typeof states)[number]`: the list is the declaration. */
const isMemberOfList = (type) => type?.type === 'TSIndexedAccessType' && type.objectType.type === 'TSTypeQuery';

/** The things that an export statement declares and that owe the reader a sentence. */
function owing(declaration) {
  if (declaration.type === 'TSTypeAliasDeclaration') return isInferred(declaration) ? [] : [declaration.id.name];
  if (['FunctionDeclaration', 'TSDeclareFunction', 'TSInterfaceDeclaration', 'ClassDeclaration'].includes(declaration.type))
    return [declaration.id?.name ?? 'default'];
  if (declaration.type !== 'VariableDeclaration') return [];
  return declaration.declarations.filter((one) => ['ArrowFunctionExpression', 'FunctionExpression'].includes(one.init?.type)).map((one) => one.id.name);
}

/** Every exported function and type has a doc comment: what it promises, when it refuses. */
export const docComment = {
  meta: { type: 'suggestion', schema: [], messages: { missing: '"{{name}}" is exported: say in a /** comment */ what it promises and when it refuses.' } },
  create(context) {
    let documentedOverload = '';
    return {
      ExportNamedDeclaration(node) {
        if (!node.declaration) return;
        const documented = context.sourceCode.getCommentsBefore(node).some((comment) => comment.type === 'Block' && comment.value.startsWith('*'));
        for (const name of owing(node.declaration)) {
          if (!documented && name !== documentedOverload) context.report({ node, messageId: 'missing', data: { name } });
          if (documented && node.declaration.type === 'TSDeclareFunction') documentedOverload = name;
        }
      },
    };
  },
};

/** The face of a module stays small enough to be read at once. */
export const faceSize = {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'object' }],
    messages: { tooMany: 'A face of {{count}} exports (at most {{max}}): the module does too much, or shows too much.' },
  },
  create(context) {
    const max = context.options[0]?.max ?? 20;
    const count = (node) => {
      if (node.type === 'ExportAllDeclaration') return max + 1;
      if (node.type !== 'ExportNamedDeclaration') return 0;
      if (node.declaration?.type === 'VariableDeclaration') return node.declaration.declarations.length;
      return node.declaration ? 1 : node.specifiers.length;
    };
    return {
      Program(node) {
        const total = node.body.reduce((sum, statement) => sum + count(statement), 0);
        if (total > max) context.report({ node, messageId: 'tooMany', data: { count: total, max } });
      },
    };
  },
};

/** One name for one thing: no default exports, except where a tool asks for one. */
export const noDefaultExport = {
  meta: { type: 'problem', schema: [], messages: { named: 'Export by name: a default export is renamed at every import.' } },
  create: (context) => ({
    ExportDefaultDeclaration: (node) => context.report({ node, messageId: 'named' }),
    'ExportSpecifier[exported.name="default"]': (node) => context.report({ node, messageId: 'named' }),
  }),
};

/** TypeScript is JavaScript with types: nothing that would need to be compiled away. */
export const plainTypescript = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      enum: 'No enums: a union of strings, or a list with `as const`.',
      namespace: 'No namespaces: files are modules.',
      decorator: 'No decorators: pass what is needed.',
      parameterProperty: 'No parameter properties.',
    },
  },
  create: (context) => ({
    TSEnumDeclaration: (node) => context.report({ node, messageId: 'enum' }),
    'TSModuleDeclaration[kind!="global"][declare!=true]': (node) => context.report({ node, messageId: 'namespace' }),
    Decorator: (node) => context.report({ node, messageId: 'decorator' }),
    TSParameterProperty: (node) => context.report({ node, messageId: 'parameterProperty' }),
  }),
};

/** Whoever switches a rule off says why, on the same line, after ` -- `. */
export const describedDisable = {
  meta: { type: 'problem', schema: [], messages: { why: 'Say why, after " -- ": an exception without a reason becomes the rule.' } },
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        const off = /^\s*(eslint-disable|@ts-expect-error|@ts-ignore|@ts-nocheck)/.exec(comment.value);
        if (off && !/\s--\s+\S.{7,}/.test(comment.value)) context.report({ loc: comment.loc, messageId: 'why' });
      }
    },
  }),
};
