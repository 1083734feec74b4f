import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../../../kernel/csv.ts';
import { importColumns, readImport } from './import-lines.ts';

describe('the file of aliases', () => {
  it('names the columns, gives customers as the default and refuses lines one by one', () => {
    const read = readImport(parseCsv('Customer,Words,Item,Unit,Negative,weight\nC1,haldi,TUR,kg,,9\nC1,,TUR\n') ?? []);
    expect(read?.lines).toEqual([{ line: 2, scope: 'customer', scopeId: 'C1', words: 'haldi', sku: 'TUR', uom: 'kg', negative: false }]);
    expect(read?.refused).toEqual([{ line: 3, code: 'empty_words', facts: {} }]);
    expect(readImport(parseCsv('scope,words,sku\nplanet,haldi,TUR') ?? [])?.refused).toEqual([{ line: 2, code: 'unknown_scope', facts: { scope: 'planet' } }]);
    expect(readImport(parseCsv('a,b\n1,2') ?? [])).toBeNull();
    expect(importColumns).toContain('negative');
  });
});
