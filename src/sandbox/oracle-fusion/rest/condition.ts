import { OracleError } from '../errors.ts';
import type { Cell, Resource, Row } from './resource.ts';

/** A condition of `q`, ready to be asked of a row. */
export type Condition = (row: Row) => boolean;

const bad = (detail: string): OracleError => new OracleError(400, '27520', `URL request parameter q cannot be used in this context. ${detail}`);

interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'sign' | 'end';
  readonly value: string;
}

const pattern = /\s*(?:'((?:[^']|'')*)'|"([^"]*)"|(-?\d+(?:\.\d+)?)(?![\w.:-])|(<=|>=|!=|<>|=|<|>|\(|\)|,|;)|([\w.:+-]+))/y;

function tokensOf(q: string): readonly Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < q.trimEnd().length) {
    const match = pattern.exec(q);
    if (!match) throw bad(`The value ${q} cannot be read.`);
    const [, single, double, digits, sign, word] = match;
    const quoted = single?.replaceAll("''", "'") ?? double;
    if (quoted !== undefined) tokens.push({ kind: 'text', value: quoted });
    else if (digits !== undefined) tokens.push({ kind: 'number', value: digits });
    else if (sign !== undefined) tokens.push({ kind: 'sign', value: sign });
    else tokens.push({ kind: 'word', value: word ?? '' });
  }
  return tokens;
}

function walk(tokens: readonly Token[]) {
  let at = 0;
  const peek = (): Token => tokens[at] ?? { kind: 'end', value: '' };
  const take = (): Token => {
    const token = peek();
    at += 1;
    return token;
  };
  const isWord = (word: string): boolean => peek().kind === 'word' && peek().value.toLowerCase() === word;
  const isSign = (sign: string): boolean => peek().kind === 'sign' && peek().value === sign;
  const expectSign = (sign: string): void => {
    if (!isSign(sign)) throw bad(`${sign} is missing.`);
    take();
  };
  return { peek, take, isWord, isSign, expectSign };
}

/** Reads `q`: comparisons with and, or (`;` is and, as in framework version 1), parentheses, in, like, is null. Throws Oracle's refusal of what it is not. */
export function conditionOf(q: string, resource: Resource): Condition {
  const { peek, take, isWord, isSign, expectSign } = walk(tokensOf(q));

  const any = (): Condition => {
    const parts = [all()];
    while (isWord('or')) {
      take();
      parts.push(all());
    }
    return (row) => parts.some((part) => part(row));
  };
  const all = (): Condition => {
    const parts = [one()];
    while (isWord('and') || isSign(';')) {
      take();
      parts.push(one());
    }
    return (row) => parts.every((part) => part(row));
  };
  const one = (): Condition => {
    if (!isSign('(')) return comparison();
    take();
    const inner = any();
    expectSign(')');
    return inner;
  };
  const membership = (cell: (row: Row) => Cell): Condition => {
    take();
    expectSign('(');
    const values = [take().value];
    while (isSign(',')) {
      take();
      values.push(take().value);
    }
    expectSign(')');
    return (row) => values.some((value) => compare(cell(row), value) === 0);
  };
  const comparison = (): Condition => {
    const name = take().value;
    const attribute = resource.attributes.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    if (!attribute) throw bad(`The attribute ${name} isn't valid for resource ${resource.name}.`);
    const cell = (row: Row): Cell => row[attribute.name] ?? null;
    if (isWord('is')) {
      take();
      const not = isWord('not');
      if (not) take();
      if (take().value.toLowerCase() !== 'null') throw bad('NULL is missing.');
      return (row) => (cell(row) === null) !== not;
    }
    if (isWord('in')) return membership(cell);
    const operator = take().value.toLowerCase();
    const value = take();
    if (value.kind === 'end') throw bad('A value is missing.');
    const test = operators[operator];
    if (!test) throw bad(`The operator ${operator} isn't known.`);
    return (row) => test(cell(row), value.value);
  };

  const condition = any();
  if (peek().kind !== 'end') throw bad(`${peek().value} isn't expected.`);
  return condition;
}

/** As the database compares: numbers as numbers, moments as moments, texts by their code points. Null is like nothing. */
export function compare(cell: Cell, value: string): number {
  if (cell === null) return Number.NaN;
  if (typeof cell === 'number') return cell - Number(value);
  if (typeof cell === 'boolean') return String(cell) === value.toLowerCase() ? 0 : 1;
  if (/^\d{4}-\d\d-\d\dT/.test(cell))
    return Date.parse(cell) - Date.parse(/T.*(?:Z|[+-]\d\d:\d\d)$/.test(value) ? value : `${value}${value.includes('T') ? '' : 'T00:00:00'}Z`);
  return cell < value ? -1 : cell > value ? 1 : 0;
}

const like = (cell: Cell, value: string): boolean =>
  typeof cell === 'string' &&
  new RegExp(
    `^${value
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('%', '.*')
      .replaceAll('_', '.')}$`,
    's',
  ).test(cell);

const operators: Readonly<Record<string, (cell: Cell, value: string) => boolean>> = {
  '=': (cell, value) => compare(cell, value) === 0,
  '!=': (cell, value) => cell !== null && compare(cell, value) !== 0,
  '<>': (cell, value) => cell !== null && compare(cell, value) !== 0,
  '<': (cell, value) => compare(cell, value) < 0,
  '<=': (cell, value) => compare(cell, value) <= 0,
  '>': (cell, value) => compare(cell, value) > 0,
  '>=': (cell, value) => compare(cell, value) >= 0,
  like,
};
