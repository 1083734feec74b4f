import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvText, parseCsv } from './csv.ts';

describe('a file for a spreadsheet', () => {
  it('what a spreadsheet would run as a formula is shown as text', () => {
    for (const sign of ['=', '+', '-', '@', '\t', '\r']) expect(csvCell(`${sign}cmd|' /C calc'!A0`).startsWith(`"'${sign}`)).toBe(true);
    expect(csvCell('5" pipe')).toBe('"5"" pipe"');
  });

  it('what is written is read again, formula or not', () => {
    const cell = fc.string({ maxLength: 20, unit: fc.constantFrom('a', '=', '+', '-', '@', '"', ',', ';', '\n', 'स', '٢', ' ') }).map((text) => text.trim());
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
        const table = [['words', 'sku'], ...rows];
        const read = parseCsv(csvText(table))?.map((row) => row.cells.map((text) => text));
        expect(read).toEqual(table.filter((row) => row.some((text) => text !== '')));
      }),
    );
  });

  it('a file between machines keeps its cells as they stand', () => {
    const text = 'code|name\r\n0042| two blanks  \r\n"a|b"|\'=1,5';
    expect(parseCsv(text, { separator: '|', keep: true })?.map((row) => row.cells)).toEqual([
      ['code', 'name'],
      ['0042', ' two blanks  '],
      ['a|b', "'=1,5"],
    ]);
  });

  it('lines are counted as the person sees them, and semicolons and tabs separate too', () => {
    expect(parseCsv('words;sku\n"a\nb";X\n\nc;Y')?.map((row) => [row.line, ...row.cells])).toEqual([
      [1, 'words', 'sku'],
      [2, 'a\nb', 'X'],
      [5, 'c', 'Y'],
    ]);
    expect(parseCsv('words\tsku\r\na\tX\r\n')?.[1]?.cells).toEqual(['a', 'X']);
    expect(parseCsv('words,sku\n"never closed,X')).toBeNull();
  });

  it('a million signs are read in one pass', () => {
    for (const sign of ['"', ',', 'a', '\n', '"",']) expect(() => parseCsv(sign.repeat(300_000))).not.toThrow();
  });
});
