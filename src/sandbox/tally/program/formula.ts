/** What a formula may ask of an object. */
export interface Methods {
  /** The value of a field of the object. */
  field(name: string): string;
  /** The value of a field of the object of that type that has the name. */
  other(name: string, type: string, key: string): string;
  readonly company: string;
}

type Value = (methods: Methods) => string;
type Test = (methods: Methods) => boolean;

const tokenPattern = /\s*(?:("[^"]*")|(\$\$?[A-Za-z_][\w.]*(?::(?:[A-Za-z]+):(?:##\w+|\$\w+))?)|(##\w+)|(\d+(?:\.\d+)?)|(<=|>=|<>|[=<>()])|([A-Za-z]+))/y;

function tokensOf(text: string): readonly string[] | null {
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.trimEnd().length) {
    const match = tokenPattern.exec(text);
    if (!match) return null;
    tokens.push(match[0].trim());
  }
  return tokens;
}

/** A method, a system variable, a number, a text or a logical word; null for anything else. */
function operandOf(token: string): Value | null {
  if (token.startsWith('"')) return () => token.slice(1, -1);
  if (token === '##SVCurrentCompany' || token === '##SVCURRENTCOMPANY') return (methods) => methods.company;
  if (/^\d/.test(token) || /^(yes|no)$/i.test(token)) return () => token;
  const method = /^\$([A-Za-z_][\w.]*)(?::([A-Za-z]+):(##\w+|\$(\w+)))?$/.exec(token);
  if (!method) return null;
  const [, name = '', type, key = '', keyField = ''] = method;
  if (type === undefined) return (methods) => methods.field(name);
  return (methods) => methods.other(name, type, key.startsWith('##') ? methods.company : methods.field(keyField));
}

const ordered = (a: number | string, b: number | string): number => (a < b ? -1 : a === b ? 0 : 1);

function orderOf(left: string, right: string): number {
  const [a, b] = [Number(left), Number(right)];
  const numbers = left !== '' && right !== '' && !Number.isNaN(a) && !Number.isNaN(b);
  return numbers ? ordered(a, b) : ordered(left.trim().toLowerCase(), right.trim().toLowerCase());
}

const signs: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** A formula as a test; null when it is none. The real program shows a dialog then, and answers nobody until it is closed. */
export function compileFormula(text: string): Test | null {
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  let at = 0;
  const takes = (word: string): boolean => {
    const hit = tokens[at]?.toUpperCase() === word;
    if (hit) at += 1;
    return hit;
  };

  const one = (): Test | null => {
    if (takes('NOT')) {
      const inner = one();
      return inner && ((methods) => !inner(methods));
    }
    if (takes('(')) {
      const inner = any();
      return inner !== null && takes(')') ? inner : null;
    }
    const left = operandOf(tokens[at] ?? '');
    if (left === null) return null;
    at += 1;
    const holds = signs[tokens[at] ?? ''];
    if (holds === undefined) return (methods) => /^yes$/i.test(left(methods));
    const right = operandOf(tokens[at + 1] ?? '');
    at += 2;
    return right && ((methods) => holds(orderOf(left(methods), right(methods))));
  };
  const joined = (word: string, part: () => Test | null, join: (a: Test, b: Test) => Test): Test | null => {
    let left = part();
    while (left !== null && takes(word)) {
      const right = part();
      left = right === null ? null : join(left, right);
    }
    return left;
  };
  const every = (): Test | null => joined('AND', one, (a, b) => (methods) => a(methods) && b(methods));
  const any = (): Test | null => joined('OR', every, (a, b) => (methods) => a(methods) || b(methods));
  const test = any();
  return at === tokens.length ? test : null;
}
