/** A JSON number with all its digits: floats would round amounts that the ERP holds exactly. */
export class Digits {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** JSON in which `Digits` are numbers and what is undefined is left out. */
export function toJson(value: unknown): string {
  if (value instanceof Digits) return value.text;
  if (Array.isArray(value)) return `[${value.map((one) => toJson(one)).join(',')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([name, one]) => `${JSON.stringify(name)}:${toJson(one)}`)
      .join(',')}}`;
  return JSON.stringify(value ?? null);
}

const numbers = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const mark = '\u0001digits';

const revive = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && mark in value ? new Digits(String(value[mark as keyof typeof value])) : value;

/** Reads JSON with its numbers as `Digits`; undefined when the text is none. */
export function fromJson(text: string): unknown {
  try {
    JSON.parse(text);
    return JSON.parse(
      text.replace(numbers, (token) => (token.startsWith('"') ? token : `{${JSON.stringify(mark)}:"${token}"}`)),
      revive,
    ) as unknown;
  } catch {
    return undefined;
  }
}
