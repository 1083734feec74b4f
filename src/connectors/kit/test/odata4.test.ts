import { describe, expect, it } from 'vitest';
import { exactJsonFormat } from '../format.ts';
import { entityOf, errorOf, etagOf, rowsOf } from '../odata4/answer.ts';
import { anyOf, dayOf, decimalOf, entityPath, intOf, literalOf, msOf } from '../odata4/codec.ts';
import { missingIn, readEdmx } from '../odata4/edmx.ts';
import { afterFilter, cursorFromText, nextPathOf, readAllRows, readRawPage, watermarkOf } from '../odata4/paging.ts';
import { ErpReadError } from '../read-error.ts';

const decode = (text: string): unknown => exactJsonFormat.decode(new TextEncoder().encode(text), 'application/json');

describe('OData V4 wire forms', () => {
  it('writes literals and keys so that no value breaks out of them', () => {
    expect(literalOf('text', "O'Neill")).toBe("'O''Neill'");
    expect(literalOf('number', '12.5')).toBe('12.5');
    expect(literalOf('number', '1 or 1 eq 1')).toBe("'1 or 1 eq 1'");
    expect(literalOf('guid', '8E7F0C7C-1111-4222-8333-123456789ABC')).toBe('8E7F0C7C-1111-4222-8333-123456789ABC');
    expect(entityPath('Orders', ['DocEntry', 'number', '7'])).toBe('Orders(7)');
    expect(entityPath('X', ['a', 'text', "b'/c"], ['n', 'number', '1'])).toBe("X(a='b''%2Fc',n=1)");
    expect(anyOf('Code', 'text', ['a', 'b'])).toBe("(Code eq 'a' or Code eq 'b')");
  });

  it('reads amounts with all their digits, exponents too', () => {
    const row = decode('{"a":12345678901234567890.1234567890,"b":1E+2,"c":-2.50e-3,"d":null,"e":"x"}') as Record<string, unknown>;
    expect(['a', 'b', 'c', 'd', 'e'].map((field) => decimalOf(row, field))).toEqual(['12345678901234567890.123456789', '100', '-0.0025', null, null]);
    expect(intOf({ n: '42' }, 'n')).toBe(42);
    expect(intOf({ n: '42.5' }, 'n')).toBeNull();
  });

  it('reads days and moments, and knows the days that mean none', () => {
    const row = { a: '2026-11-22', b: '2026-11-22T00:00:00Z', c: '0001-01-01', d: '1900-01-01T12:00:00Z', e: '2026-02-30', f: null };
    expect(['a', 'b', 'c', 'd', 'e', 'f'].map((field) => dayOf(row, field))).toEqual(['2026-11-22', '2026-11-22', null, null, null, null]);
    expect(msOf({ at: '2026-11-22T10:00:00+05:30' }, 'at')).toBe(Date.parse('2026-11-22T04:30:00Z'));
    expect(msOf({ at: '2026-11-22T10:00:00' }, 'at'), 'without a zone it is no moment').toBeNull();
  });

  it('reads collections, entities and errors of both dialects', () => {
    expect(rowsOf(decode('{"value":[{"A":1}],"@odata.count":7,"@odata.nextLink":"X?$skip=1"}'))).toEqual({ rows: [{ A: '1' }], count: 7, next: 'X?$skip=1' });
    expect(rowsOf(decode('{"value":[],"odata.count":"7","odata.nextLink":""}'))).toEqual({ rows: [], count: 7, next: null });
    expect(rowsOf({ A: 1 })).toBeNull();
    expect(entityOf({ error: { code: '1' } })).toBeNull();
    expect(etagOf({ '@odata.etag': 'W/"1"' })).toBe('W/"1"');
    expect(errorOf(decode('{"error":{"code":-5002,"message":{"lang":"en-us","value":"no such code"}}}'))).toMatchObject({
      code: '-5002',
      text: 'no such code',
    });
    expect(
      errorOf({ error: { code: '', message: 'An error has occurred.', innererror: { message: 'a', internalexception: { message: 'Infolog: no site' } } } }),
    ).toMatchObject({ code: '', text: 'An error has occurred.', inner: 'Infolog: no site' });
    expect(errorOf({ value: [] })).toBeNull();
  });
});

describe('paging by key', () => {
  const key = [
    { name: 'Co', type: 'text' as const },
    { name: 'No', type: 'number' as const },
  ];
  const all = Array.from({ length: 7 }, (_unused, index) => ({ Co: index < 4 ? 'a' : 'b', No: index }));

  it('asks for what follows the last key, counts once, and starts again for a cursor that is none', async () => {
    const asked: string[] = [];
    const read = (_step: string, path: string): Promise<{ kind: 'ok'; json: unknown }> => {
      asked.push(decodeURIComponent(path));
      const rest = asked.length === 1 ? all : all.slice(3);
      return Promise.resolve({ kind: 'ok', json: { value: rest.slice(0, 3), ...(asked.length === 1 ? { '@odata.count': 7 } : {}) } });
    };
    const set = { step: 'read', set: 'Rows', key, filter: 'Open eq true', pageSize: 3 };
    const first = await readRawPage(read, set, 'no cursor', 1_000);
    expect(asked[0]).toBe('Rows?$filter=Open eq true&$orderby=Co,No&$top=3&$count=true');
    const second = await readRawPage(read, set, first.nextCursor, 9_000);
    expect(asked[1]).toBe("Rows?$filter=Open eq true and (Co gt 'a' or (Co eq 'a' and (No gt 2)))&$orderby=Co,No&$top=3");
    expect(second).toMatchObject({ total: 7, startedMs: 1_000 });
    expect(cursorFromText(second.nextCursor)?.after).toEqual(['b', '5']);
    expect(watermarkOf(Date.parse('2026-11-22T10:00:00Z'))).toBe('2026-11-22T09:55:00.000Z');
    expect(afterFilter(key, ["o'n", '1'])).toContain("Co gt 'o''n'");
  });

  it('follows next links of its own host only, and no circle', async () => {
    const base = 'https://erp.example:50000/b1s/v2/';
    expect(nextPathOf('Orders?$skip=20', base)).toBe('Orders?$skip=20');
    expect(nextPathOf('https://erp.example:50000/b1s/v2/Orders?$skip=20', base)).toBe('Orders?$skip=20');
    expect(nextPathOf('/b1s/v2/Orders?$skip=20', base)).toBe('Orders?$skip=20');
    for (const bad of ['https://evil.example/b1s/v2/Orders', '//evil.example/b1s/v2/Orders', '/other/Orders', '../v1/Orders'])
      expect(() => nextPathOf(bad, base), bad).toThrow(ErpReadError);
    const turning = (): Promise<{ kind: 'ok'; json: unknown }> => Promise.resolve({ kind: 'ok', json: { value: [], '@odata.nextLink': 'Orders' } });
    await expect(readAllRows(turning, 'read', 'Orders', base)).rejects.toThrow(ErpReadError);
  });
});

describe('the metadata document', () => {
  const edmx = readEdmx(`<Edmx><Schema Namespace="N"><ComplexType Name="Line"><Property Name="ItemCode" Type="Edm.String"/></ComplexType>
    <EntityType Name="Base"><Property Name="Id" Type="Edm.Int32"/></EntityType>
    <EntityType Name="Doc" BaseType="N.Base"><Property Name="Lines" Type="Collection(N.Line)"/></EntityType>
    <EntityContainer><EntitySet Name="Orders" EntityType="N.Doc"/></EntityContainer></Schema></Edmx>`);

  it('says what we need and do not find', () => {
    expect(missingIn(edmx, { Orders: ['Id', 'Lines/ItemCode'] })).toEqual([]);
    expect(missingIn(edmx, { Orders: ['Lines/Price', 'U_X'], Items: ['ItemCode'] })).toEqual(['Orders/Lines/Price', 'Orders/U_X', 'Items']);
  });
});
