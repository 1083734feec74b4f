import { sentinelMark } from './xml-format.ts';
import type { XmlNode, XmlValue } from './xml-format.ts';

const isList = (value: XmlValue | undefined): value is readonly (string | XmlNode)[] => Array.isArray(value);
const all = (value: XmlValue | undefined): readonly (string | XmlNode)[] => (value === undefined ? [] : isList(value) ? value : [value]);
const asNode = (value: string | XmlNode): XmlNode => (typeof value === 'string' ? { '#text': value } : value);

/** The elements of that name inside a node, in the order of the document. */
export const childrenOf = (node: XmlNode, name: string): readonly XmlNode[] => all(node[name]).map(asNode);

/** The first element of that name; an empty node when there is none. */
export const childOf = (node: XmlNode, ...path: readonly string[]): XmlNode =>
  path.reduce<XmlNode>((at, name) => (all(at[name])[0] === undefined ? {} : asNode(all(at[name])[0] ?? '')), node);

/** The text of an element to the last blank; empty when there is none. Names are keys in Tally, and a blank at the end is part of one. */
export function rawTextOf(node: XmlNode, name: string): string {
  const [first] = all(node[name]);
  if (first === undefined) return '';
  return typeof first === 'string' ? first : typeof first['#text'] === 'string' ? first['#text'] : '';
}

/** The text of an element without blanks around it; empty for words that stand for nothing (`␄ Not Applicable`, `␄ Primary`). */
export function textOf(node: XmlNode, name: string): string {
  const text = rawTextOf(node, name).trim();
  return text.startsWith(sentinelMark) ? '' : text;
}

/** A name as it is, but nothing for words that stand for nothing. */
export function nameOf(node: XmlNode, name: string): string {
  const text = rawTextOf(node, name);
  return text.trimStart().startsWith(sentinelMark) || text.trim() === '' ? '' : text;
}

/** `Yes` and `No`. */
export const isYes = (node: XmlNode, name: string): boolean => /^(yes|true|1)$/i.test(textOf(node, name));

/** The elements with children or attributes anywhere below a node that have the name; for the few that Tally wraps differently from release to release. */
export function findAll(node: XmlNode, name: string): readonly XmlNode[] {
  return Object.entries(node).flatMap(([key, value]) => {
    if (key.startsWith('@') || key.startsWith('#')) return [];
    if (key === name) return all(value).map(asNode);
    return all(value).flatMap((child) => (typeof child === 'string' ? [] : findAll(child, name)));
  });
}

/** `20261122` or `22-Nov-2026` as a day; empty when it is none. */
export function dayOf(node: XmlNode, name: string): string {
  const text = textOf(node, name);
  const digits = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text);
  if (digits) return `${digits[1]}-${digits[2]}-${digits[3]}`;
  const words = /^(\d{1,2})-([A-Za-z]{3})-(\d{2}|\d{4})$/.exec(text);
  const month = words ? months.indexOf((words[2] ?? '').toLowerCase()) + 1 : 0;
  if (!words || month === 0) return '';
  const year = (words[3] ?? '').padStart(4, '20');
  return `${year}-${String(month).padStart(2, '0')}-${(words[1] ?? '').padStart(2, '0')}`;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
