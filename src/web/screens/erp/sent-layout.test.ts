import { expect, it } from 'vitest';
import type { SentField } from '../../../modules/sync/contract.ts';
import { besides, layOut, namesOf, rowOf } from './sent-layout.ts';

const field = (path: string, value: string | null = path): SentField => ({ path, value, masked: false, fix: null });

it('what is said once stands for itself, what is in a list is a table; both in reading order', () => {
  const sent = [field('reason'), field('company'), field('lines.0.place'), field('lines.0.sku'), field('lines.10.sku')];
  const { single, lists } = layOut(sent);
  expect(single.map(({ path }) => path)).toEqual(['company', 'reason']);
  expect(lists.map(({ name, columns, rows }) => [name, columns, rows.map(({ place }) => place)])).toEqual([['lines', ['sku', 'place'], ['0', '10']]]);
  expect(lists[0]?.rows[1]?.cells.get('place')).toBeUndefined();
});

it('two lists of the same name in two places stay two', () => {
  expect(layOut([field('before.lines.0.sku'), field('after.lines.0.sku')]).lists.map(({ name }) => name)).toEqual(['before.lines', 'after.lines']);
});

it('a path is read as names, a row counted from one, and its neighbours', () => {
  expect(namesOf('before.lines.0.sku')).toEqual(['before', 'lines', 'sku']);
  expect([rowOf('lines.0.sku'), rowOf('postedOn')]).toEqual([1, null]);
  const sent = [field('sku', 'A'), field('lines.0.sku', 'B'), field('lines.1.sku', 'C'), field('lines.1.place')];
  expect([besides(sent, 'lines.1.place', 'sku'), besides(sent, 'place', 'sku'), besides(sent, 'lines.1.place', 'lot')]).toEqual(['C', 'A', null]);
});
