import { OpenAPIHono } from '@hono/zod-openapi';
import { describe, expect, it } from 'vitest';
import { phones } from '../../../../test/world/small-factory.ts';
import type { HttpEnv } from '../../../platform/http/env.ts';
import type { Actor } from '../../../platform/runtime/ctx.ts';
import { importAliases } from '../commands/aliases/import-aliases.ts';
import { listAliases } from '../queries/aliases.ts';
import { aliasRoutes } from '../routes/aliases.ts';
import { aliasWorld, clerk, head, outsider, pastOrder, refusalOf, teaching } from './alias-world.ts';

const { as, db, find, importPast, list, order, page, say, teach } = aliasWorld();

describe('files', () => {
  const csv = [
    'scope,scope_id,words,sku,uom,negative',
    'customer,C-1042,laal wala,MIX400,CAR,',
    'customer,C-1042,laal wala,MIX400,CAR,',
    'customer,C-1042,sev,SEV200,,',
    'customer,C-1107,aloo,ALU150,,yes',
    'customer,C-9999,aloo,ALU150,,',
    'customer,C-1042,aloo,NOPE,,',
    'company,VS01,namkeen,SEV200,,',
    'planet,Mars,aloo,ALU150,,',
    "customer,C-1042,'=HYPERLINK(wala),CHP5,,",
  ].join('\n');
  const refused = [
    { line: 6, code: 'unknown_customer' },
    { line: 7, code: 'unknown_sku' },
    { line: 8, code: 'forbidden' },
    { line: 9, code: 'unknown_scope' },
  ];

  it('a dry run tells what would be done and changes nothing; applying does it; a second time changes nothing', async () => {
    const before = await list();
    const run = async (apply: boolean): Promise<unknown> => {
      const done = await as(clerk, (ctx) => importAliases(ctx, csv, apply));
      return done.ok ? done.value : done.refusal;
    };
    expect(await run(false)).toMatchObject({ added: 2, changed: 1, same: 2, refused });
    expect(await list()).toEqual(before);
    expect(await run(true)).toMatchObject({ added: 2, changed: 1, same: 2, refused });
    expect(await find('C-1042', 'MIX400')).toMatchObject({ source: 'import', weight: 0.5, uom: 'CAR', state: 'deciding' });
    expect(await find('C-1107', 'ALU150')).toMatchObject({ state: 'ruled_out' });
    expect(await find('C-1042', 'CHP5', '=HYPERLINK(wala)')).toBeDefined();
    expect(await run(true)).toMatchObject({ added: 0, changed: 0, same: 5, refused });
  });

  it('is refused as a whole when it cannot be read, is too long, or to who may not teach', async () => {
    const refusal = async (text: string, actor: Actor = clerk): Promise<string> => refusalOf(await as(actor, (ctx) => importAliases(ctx, text, false)));
    expect(await refusal(csv, outsider)).toBe('forbidden');
    expect(await refusal('nonsense')).toBe('unreadable_file');
    expect(await refusal('words,sku\n"never closed')).toBe('unreadable_file');
    expect(await refusal(`words,sku\n${'a,b\n'.repeat(10_001)}`)).toBe('too_many_lines');
  });
});

describe('the list', () => {
  it('the states that SQL chooses by are those that are shown', async () => {
    await teach();
    await teach({ sku: 'CHP5' });
    await teach({ words: 'peela', negative: true });
    await importPast([pastOrder('60001', '2025-01-01', 'C-1042', 'purana', 'KHA400'), pastOrder('60002', '2026-02-01', 'C-1042', 'thoda', 'KHA400')]);
    const all = await list();
    expect([...new Set(all.map((row) => row.state))].sort()).toEqual(['conflict', 'deciding', 'helping', 'ruled_out', 'stale']);
    for (const state of ['conflict', 'deciding', 'helping', 'ruled_out', 'stale'])
      expect((await list({ state })).map((row) => row.id)).toEqual(all.filter((row) => row.state === state).map((row) => row.id));
    expect(await list({ state: 'stale,conflict' })).toHaveLength(all.filter((row) => ['stale', 'conflict'].includes(row.state)).length);
  });

  it('is read in pages without gaps, and searched by words in any script and by SKU', async () => {
    const all = await list();
    const ids: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const from = cursor;
      const part = await as(clerk, (ctx) => listAliases(ctx, { limit: 2, ...(from ? { cursor: from } : {}) }));
      ids.push(...part.rows.map((row) => row.id));
      cursor = part.next;
    }
    expect(ids).toEqual(all.map((row) => row.id));
    expect((await list({ q: 'CHIPS' })).map((row) => row.sku)).toEqual(['CHP5']);
    expect((await list({ q: 'सेव' })).map((row) => row.words)).toContain('sev');
    expect((await list({ q: 'kha200' })).map((row) => row.sku)).toEqual(['KHA200']);
    expect(await list({ q: '100%_' })).toEqual([]);
  });

  it('shows rivals of the same words, here and in the wider scopes', async () => {
    const own = await teach();
    await teach({ sku: 'CHP5' });
    await teach({ scope: 'company', scopeId: 'VS01', sku: 'CHP10' }, head);
    expect((await page(own.id)).rivals.map((row) => [row.scope, row.sku]).sort()).toEqual([
      ['company', 'CHP10'],
      ['customer', 'CHP5'],
    ]);
  });

  it('an item that is no longer sold names its successor and decides nothing', async () => {
    const own = await teach();
    await db().pool.query("update masters.item set active = false, replaced_by = 'KHA400' where sku = 'MIX400'");
    await db().pool.query('update masters.version set value = value + 1000');
    expect(await page(own.id)).toMatchObject({ itemActive: false, replacedBy: 'KHA400' });
    await say(phones.shree, '5 peti laal wala');
    expect((await order()).lines[0]?.decision).not.toBe('auto');
  });
});

describe('over HTTP', () => {
  const call = async (actor: Actor, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown>; text: string; type: string }> => {
    const app = new OpenAPIHono<HttpEnv>();
    app.use(async (c, next) => {
      c.set('actor', actor);
      await next();
    });
    app.route('/', aliasRoutes(db().runtime));
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await app.request(path, init);
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, text, type, body: type.includes('json') ? (JSON.parse(text) as Record<string, unknown>) : {} };
  };

  it('every route does what it says, and refuses who may not', async () => {
    const taught = await call(clerk, '/aliases', teaching());
    expect(taught.status).toBe(200);
    const id = String(taught.body['id']);
    const [lesson] = taught.body['lessons'] as { id: string }[];
    expect((await call(clerk, `/aliases?customer=C-1042&state=deciding&limit=1`)).body).toMatchObject({ rows: [{ scopeId: 'C-1042' }] });
    expect((await call(clerk, `/aliases/${id}`)).body).toMatchObject({ words: 'laal wala' });
    expect((await call(clerk, `/aliases/${id}/promote`, { scope: 'region' })).status).toBe(403);
    expect((await call(clerk, `/aliases/${id}/lessons/${lesson?.id}/undo`, {})).body).toEqual({ openOrders: [] });
    expect((await call(clerk, `/aliases/${id}`)).status).toBe(404);
    const again = String((await call(clerk, '/aliases', teaching())).body['id']);
    expect((await call(clerk, `/aliases/${again}/rule-out`, {})).body).toMatchObject({ state: 'ruled_out' });
    expect((await call(clerk, `/aliases/${again}/remove`, { reason: 'x' })).body).toEqual({ openOrders: [] });
    expect((await call(clerk, '/aliases/import', { csv: 'words,sku\nx,y', apply: false })).body).toMatchObject({ added: 0, refused: [{ line: 2 }] });
    for (const path of ['/aliases', `/aliases/${id}`, '/aliases/export']) expect((await call(outsider, path)).status).toBe(403);
    expect((await call(clerk, '/aliases?cursor=nonsense')).status).toBe(422);
    expect((await call(clerk, '/aliases/import', { csv: 'a'.repeat(900_001) })).status).toBe(422);
  });

  it('the export opens safely in a spreadsheet and can be imported again', async () => {
    await teach({ words: '=cmd|calc wala' });
    const file = await call(clerk, '/aliases/export');
    expect(file.type).toContain('text/csv');
    expect(file.text).toContain(`"'=cmd|calc wala"`);
    expect(file.text).not.toMatch(/(^|,)"[=+\-@]/m);
    const back = await as(head, (ctx) => importAliases(ctx, file.text, true));
    expect(back).toMatchObject({ ok: true, value: { added: 0, changed: 0, refused: [] } });
  });
});
