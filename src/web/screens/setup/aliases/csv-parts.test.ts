import { describe, expect, it } from 'vitest';
import { csvParts } from './csv-parts.ts';

describe('csvParts', () => {
  it('repeats the header in every part and tells where its lines stood', () => {
    const parts = csvParts('words,sku\na,1\nb,2\nc,3\n', 2);
    expect(parts.map((part) => part.csv)).toEqual(['words,sku\na,1\nb,2\n', 'words,sku\nc,3\n']);
    // `c` is line 2 of its part and line 4 of the file
    expect(parts.map((part) => [part.rows, part.offset])).toEqual([
      [2, 0],
      [1, 2],
    ]);
  });

  it('keeps a cell with line breaks whole, and counts its lines', () => {
    const parts = csvParts('words,sku\n"two\nlines, ""quoted""",1\nb,2\nc,3', 1);
    expect(parts.map((part) => part.csv)).toEqual(['words,sku\n"two\nlines, ""quoted""",1\n', 'words,sku\nb,2\n', 'words,sku\nc,3\n']);
    expect(parts.map((part) => part.offset)).toEqual([0, 2, 3]);
  });

  it('takes inches for text, and a quote after blanks for a quote', () => {
    expect(csvParts('words;sku\n6" pipe;1\n12" pipe;2\n', 1)).toHaveLength(2);
    expect(csvParts('words;sku\na; "x\ny"\nb;2\n', 1)).toHaveLength(2);
  });

  it('gives a file with only a header one part without rows, an empty one none', () => {
    expect(csvParts('words,sku', 5)).toEqual([{ csv: 'words,sku\n', rows: 0, offset: 0 }]);
    expect(csvParts('', 5)).toEqual([]);
  });
});
