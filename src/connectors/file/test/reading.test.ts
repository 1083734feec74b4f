import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { ErpConnection, ErpObject } from '../../kit/types.ts';
import { dayOf, decimalOf } from '../content/values.ts';
import { fileErp } from '../index.ts';
import { closePeers, sandboxPeer } from './sandbox-peer.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'karkhana-files-'));
  for (const name of ['to-karkhana', 'from-karkhana', 'acknowledgements', 'failed']) mkdirSync(join(folder, name));
});
afterEach(async () => {
  await closePeers();
  rmSync(folder, { recursive: true, force: true });
});

const put = (name: string, content: string | Uint8Array): void => {
  writeFileSync(join(folder, 'to-karkhana', name), content);
  utimesSync(join(folder, 'to-karkhana', name), new Date(0), new Date(Date.now() - 60_000));
};
const open = (tables: Record<string, unknown>, more: Record<string, unknown> = {}): ErpConnection =>
  fileErp.open({ folder, tables, ...more }, {}, { now: Date.now, randomHex: () => '', fetch });
const read = async (tables: Record<string, unknown>, object: ErpObject = 'work_centre', more: Record<string, unknown> = {}) => {
  const page = await open(tables, more).readPage(object, null);
  return { data: page.records.map((record) => record.data as Record<string, unknown>), skipped: page.skipped ?? [], page };
};
const why = (tables: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<unknown> =>
  open(tables, more)
    .readPage('work_centre', null)
    .then(
      (page) => page,
      (error: unknown) => (error instanceof ErpReadError ? error.failure : error),
    );
const centres = { work_centre: { files: 'CENTRES*' } };
const names = async (encoding = 'auto', fallbackEncoding = 'windows-1252'): Promise<unknown[]> =>
  (await read({ work_centre: { files: 'CENTRES*', encoding } }, 'work_centre', { fallbackEncoding })).data.map((one) => one['name']);
const book = (rows: unknown[][], sheet = 'Sheet1'): Uint8Array =>
  new Uint8Array(write({ SheetNames: [sheet], Sheets: { [sheet]: utils.aoa_to_sheet(rows, { UTC: true }) } }, { type: 'buffer', bookType: 'xlsx' }) as Buffer);

describe('letters', () => {
  it('are read in the encoding of the file: by its mark, as UTF-8 when it is that, else the fallback', async () => {
    put('CENTRES.csv', '\uFEFFcode,name\r\nL1,भट्ठी\r\n');
    expect(await names()).toEqual(['भट्ठी']);
    put('CENTRES.csv', Buffer.from('\uFEFFcode\tname\r\nL1\tفرن\r\n', 'utf16le'));
    expect(await names()).toEqual(['فرن']);
    put('CENTRES.csv', Buffer.concat([Buffer.from('code;name\r\nL1;'), Buffer.from([0x46, 0x72, 0xe9, 0x20, 0x80]), Buffer.from('\r\n')]));
    expect(await names()).toEqual(['Fré €']);
    put('CENTRES.csv', Buffer.concat([Buffer.from('code;name\r\nL1;'), Buffer.from([0xe3, 0xd5, 0xe4, 0xda]), Buffer.from('\r\n')]));
    expect(await names('windows-1256')).toEqual(['مصنع']);
    expect(await names('auto', 'windows-1256')).toEqual(['مصنع']);
  });

  it('of another encoding than declared are refused, not guessed', async () => {
    put('CENTRES.csv', Buffer.concat([Buffer.from('code;name\r\nL1;Caf'), Buffer.from([0xe9]), Buffer.from('\r\n')]));
    expect(await why({ work_centre: { files: 'CENTRES*', encoding: 'utf-8' } })).toEqual({ kind: 'transient', why: 'wrong_encoding' });
    put('CENTRES.csv', Buffer.from('\uFEFFcode;name\r\n', 'utf16le'));
    expect(await why({ work_centre: { files: 'CENTRES*', encoding: 'utf-8' } })).toEqual({ kind: 'transient', why: 'wrong_encoding' });
  });
});

describe('content', () => {
  it('is looked at, not the name: a web page, an old workbook, a program and a cut file are no tables', async () => {
    const cases: [string | Uint8Array, string][] = [
      ['<!doctype html><title>Sign in</title>', 'file_is_web_page'],
      [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'file_is_old_workbook'],
      [Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1, 9, 9, 9]), 'file_is_binary'],
      ['code,name\r\nL1,"never closed\r\n', 'quote_never_closed'],
      [book([['code'], ['L1']]).subarray(0, 300), 'broken_workbook'],
      [book([['code'], ['L1']]), 'ok'],
    ];
    for (const [content, reason] of cases) {
      put('CENTRES.csv', content);
      if (reason === 'ok') expect((await read(centres)).data).toMatchObject([{ code: 'L1' }]);
      else expect(await why(centres), reason).toEqual({ kind: 'transient', why: reason });
    }
  });

  it('that unpacks to more than it may is refused by unpacking it, whatever its directory says', async () => {
    put('CENTRES.xlsx', bomb(50 * 1024 * 1024));
    expect(await why(centres, { maxUnpackedBytes: 1_000_000 })).toEqual({ kind: 'transient', why: 'too_large_unpacked' });
  });

  it('that is too large, has too many rows or is a link to elsewhere is not read', async () => {
    put('CENTRES.csv', `code\r\n${'L1\r\n'.repeat(600)}`);
    expect(await why(centres, { maxFileBytes: 1_000 })).toEqual({ kind: 'transient', why: 'file_too_large' });
    expect(await why(centres, { maxRows: 10 })).toEqual({ kind: 'transient', why: 'too_many_rows' });
    rmSync(join(folder, 'to-karkhana', 'CENTRES.csv'));
    symlinkSync('/etc/passwd', join(folder, 'to-karkhana', 'CENTRES.csv'));
    expect(await why(centres)).toEqual({ kind: 'transient', why: 'no_file' });
  });

  it('of formulas is their value, and never run', async () => {
    const sheet = utils.aoa_to_sheet([
      ['code', 'name'],
      ['L1', ''],
    ]);
    sheet['B2'] = { t: 'n', v: 42, f: 'WEBSERVICE("http://elsewhere")' };
    put('CENTRES.xlsx', new Uint8Array(write({ SheetNames: ['S'], Sheets: { S: sheet } }, { type: 'buffer', bookType: 'xlsx' }) as Buffer));
    expect((await read(centres)).data).toEqual([{ code: 'L1', name: '42', plant: '' }]);
  });
});

/** A zip of one part that is all zeros; its directory claims that it is small. */
function bomb(size: number): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(size));
  const name = Buffer.from('xl/workbook.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(100, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(100, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, central, name, end]);
}

describe('rows', () => {
  const prices = { price: { files: 'PRICES*', decimal: ',', grouping: '.', date: 'DD.MM.YYYY', columns: { amount: 'RATE' } } };

  it('that cannot be read are told with their cell and never lost', async () => {
    put(
      'PRICES.csv',
      'sku;RATE;currency;uom;valid_from\r\nA;1.234,50;INR;PC;01.04.2026\r\nB;12,345;INR;PC;\r\nC;twelve;INR;PC;\r\nD;1;INR;PC;31.02.2026\r\n;1;INR;PC;\r\n',
    );
    const { data, skipped, page } = await read(prices, 'price');
    expect(data).toEqual([{ sku: 'A', priceList: '*', currency: 'INR', uom: 'PC', minor: 123_450, validFrom: '2026-04-01', validTo: '9999-12-31' }]);
    expect(skipped).toEqual([
      { key: 'B////INR/PC @ PRICES.csv B3', why: 'not_exact_amount' },
      { key: 'C////INR/PC @ PRICES.csv B4', why: 'no_number_amount' },
      { key: 'D////INR/PC//31.02.2026 @ PRICES.csv E5', why: 'no_day_valid_from' },
      { key: '////INR/PC @ PRICES.csv A6', why: 'no_sku' },
    ]);
    expect(page.total).toBe(5);
  });

  it('of a workbook have real dates and numbers, and cells as a person sees them', async () => {
    put(
      'PRICES.xlsx',
      book(
        [
          ['sku', 'RATE', 'currency', 'uom', 'valid_from'],
          ['007', 0.1 + 0.2, 'INR', 'PC', new Date('2026-04-01T00:00:00Z')],
          ['B', '#N/A', 'INR', 'PC'],
        ],
        'Rates',
      ),
    );
    const { data, skipped } = await read(prices, 'price');
    expect(data).toMatchObject([{ sku: '007', minor: 30, validFrom: '2026-04-01' }]);
    expect(skipped).toEqual([{ key: 'B////INR/PC @ PRICES.xlsx Rates!B3', why: 'formula_error_amount' }]);
  });

  it('keep odd values: 40 digits, leading zeros, apostrophes, signs no text has, unknown columns', async () => {
    put('ITEMS.csv', `sku,name,base_uom,COLOUR\r\n0007,"O'Brien & Söhne ₹5 <b> ""x"" \u0001سيف",PC,red\r\nB,B,PC,\r\n`);
    put('UOMS.csv', `sku,uom,numerator,denominator\r\n0007,BAG,2.5,1\r\nB,CAR,${'9'.repeat(40)},1\r\nGHOST,CAR,2,1\r\n`);
    const page = await open({ item: { files: 'ITEMS*' }, 'item.uoms': { files: 'UOMS*' } }).readPage('item', null);
    expect(page.records[0]).toMatchObject({
      key: '0007',
      data: { name: 'O\'Brien & Söhne ₹5 <b> "x"  سيف', uoms: [{ uom: 'PC' }, { uom: 'BAG', numerator: 25, denominator: 10 }] },
      extra: { COLOUR: 'red' },
    });
    expect(page.skipped).toContainEqual({ key: 'GHOST @ UOMS.csv A4', why: 'uoms_without_record' });
  });

  it('that come twice are taken once, and told', async () => {
    put('CENTRES.csv', 'code,name\r\nL1,One\r\nL1,One\r\nL1,Another\r\n');
    const { data, skipped } = await read(centres);
    expect(data).toMatchObject([{ name: 'One' }]);
    expect(skipped).toEqual([
      { key: 'L1 @ CENTRES.csv A3', why: 'doubled' },
      { key: 'L1 @ CENTRES.csv A4', why: 'doubled_differently' },
    ]);
  });

  it('numbers and days are exact or nothing', () => {
    const indian = { decimal: '.', grouping: ',' } as const;
    expect(decimalOf('12,34,567.50', indian)).toBe('1234567.5');
    expect(decimalOf('1,23', indian)).toBeNull();
    expect(decimalOf(`${'1'.repeat(40)}.5`, indian)).toBe(`${'1'.repeat(40)}.5`);
    expect(decimalOf('1.234', { decimal: ',', grouping: '' })).toBeNull();
    expect(dayOf('07-NOV-2026', 'DD-MON-YYYY')).toBe('2026-11-07');
    expect(dayOf('20261107', 'YYYYMMDD')).toBe('2026-11-07');
    expect(dayOf('11/07/26', 'MM/DD/YY')).toBe('2026-11-07');
    expect(dayOf('31.11.2026', 'DD.MM.YYYY')).toBeNull();
  });
});

describe('files', () => {
  it('that still grow, are locked or break their promise are left until they are whole', async () => {
    writeFileSync(join(folder, 'to-karkhana', 'CENTRES.csv'), 'code\r\nL1\r\n');
    expect(await why(centres)).toEqual({ kind: 'transient', why: 'file_growing' });
    put('CENTRES.csv', 'code,hours\r\nL1,8.5\r\nL2,1.5\r\n');
    writeFileSync(join(folder, 'LOCK'), '');
    expect(await why(centres)).toEqual({ kind: 'transient', why: 'locked' });
    rmSync(join(folder, 'LOCK'));
    const manifest = { manifest: {} };
    expect(await why(centres, manifest)).toEqual({ kind: 'transient', why: 'no_manifest' });
    const promise = (row: string): void => put('MANIFEST.csv', `file,rows,total_column,total\r\n${row}\r\n`);
    promise('OTHER.csv,1,,');
    expect(await why(centres, manifest)).toEqual({ kind: 'transient', why: 'not_in_manifest' });
    promise('CENTRES.csv,3,,');
    expect(await why(centres, manifest)).toEqual({ kind: 'transient', why: 'row_count_differs' });
    promise('CENTRES.csv,2,hours,10.1');
    expect(await why(centres, manifest)).toEqual({ kind: 'transient', why: 'total_differs' });
    promise('CENTRES.csv,2,hours,10');
    expect((await read(centres, 'work_centre', manifest)).data).toHaveLength(2);
  });

  it('replaced in the middle of a reading change nothing of it, also after a kill', async () => {
    put('CENTRES.csv', 'code\r\nL1\r\nL2\r\nL3\r\n');
    const first = await open(centres, { pageSize: 2 }).readPage('work_centre', null);
    put('CENTRES.csv', 'code\r\nM1\r\n');
    const rest = await open(centres, { pageSize: 2 }).readPage('work_centre', first.nextCursor);
    expect([...first.records, ...rest.records].map((record) => record.key)).toEqual(['L1', 'L2', 'L3']);
    const delta = await open(centres).readPage('work_centre', null, rest.watermark);
    expect([delta.records.map((record) => record.key), delta.deleted]).toEqual([['M1'], ['L1', 'L2', 'L3']]);
  });

  it('in another order of columns or rows are the same', async () => {
    put('CENTRES.csv', 'code,name\r\nL1,One\r\nL2,Two\r\n');
    const { page } = await read(centres);
    put('CENTRES.csv', 'name,code\r\nTwo,L2\r\nOne,L1\r\n');
    const delta = await open(centres).readPage('work_centre', null, page.watermark);
    expect([delta.records, delta.deleted]).toEqual([[], []]);
  });

  it('of an ERP with all bad habits end in the same records, later', async () => {
    const peer = await sandboxPeer(tinyCompany(), {}, null);
    const good = await peer.open().readPage('customer', null);
    peer.habits({ pHalfWritten: 1, pDoubledRow: 1, pColumnOrder: 1, pRowOrder: 1, pWrongCount: 0.5 });
    await peer.sandbox.run();
    await expect(peer.open().readPage('customer', null)).rejects.toBeInstanceOf(ErpReadError);
    peer.habits({ pHalfWritten: 0, pWrongCount: 0 });
    await peer.sandbox.run();
    const later = await peer.open().readPage('customer', null);
    const sorted = (page: typeof good) => page.records.map((record) => JSON.stringify(record)).sort();
    expect(sorted(later)).toEqual(sorted(good));
    expect(later.skipped?.some((row) => row.why === 'doubled')).toBe(true);
  });

  it('are looked at by the doctor: what is missing is named', async () => {
    put('CENTRES.csv', 'centre,name\r\nL1,One\r\n');
    const findings = await open({ work_centre: { files: 'CENTRES*', columns: { plant: 'WERK' } } }).inspect();
    const finding = findings.find((one) => one.what === 'work_centre');
    expect(finding).toMatchObject({ state: 'bad', text: 'CENTRES.csv: no column for code; CENTRES.csv: no column WERK' });
    expect(findings.find((one) => one.what === 'folders')).toMatchObject({ state: 'ok' });
  });
});
