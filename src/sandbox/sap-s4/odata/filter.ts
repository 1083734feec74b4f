import { badRequest } from './error.ts';
import { tokenize, walk, type Token, type Tokens } from './lexer.ts';
import { read, type EntitySet, type Property, type Service, type Source, type Value } from './model.ts';
import { compareValues, stored } from './values.ts';

/** Finds the rows' source of an entity set. */
export type SourceOf = (set: string) => Source;

/** A filter ready to run: the test, and the equalities that must hold for every row that passes (for an index). */
export interface Filter {
  readonly test: (row: unknown) => boolean;
  readonly equal: ReadonlyMap<string, Value>;
}

interface PropertyOperand {
  readonly kind: 'property';
  readonly name: string;
  readonly direct: boolean;
  readonly property: Property;
  readonly get: (row: unknown) => Value;
}
type Operand = PropertyOperand | { readonly kind: 'literal'; readonly token: Token };
type Test = Filter['test'];
interface Node {
  readonly test: Test;
  readonly equal: readonly (readonly [string, Value])[];
}

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};
const functions: Readonly<Record<string, (text: string, part: string) => boolean>> = {
  substringof: (text, part) => text.includes(part),
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
};

const wrongLiteral = (property: Property, token: Token): Error =>
  badRequest(`Invalid parametertype used in function: property ${property.name} cannot be compared with '${token.text}'`, '/IWBEP/CM_MGW_RT/042');

function momentLiteral(property: Property, token: Token): Value {
  const ms = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(token.text) ? token.text : `${token.text}Z`);
  if ((token.kind !== 'datetime' && token.kind !== 'datetimeoffset') || Number.isNaN(ms)) throw wrongLiteral(property, token);
  return property.kind === 'stamp' ? ms : new Date(ms).toISOString().slice(0, 10);
}

function textLiteral(property: Property, token: Token): Value {
  if (token.kind !== 'string' && token.kind !== 'guid' && token.kind !== 'time') throw wrongLiteral(property, token);
  // comparing is case-sensitive in the ERP, so only the zeros are converted
  return property.kind === 'upper' && !/^\d+$/.test(token.text) ? token.text : stored(property, token.text);
}

/** A literal as a value of the property it is compared with; refuses a literal of another type. */
function literalFor(property: Property, token: Token): Value {
  if (token.kind === 'name' && token.text === 'null') return null;
  if (property.kind === 'date' || property.kind === 'stamp') return momentLiteral(property, token);
  if (property.kind === 'bool') {
    if (token.text !== 'true' && token.text !== 'false') throw wrongLiteral(property, token);
    return token.text === 'true';
  }
  if (property.kind === 'decimal' || property.kind === 'double') {
    if (token.kind !== 'number' && token.kind !== 'string') throw wrongLiteral(property, token);
    return token.text;
  }
  return textLiteral(property, token);
}

class Parser {
  readonly #service: Service;
  readonly #sourceOf: SourceOf;
  readonly #set: EntitySet;
  readonly #tokens: Tokens;

  constructor(service: Service, sourceOf: SourceOf, set: EntitySet, text: string) {
    this.#service = service;
    this.#sourceOf = sourceOf;
    this.#set = set;
    this.#tokens = walk(tokenize(text));
  }

  all(): Node {
    const node = this.#or();
    const left = this.#tokens.peek();
    if (left) throw badRequest(`Syntax error in system query option $filter near '${left.text}'`, '/IWBEP/CM_MGW_RT/154');
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
    const name = Object.keys(functions).find((candidate) => this.#tokens.accept(candidate));
    return name ? this.#call(name) : this.#comparison();
  }

  #call(name: string): Node {
    this.#tokens.expect('(');
    const first = this.#operand();
    this.#tokens.expect(',');
    const second = this.#operand();
    this.#tokens.expect(')');
    const [text, part] = name === 'substringof' ? [second, first] : [first, second];
    const run = functions[name];
    if (!run || text.kind !== 'property' || part.kind !== 'literal' || part.token.kind !== 'string')
      throw badRequest(`Invalid arguments of function '${name}'`, '/IWBEP/CM_MGW_RT/042');
    const wanted = !this.#tokens.accept('eq') || !this.#tokens.accept('false');
    if (wanted) this.#tokens.accept('true');
    const needle = part.token.text;
    return { test: (row) => run(String(text.get(row) ?? ''), needle) === wanted, equal: [] };
  }

  #comparison(): Node {
    const left = this.#operand();
    const word = this.#tokens.take()?.text ?? '';
    const decide = comparisons[word];
    if (!decide) throw badRequest(`Syntax error in system query option $filter: operator expected, found '${word}'`, '/IWBEP/CM_MGW_RT/154');
    const right = this.#operand();
    if (left.kind !== 'property' || right.kind !== 'literal')
      throw badRequest('Only comparisons of a property with a literal are supported', '/IWBEP/CM_MGW_RT/154');
    const literal = literalFor(left.property, right.token);
    const ranged = word !== 'eq' && word !== 'ne';
    const test: Test = (row) => {
      const value = left.get(row);
      if (ranged && (value === null || literal === null)) return false;
      return decide(compareValues(left.property, value, literal));
    };
    return { test, equal: word === 'eq' && left.direct ? [[left.name, literal]] : [] };
  }

  #operand(): Operand {
    const token = this.#tokens.take();
    if (!token) throw badRequest('Syntax error in system query option $filter: unexpected end', '/IWBEP/CM_MGW_RT/154');
    const isName = token.kind === 'name' && !['true', 'false', 'null'].includes(token.text);
    return isName ? propertyAt(this.#service, this.#sourceOf, this.#set, token.text) : { kind: 'literal', token };
  }
}

/** Resolves `Property` or `to_One/Property` to a reader; refuses unknown names and links to many. */
export function propertyAt(service: Service, sourceOf: SourceOf, set: EntitySet, path: string): PropertyOperand {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  let here = set;
  const steps: { readonly source: Source; readonly link: string }[] = [];
  for (const part of parts) {
    const link = here.links.get(part);
    const target = link && service.sets.get(link.target);
    if (!target || link.many) throw badRequest(`Property ${part} not found in type ${here.typeName}`, '/IWBEP/CM_MGW_RT/020');
    steps.push({ source: sourceOf(here.name), link: part });
    here = target;
  }
  const property = here.properties.get(name);
  if (!property) throw badRequest(`Property ${name} not found in type ${here.typeName}`, '/IWBEP/CM_MGW_RT/020');
  const last = sourceOf(here.name);
  const get = (row: unknown): Value => {
    const end = steps.reduce<unknown>((at, step) => (at === null || at === undefined ? null : step.source.link(at, step.link)), row);
    return end === null || end === undefined ? null : read(last, property, end);
  };
  return { kind: 'property', name, direct: parts.length === 0, property, get };
}

/** Reads `$filter`. Throws SAP's 400 for a syntax error, an unknown property or a literal of the wrong type. */
export function parseFilter(service: Service, sourceOf: SourceOf, set: EntitySet, text: string): Filter {
  const node = new Parser(service, sourceOf, set, text).all();
  return { test: node.test, equal: new Map(node.equal) };
}
