import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { divideExact, multiplyExact, multiplyRounded, normalDecimal, sameDecimal } from '../decimal.ts';
import { createGate, createSingleFlight } from '../gate.ts';
import { exactJsonFormat, jsonNumber } from '../format.ts';
import { createErpHttp } from '../http.ts';
import { errorOf, rowsOf, warningsOf } from '../odata/answer.ts';
import { cleanText, dateFromWire, dateToWire, msFromWire, queryOf, stringLiteral, textOf } from '../odata/codec.ts';
import { afterFilter, cursorFromText, cursorToText } from '../odata/paging.ts';
import { readFailure, readStatusFailure, retryAfterMs, writeFault, writeStatusFailure } from '../outcome.ts';
import { reference16 } from '../reference.ts';
import type { CallRecord } from '../types.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(handle);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const clientOf = (baseUrl: string, more: object = {}) =>
  createErpHttp(
    { baseUrl, timeoutMs: 400, maxBodyBytes: 1_000, concurrency: 2, ca: null, ...more },
    { now: Date.now, randomHex: () => '', fetch: globalThis.fetch },
  );
const get = { step: 'find', method: 'GET', path: '/x' } as const;
const post = { step: 'create', method: 'POST', path: '/x', body: {} } as const;
const json = (response: ServerResponse, status: number, body: unknown, headers = {}): void =>
  void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

describe('JSON whose numbers keep their digits', () => {
  const { encode, decode } = exactJsonFormat;
  it('reads numbers as texts and leaves texts alone', () => {
    const read = decode(new TextEncoder().encode('{"a":12345678901234567890.123456789,"b":[-0.10,1e3],"c":"x \\"12\\" 3","d":true,"e":null}'), '');
    expect(read).toEqual({ a: '12345678901234567890.123456789', b: ['-0.10', '1e3'], c: 'x "12" 3', d: true, e: null });
    expect(decode(new TextEncoder().encode('<html>'), '')).toBeUndefined();
  });
  it('writes a decimal with these very digits, and everything else as it is', () => {
    expect(encode({ quantity: jsonNumber('12.50'), sku: '0012', odd: jsonNumber('12-') })).toBe('{"quantity":12.50,"sku":"0012","odd":"12-"}');
  });
});

describe('the HTTP client', () => {
  it('gives status, headers and JSON', async () => {
    const base = await listen((_request, response) => json(response, 200, { d: 1 }, { 'x-a': 'b' }));
    expect(await clientOf(base)(get)).toMatchObject({ kind: 'answer', status: 200, body: { d: 1 } });
  });
  it('goes nowhere else, neither by address nor by redirect', async () => {
    let reached = 0;
    const other = await listen((_request, response) => {
      reached += 1;
      json(response, 200, {});
    });
    const base = await listen((_request, response) => void response.writeHead(302, { location: other }).end());
    const http = clientOf(base);
    expect(await http({ ...get, path: `${other}/x` })).toMatchObject({ kind: 'fault', why: 'egress_refused', sent: false });
    expect(await http({ ...get, path: '//evil.example/x' })).toMatchObject({ why: 'egress_refused' });
    expect(await http(get)).toMatchObject({ kind: 'fault', why: 'redirect_refused' });
    expect(reached).toBe(0);
  });
  it('names a sign-in page, a body that is no JSON, and one that is too large', async () => {
    const base = await listen((request, response) => {
      if (request.url === '/login') response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><form>');
      else if (request.url === '/text') response.writeHead(200, { 'content-type': 'text/plain' }).end('fine');
      else json(response, 200, 'x'.repeat(5_000));
    });
    const http = clientOf(base);
    expect(await http({ ...get, path: '/login' })).toMatchObject({ why: 'login_page' });
    expect(await http({ ...get, path: '/text' })).toMatchObject({ why: 'wrong_format' });
    expect(await http({ ...get, path: '/big' })).toMatchObject({ why: 'too_large' });
  });
  it('tells "never left" from "may have arrived"', async () => {
    const hanging = await listen(() => undefined);
    const cutting = await listen((request) => request.socket.destroy());
    const gone = await listen(() => undefined);
    await new Promise((resolve) => servers.pop()?.close(resolve));
    expect(await clientOf(gone)(post)).toMatchObject({ kind: 'fault', why: 'refused', sent: false });
    expect(await clientOf(hanging)(post)).toMatchObject({ kind: 'fault', why: 'timeout', sent: true });
    expect(await clientOf(cutting)(post)).toMatchObject({ kind: 'fault', why: 'reset', sent: true });
  });
  it('repeats a broken read once, a broken write never', async () => {
    let count = 0;
    const base = await listen((request, response) => {
      count += 1;
      if (count % 2) request.socket.destroy();
      else json(response, 200, {});
    });
    expect(await clientOf(base)(get)).toMatchObject({ kind: 'answer' });
    expect(count).toBe(2);
    expect(await clientOf(base)(post)).toMatchObject({ kind: 'fault' });
    expect(count).toBe(3);
  });
  it('has at most so many calls at once, and records each without its body', async () => {
    let now = 0;
    let most = 0;
    const base = await listen((_request, response) => {
      now += 1;
      most = Math.max(most, now);
      setTimeout(() => {
        now -= 1;
        json(response, 200, {});
      }, 20);
    });
    const calls: CallRecord[] = [];
    const http = clientOf(base);
    await Promise.all(Array.from({ length: 8 }, () => http({ ...post, body: { card: '4111' }, record: (call) => calls.push(call) })));
    expect(most).toBe(2);
    expect(calls).toHaveLength(8);
    expect(JSON.stringify(calls)).not.toContain('4111');
  });
});

describe('outcomes', () => {
  const answer = (status: number, headers: Record<string, string> = {}) =>
    ({ kind: 'answer', status, headers: new Headers(headers), body: undefined }) as const;
  it('of a write are a failure only when nothing can have been done', () => {
    expect(writeStatusFailure(answer(429, { 'retry-after': '2' }), 0)).toEqual({ kind: 'throttled', afterMs: 2_000 });
    expect(writeStatusFailure(answer(503, { 'retry-after': '2' }), 0)).toEqual({ kind: 'throttled', afterMs: 2_000 });
    for (const status of [408, 502, 503, 504]) expect(writeStatusFailure(answer(status), 0), String(status)).toMatchObject({ kind: 'unknown' });
    expect(writeFault({ kind: 'fault', why: 'reset', sent: true, detail: '' })).toMatchObject({ kind: 'unknown' });
    expect(writeFault({ kind: 'fault', why: 'refused', sent: false, detail: '' })).toMatchObject({ kind: 'transient' });
  });
  it('of a read are never unknown', () => {
    for (const status of [408, 500, 502, 504]) expect(readStatusFailure(answer(status), 0)).toMatchObject({ kind: 'transient' });
    expect(readStatusFailure(answer(503), 0)).toMatchObject({ kind: 'throttled' });
    expect(readStatusFailure(answer(404), 0)).toBeNull();
    expect(readFailure({ kind: 'fault', why: 'login_page', sent: true, detail: '' })).toMatchObject({ kind: 'unauthorised' });
  });
  it('read Retry-After as seconds or a date, within reason', () => {
    const now = Date.parse('2026-11-22T00:00:00Z');
    expect(retryAfterMs(new Headers({ 'retry-after': 'Sun, 22 Nov 2026 00:00:30 GMT' }), now)).toBe(30_000);
    expect(retryAfterMs(new Headers({ 'retry-after': '86400' }), now)).toBe(300_000);
    expect(retryAfterMs(new Headers({ 'retry-after': 'soon' }), now)).toBeNull();
    expect(retryAfterMs(new Headers(), now)).toBeNull();
  });
});

describe('the gate and the single flight', () => {
  it('let go on after a failure', async () => {
    const gate = createGate(1);
    await expect(gate(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(await gate(() => Promise.resolve(1))).toBe(1);
    let runs = 0;
    const flight = createSingleFlight(async () => (runs += 1));
    expect(await Promise.all([flight(), flight(), flight()])).toEqual([1, 1, 1]);
    expect(await flight()).toBe(2);
  });
});

describe('decimals', () => {
  it('are compared as numbers, whatever the digits', () => {
    expect(sameDecimal('1260', '1260.000000000')).toBe(true);
    expect(sameDecimal('-0', '0.00')).toBe(true);
    expect(sameDecimal('12-', '-12')).toBe(true);
    expect(sameDecimal('abc', 'abc')).toBe(false);
    expect(normalDecimal('1234567890123456789012345678901234567890.10')).toBe('1234567890123456789012345678901234567890.1');
  });
  it('divide exactly or not at all, and multiply with one rounding', () => {
    expect(divideExact('1850.50', '10', 2)).toBe('185.05');
    expect(divideExact('100', '3', 9)).toBeNull();
    expect(multiplyRounded('0.125', '1', 2)).toBe('0.13');
    expect(multiplyRounded('-0.125', '1', 2)).toBe('-0.13');
    expect(multiplyExact('-0.125', '0.5')).toBe('-0.0625');
    expect(multiplyExact('1,5', '2')).toBeNull();
  });
  it('times a number and divided by it is the same again', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 1, max: 9_999 }), (a, b) => {
        const product = multiplyRounded(String(a), String(b), 0) ?? '';
        expect(divideExact(product, String(b), 0)).toBe(normalDecimal(String(a)));
      }),
    );
  });
});

describe('OData', () => {
  it('codes dates, texts and queries', () => {
    expect(dateFromWire(dateToWire('2026-11-24'))).toBe('2026-11-24');
    expect(msFromWire('/Date(1795372094776+0000)/')).toBe(1_795_372_094_776);
    expect(msFromWire('/Date(x)/')).toBeNull();
    expect(stringLiteral("O'Brien")).toBe("'O''Brien'");
    expect(queryOf({ $filter: "a eq 'b&c'", $top: undefined })).toBe("?$filter=a%20eq%20'b%26c'");
    expect(textOf({ a: 'x  ' }, 'a')).toBe('x');
    expect(cleanText('a\u0000b\ud800c😀')).toBe('ab\ufffdc😀');
  });
  it('pages behind a compound key', () => {
    const fields = [
      { name: 'a', type: 'text' },
      { name: 'b', type: 'date' },
    ] as const;
    expect(afterFilter(fields, ['x', '2026-01-01'])).toBe("(a gt 'x' or (a eq 'x' and (b gt datetime'2026-01-01T00:00:00')))");
    const cursor = { after: ['x'], total: 7 };
    expect(cursorFromText(cursorToText(cursor))).toEqual(cursor);
    expect(cursorFromText('{"after":1}')).toBeNull();
    expect(cursorFromText('not json')).toBeNull();
  });
  it('reads collections, errors and warnings, and what is none as null', () => {
    expect(rowsOf({ d: { results: [{ a: 1 }, 7], __count: '12', __next: 'n' } })).toEqual({ rows: [{ a: 1 }], count: 12, next: 'n' });
    expect(rowsOf({ d: {} })).toBeNull();
    expect(errorOf({ error: { code: 'V1/384', message: { lang: 'en', value: 'no' } } })).toEqual({ code: 'V1/384', text: 'no', target: null });
    const collective = {
      error: {
        code: '/IWBEP/CX_MGW_BUSI_EXCEPTION',
        message: { value: 'Exception raised' },
        innererror: { errordetails: [{ code: 'V1/382', message: 'Material blocked', severity: 'error', target: 'Material' }] },
      },
    };
    expect(errorOf(collective)).toEqual({ code: 'V1/382', text: 'Material blocked', target: 'Material' });
    expect(errorOf('x')).toBeNull();
    expect(warningsOf('{"code":"V1/801","message":"No price","severity":"warning","details":[]}')).toEqual(['V1/801 No price']);
    expect(warningsOf('plain words')).toEqual(['plain words']);
  });
});

it('a reference is sixteen upper-case characters, the same for the same command, another for another tenant', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(reference16('a', id)).toMatch(/^MO[0-9A-HJKMNP-TV-Z]{14}$/);
      expect(reference16('a', id)).toBe(reference16('a', id));
      expect(reference16('b', id)).not.toBe(reference16('a', id));
    }),
  );
});
