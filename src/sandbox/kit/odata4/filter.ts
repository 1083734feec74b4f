import { badRequest } from './fault.ts';
import { tokenize, walk, type Token, type Tokens } from './lexer.ts';
import { valueOf, type EntitySet, type Field, type Model, type Row, type Value } from './model.ts';
import { compareValues, isDay, plainDecimal } from './values.ts';

/** What of the filter language an ERP knows, and how its database compares texts. */
export interface FilterDialect {
  /** `Field in ('a','b')`. */
  readonly in: boolean;
  /** Functions by name: `contains`, `startswith`, `endswith`, V3's `substringof`. */
  readonly functions: readonly string[];
  /** `eq '*text*'` looks for a part. */
  readonly wildcards: boolean;
  /** Enumeration literals: `'Member'`, `Namespace.Type'Member'`, or both. */
  readonly enums: 'text' | 'typed' | 'both';
  readonly anyCase: boolean;
}

/** Follows a to-one link of a row; null when nothing is there. */
export type FollowOne = (set: EntitySet, row: Row, link: string) => Row | null;

/** A filter ready to run: the test, and the equalities that hold for every row that passes (for an index). */
export interface Filter {
  readonly test: (row: Row) => boolean;
  readonly equal: ReadonlyMap<string, Value>;
}

/** What parsing a filter needs to know. */
export interface FilterScope {
  readonly model: Model;
  readonly set: EntitySet;
  readonly dialect: FilterDialect;
  readonly follow: FollowOne;
}

type Test = (row: Row) => boolean;
interface Node {
  readonly test: Test;
  readonly equal: readonly (readonly [string, Value])[];
}
interface Operand {
  readonly field: Field;
  /** Its name when it is a field of the set itself. */
  readonly own: string | null;
  readonly get: (row: Row) => Value;
}

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};
const turned: Readonly<Record<string, string>> = { gt: 'lt', lt: 'gt', ge: 'le', le: 'ge' };

const textFunctions: Readonly<Record<string, (text: string, part: string) => boolean>> = {
  contains: (text, part) => text.includes(part),
  substringof: (text, part) => text.includes(part),
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
};

const wrongLiteral = (field: Field, token: Token): Error =>
  badRequest('wrong_type', `'${token.text}' is no value of ${field.name}`, { property: field.name, value: token.text });

function momentLiteral(field: Field, token: Token): Value {
  const day = token.text.slice(0, 10);
  // some services take days as texts, quoted
  const usable = token.kind === 'moment' || token.kind === 'string';
  if (!usable || !isDay(day)) throw wrongLiteral(field, token);
  if (field.type === 'date') return day;
  const text = token.text.length === 10 ? `${token.text}T00:00:00Z` : /(?:Z|[+-]\d\d:\d\d)$/.test(token.text) ? token.text : `${token.text}Z`;
  if (Number.isNaN(Date.parse(text))) throw wrongLiteral(field, token);
  return new Date(text).toISOString();
}

function enumLiteral(scope: FilterScope, field: Field, token: Token): Value {
  const { enums } = scope.dialect;
  const style = token.kind === 'string' ? 'text' : token.kind === 'enum' ? 'typed' : null;
  const member = scope.model.enums.get(field.of ?? '')?.includes(token.text);
  if (style === null || (enums !== 'both' && enums !== style) || !member) throw wrongLiteral(field, token);
  return token.text;
}

/** A literal as a value of the field that it is compared with; a literal of another type is a fault. */
export function literalFor(scope: FilterScope, field: Field, token: Token): Value {
  if (token.kind === 'name' && token.text === 'null') return null;
  switch (field.type) {
    case 'date':
    case 'instant':
      return momentLiteral(field, token);
    case 'enum':
      return enumLiteral(scope, field, token);
    default:
      return plainLiteral(field, token);
  }
}

/** Kinds of tokens that are values of a plain type. */
const literalKinds: Readonly<Partial<Record<Field['type'], readonly Token['kind'][]>>> = {
  bool: ['name'],
  int: ['number'],
  long: ['number'],
  decimal: ['number'],
  double: ['number'],
  guid: ['guid'],
  time: ['moment', 'string'],
  text: ['string'],
};

function plainLiteral(field: Field, token: Token): Value {
  if (!literalKinds[field.type]?.includes(token.kind)) throw wrongLiteral(field, token);
  if (field.type === 'bool' && token.text !== 'true' && token.text !== 'false') throw wrongLiteral(field, token);
  if (field.type === 'int' && !/^[+-]?\d+$/.test(token.text)) throw wrongLiteral(field, token);
  if (field.type === 'bool') return token.text === 'true';
  if (field.type === 'int') return Number(token.text);
  if (field.type === 'guid') return token.text.toLowerCase();
  return token.kind === 'number' ? plainDecimal(token.text) : token.text;
}

/** Resolves `Field` or `ToOneLink/Field`. An unknown name or a link to many is a fault. */
export function fieldAt(scope: FilterScope, path: string): Operand {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  let here = scope.set;
  const steps: { readonly set: EntitySet; readonly link: string }[] = [];
  for (const part of parts) {
    const link = here.links.get(part);
    const target = link && scope.model.sets.get(link.target);
    if (!target || link.many)
      throw badRequest('unknown_property', `'${part}' is no link to one of ${here.typeName}`, { resource: here.typeName, property: part });
    steps.push({ set: here, link: part });
    here = target;
  }
  const field = here.fields.get(name);
  if (!field || field.type === 'complex')
    throw badRequest('unknown_property', `Property '${name}' of '${here.typeName}' is invalid`, { resource: here.typeName, property: name });
  const get = (row: Row): Value => {
    const end = steps.reduce<Row | null>((at, step) => (at === null ? null : scope.follow(step.set, at, step.link)), row);
    return end === null ? null : valueOf(end, name);
  };
  return { field, own: parts.length === 0 ? name : null, get };
}

class Parser {
  readonly #scope: FilterScope;
  readonly #tokens: Tokens;

  constructor(scope: FilterScope, text: string) {
    this.#scope = scope;
    this.#tokens = walk(tokenize(text));
  }

  all(): Node {
    const node = this.#or();
    const left = this.#tokens.peek();
    if (left) throw badRequest('bad_filter', `Syntax error at '${left.text}'`, { value: left.text });
    return node;
  }

  #or(): Node {
    let left = this.#and();
    while (this.#tokens.accept('or')) {
      const [a, b] = [left.test, this.#and().test];
      left = { test: (row) => a(row) || b(row), equal: [] };
    }
    return left;
  }

  #and(): Node {
    let left = this.#not();
    while (this.#tokens.accept('and')) {
      const [a, b] = [left, this.#not()];
      left = { test: (row) => a.test(row) && b.test(row), equal: [...a.equal, ...b.equal] };
    }
    return left;
  }

  #not(): Node {
    if (!this.#tokens.accept('not')) return this.#primary();
    const { test } = this.#primary();
    return { test: (row) => !test(row), equal: [] };
  }

  #primary(): Node {
    if (this.#tokens.accept('(')) {
      const node = this.#or();
      this.#tokens.expect(')');
      return node;
    }
    const next = this.#tokens.take();
    if (next.kind === 'name' && next.text.toLowerCase() in textFunctions) return this.#call(next.text.toLowerCase());
    return this.#comparison(next);
  }

  #call(name: string): Node {
    if (!this.#scope.dialect.functions.includes(name)) throw badRequest('bad_filter', `The function '${name}' is not supported`, { value: name });
    this.#tokens.expect('(');
    const first = this.#tokens.take();
    this.#tokens.expect(',');
    const second = this.#tokens.take();
    this.#tokens.expect(')');
    const [path, part] = name === 'substringof' ? [second, first] : [first, second];
    if (path.kind !== 'name' || part.kind !== 'string') throw badRequest('bad_filter', `Wrong arguments of '${name}'`, { value: name });
    const { field, get } = fieldAt(this.#scope, path.text);
    if (field.type !== 'text') throw badRequest('wrong_type', `'${name}' works on texts only`, { property: field.name });
    const run = textFunctions[name];
    const wanted = this.#wanted();
    const shown = (text: string): string => (this.#scope.dialect.anyCase ? text.toLowerCase() : text);
    return { test: (row) => (run?.(shown(String(get(row) ?? '')), shown(part.text)) ?? false) === wanted, equal: [] };
  }

  /** `eq true`, `eq false` or nothing behind a function. */
  #wanted(): boolean {
    if (!this.#tokens.accept('eq')) return true;
    if (this.#tokens.accept('false')) return false;
    this.#tokens.expect('true');
    return true;
  }

  #comparison(first: Token): Node {
    if (first.kind === 'name' && first.text !== 'null' && this.#tokens.accept('in')) return this.#in(first);
    const word = this.#tokens.take().text.toLowerCase();
    const second = this.#tokens.take();
    if (!(word in comparisons)) throw badRequest('bad_filter', `Syntax error: operator expected at '${word}'`, { value: word });
    const forward = isPath(first);
    const [path, literal] = forward ? [first, second] : [second, first];
    if (!isPath(path) || isPath(literal)) throw badRequest('bad_filter', 'Only comparisons of a property with a value are supported', { value: word });
    return this.#compare(fieldAt(this.#scope, path.text), forward ? word : (turned[word] ?? word), literal);
  }

  #compare(operand: Operand, word: string, token: Token): Node {
    const { dialect } = this.#scope;
    const ranged = word !== 'eq' && word !== 'ne';
    const pattern = dialect.wildcards && !ranged ? likeOf(operand.field, token) : null;
    if (pattern) return { test: (row) => pattern.test(String(operand.get(row) ?? '')) === (word === 'eq'), equal: [] };
    const literal = literalFor(this.#scope, operand.field, token);
    const decide = comparisons[word] ?? ((): boolean => false);
    const test: Test = (row) => {
      const value = operand.get(row);
      if (ranged && (value === null || literal === null)) return false;
      return decide(compareValues(operand.field, value, literal, dialect.anyCase));
    };
    return { test, equal: word === 'eq' && operand.own !== null && !dialect.anyCase ? [[operand.own, literal]] : [] };
  }

  #in(path: Token): Node {
    if (!this.#scope.dialect.in) throw badRequest('bad_filter', "The operator 'in' is not supported", { value: 'in' });
    const operand = fieldAt(this.#scope, path.text);
    this.#tokens.expect('(');
    const tests = [this.#compare(operand, 'eq', this.#tokens.take()).test];
    while (this.#tokens.accept(',')) tests.push(this.#compare(operand, 'eq', this.#tokens.take()).test);
    this.#tokens.expect(')');
    return { test: (row) => tests.some((test) => test(row)), equal: [] };
  }
}

const isPath = (token: Token): boolean => token.kind === 'name' && !['true', 'false', 'null'].includes(token.text);

/** A text with asterisks as a pattern; null when it has none. */
function likeOf(field: Field, token: Token): RegExp | null {
  if (token.kind !== 'string' || field.type !== 'text' || !token.text.includes('*')) return null;
  const parts = token.text.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is');
}

/** Reads `$filter`. Syntax errors, unknown fields and literals of the wrong type are faults. */
export function parseFilter(scope: FilterScope, text: string): Filter {
  const node = new Parser(scope, text).all();
  return { test: node.test, equal: new Map(node.equal) };
}
