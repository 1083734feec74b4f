import { beforeEach, describe, expect, it } from 'vitest';
import { byKeyOf } from './render.ts';
import { businessFault, complexType, createFace, createRowStore, defineModel, entitySet, ODataFault, sourceOf, tableOf } from './index.ts';
import type { Dialect, Row, RowStore, Service } from './index.ts';

const orders = entitySet(
  'Orders',
  `No int key ro
   Customer text15 req
   Status enum:OrderStatus
   DueOn day
   Total decimal ro
   Price decimal
   Note text20
   Lines many:Line`,
  { Buyer: '1 Customers Code=Customer', Parts: '* Parts OrderNo=No' },
  { creatable: true, updatable: true, deletable: true, versioned: true, typeName: 'Order' },
);
const customers = entitySet('Customers', 'Code text15 key\nName text40\nId guid', { Orders: '* Orders Customer=Code' });
const parts = entitySet('Parts', 'OrderNo int key\nSku text20 key\nAt instant', {}, { creatable: true });
const model = defineModel('T', [orders, customers, parts], [complexType('Line', 'Sku text20\nQuantity decimal\nDone decimal ro')], {
  OrderStatus: ['os_Open', 'os_Closed'],
});

const guid = '8e7f0c7c-1111-4222-8333-123456789abc';
const seedOrders = (count: number): Row[] =>
  Array.from({ length: count }, (_unused, index) => ({
    No: index + 1,
    Customer: index % 2 ? "O'Neill" : 'Shree',
    Status: index < 2 ? 'os_Closed' : 'os_Open',
    DueOn: `2026-11-${String(index + 1).padStart(2, '0')}`,
    Total: '12345678901234567890.12',
    Lines: [{ Sku: 'SEV', Quantity: '1.5', Done: '0' }],
  }));

let store: RowStore;
let dialect: Dialect;

beforeEach(() => {
  store = createRowStore({
    Orders: tableOf(orders, seedOrders(5), ['Customer']),
    Customers: tableOf(customers, [
      { Code: "O'Neill", Name: 'Neill & Sons', Id: guid },
      { Code: 'Shree', Name: 'श्री' },
    ]),
    Parts: tableOf(parts, [{ OrderNo: 1, Sku: "a'/b", At: '2026-11-22T10:00:00.000Z' }]),
  });
  dialect = {
    prefix: '@odata.',
    filter: { in: true, functions: ['contains', 'startswith', 'endswith'], wildcards: false, enums: 'both', anyCase: false },
    next: '$skiptoken',
    nextBase: 'absolute',
    pageSize: 2,
    versions: 'required',
    batchStatus: 200,
    batchIsOne: false,
  };
});

const service = (): Service => ({
  model,
  store,
  sourceOf: (set) => sourceOf(model.sets.get(set) ?? orders, store.table(set), set === 'Orders' ? ['Customer'] : []),
  dialect: () => dialect,
  create: (set, body, _call, parent) => {
    if (body.values['Customer'] === 'blocked') throw businessFault('-5002', 'customer is blocked');
    const row = set === orders ? { No: store.table('Orders').all().length + 1, ...body.values } : { ...body.values, OrderNo: parent?.['No'] ?? null };
    store.table(set.name).put(row);
    return { status: 201, entity: { set, row } };
  },
  update: (set, row, body) => {
    store.table(set.name).put({ ...row, ...body.values });
    return { status: 204 };
  },
  remove: (set, row) => {
    store.table(set.name).remove(JSON.stringify(set.keys.map((key) => row[key])));
    return { status: 204 };
  },
  action: (name, target) =>
    name === 'Close' && target?.kind === 'entity' ? { status: 204 } : name === 'Ping' ? { status: 200, body: { value: 'pong' } } : undefined,
  refuse: (fault) => ({ status: fault.status, headers: {}, text: JSON.stringify({ error: { code: fault.code || fault.kind, message: fault.message } }) }),
});

const base = 'http://erp.example/odata/v4';
function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const sent = new Headers({ ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers });
  const { answer, changes } = createFace(service(), base)({ method, url: new URL(`${base}/${path}`), headers: sent, text });
  return { ...answer, changes, json: answer.text.startsWith('{') ? (JSON.parse(answer.text) as Record<string, unknown>) : {} };
}
const numbers = (path: string): unknown[] => {
  dialect = { ...dialect, pageSize: 100 };
  return (ask('GET', path).json['value'] as Row[]).map((row) => row['No']);
};
const codeOf = (answer: { json: Record<string, unknown> }): unknown => (answer.json['error'] as { code?: unknown } | undefined)?.code;

describe('reading', () => {
  it.each([
    ["Customer eq 'O''Neill'", [2, 4]],
    ["not (Customer eq 'O''Neill') and No gt 1", [3, 5]],
    ["Status eq 'os_Closed' or No ge 5", [1, 2, 5]],
    ["Status eq T.OrderStatus'os_Closed'", [1, 2]],
    ['DueOn ge 2026-11-03 and DueOn lt 2026-11-05', [3, 4]],
    ['DueOn ge 2026-11-03T00:00:00Z and 4 gt No', [3]],
    ["contains(Customer,'Nei') and No in (2,5)", [2]],
    ["startswith(Customer,'Sh') eq false", [2, 4]],
    ['Total gt 12345678901234567890.11 and No le 1', [1]],
    ["Buyer/Name eq 'श्री' and Note eq null", [1, 3, 5]],
    [`Buyer/Id eq ${guid}`, [2, 4]],
  ])('filters %s', (filter, wanted) => {
    expect(numbers(`Orders?$filter=${encodeURIComponent(filter)}`)).toEqual(wanted);
  });

  it('refuses filters that are none, each with its kind', () => {
    const kinds = ['Nope eq 1', 'No eq ', "No eq 'x'", "Status eq 'x'", 'No plus 1', 'length(Customer) eq 1', 'DueOn gt 5'].map((filter) =>
      codeOf(ask('GET', `Orders?$filter=${encodeURIComponent(filter)}`)),
    );
    expect(kinds).toEqual(['unknown_property', 'bad_filter', 'wrong_type', 'wrong_type', 'bad_filter', 'bad_filter', 'wrong_type']);
    dialect = { ...dialect, filter: { ...dialect.filter, in: false, enums: 'typed' } };
    expect(codeOf(ask('GET', 'Orders?$filter=No in (1)'))).toBe('bad_filter');
    expect(codeOf(ask('GET', "Orders?$filter=Status eq 'os_Open'"))).toBe('wrong_type');
  });

  it('looks for parts by asterisk where the dialect does', () => {
    dialect = { ...dialect, filter: { ...dialect.filter, wildcards: true } };
    expect(numbers("Orders?$filter=Customer eq '*Neil*'")).toEqual([2, 4]);
  });

  it('shows decimals with all their digits, days as the field has them, and lines inside', () => {
    const { text } = ask('GET', 'Orders(1)');
    expect(text).toContain('"Total":12345678901234567890.12');
    expect(text).toContain('"DueOn":"2026-11-01T00:00:00Z"');
    expect(text).toContain('"Lines":[{"Sku":"SEV","Quantity":1.5,"Done":0}]');
  });

  it('finds entities by keys with quotes, slashes and several parts; others are 404', () => {
    expect(ask('GET', "Customers('O%27%27Neill')").json['Name']).toBe('Neill & Sons');
    expect(ask('GET', "Parts(OrderNo=1,Sku='a''%2Fb')").status).toBe(200);
    expect(ask('GET', "Parts(Sku='a''/b',OrderNo=1)").status).toBe(200);
    expect(ask('GET', 'Orders(99)').status).toBe(404);
    expect(ask('GET', 'Nothing').status).toBe(404);
    expect(ask('GET', "Orders('x')").status).toBe(400);
    expect(ask('GET', 'Parts(OrderNo=1)').status).toBe(400);
  });

  it('expands with options inside, selects, orders, counts', () => {
    dialect = { ...dialect, pageSize: 100 };
    const answer = ask('GET', 'Customers?$expand=Orders($select=No;$orderby=No desc;$top=1;$expand=Buyer($select=Code))&$select=Code&$count=true');
    expect(answer.json['@odata.count']).toBe(2);
    expect(answer.json['value']).toEqual([
      { Code: "O'Neill", Orders: [expect.objectContaining({ No: 4, Buyer: { Code: "O'Neill" } })] },
      { Code: 'Shree', Orders: [expect.objectContaining({ No: 5, Buyer: { Code: 'Shree' } })] },
    ]);
    expect(ask('GET', 'Orders/$count?$filter=No gt 2').text).toBe('3');
    expect(ask('GET', 'Orders(2)/Buyer').json['Code']).toBe("O'Neill");
    expect(codeOf(ask('GET', 'Orders?$expand=Nope'))).toBe('unknown_property');
    expect(codeOf(ask('GET', 'Orders?$apply=x'))).toBe('bad_option');
  });

  it.each(['$skip', '$skiptoken'] as const)('pages by %s to the exact set, also with $top', (next) => {
    for (const [query, wanted] of [
      ['', [1, 2, 3, 4, 5]],
      ['?$top=3', [1, 2, 3]],
      ['?$orderby=No desc', [5, 4, 3, 2, 1]],
    ] as const) {
      dialect = { ...dialect, next, pageSize: 2 };
      const seen: unknown[] = [];
      let path: string | undefined = `Orders${query}`;
      while (path !== undefined) {
        const { json } = ask('GET', path);
        seen.push(...(json['value'] as Row[]).map((row) => row['No']));
        path = (json['@odata.nextLink'] as string | undefined)?.slice(base.length + 1);
      }
      expect(seen).toEqual(wanted);
    }
  });

  it('says what it is', () => {
    const { text } = ask('GET', '$metadata');
    expect(text).toContain('<EntityType Name="Order"><Key><PropertyRef Name="No"/></Key>');
    expect(text).toContain('Type="Collection(T.Line)"');
    expect(text).toContain('<Member Name="os_Closed" Value="1"/>');
  });
});

describe('writing', () => {
  it('creates what it is sent, and says where it is', () => {
    const made = ask('POST', 'Orders', '{"Customer":"Shree","DueOn":"2026-12-01","Price":0.1234567890123456789,"Lines":[{"Sku":"SEV","Quantity":2}]}');
    expect(made).toMatchObject({ status: 201, headers: { location: `${base}/Orders(6)` } });
    expect(made.text).toContain('"Price":0.1234567890123456789');
    expect(made.changes).toHaveLength(1);
    expect(ask('POST', 'Orders(6)/Parts', { Sku: 'p' }).json).toMatchObject({ OrderNo: 6, Sku: 'p' });
  });

  it.each([
    [{ Customer: 'x', Nope: 1 }, 'unknown_property'],
    [{ Customer: 'x', Lines: [{ Skuu: '1' }] }, 'unknown_property'],
    [{ Customer: 'x', Total: 5 }, 'not_creatable'],
    [{ Customer: 5 }, 'wrong_type'],
    [{ Customer: 'x', Price: '5' }, 'wrong_type'],
    [{ Customer: 'x', Status: 'os_Nope' }, 'wrong_type'],
    [{ Customer: 'x', DueOn: '2026-02-30' }, 'wrong_type'],
    [{ Customer: 'x', Lines: {} }, 'wrong_type'],
    [{ Customer: 'x'.repeat(16) }, 'too_long'],
    [{ Customer: null }, 'missing'],
    ['[]', 'bad_body'],
    ['{"Customer":', 'bad_body'],
    [{ Customer: 'blocked' }, '-5002'],
  ])('refuses %j as %s and keeps nothing', (body, code) => {
    const refused = ask('POST', 'Orders', body);
    expect(codeOf(refused)).toBe(code);
    expect(refused.changes).toEqual([]);
    expect(store.table('Orders').all()).toHaveLength(5);
  });

  it('refuses another content type, and methods that a set does not have', () => {
    expect(ask('POST', 'Orders', '<a/>', { 'content-type': 'application/xml' }).status).toBe(415);
    expect(ask('POST', 'Customers', { Code: 'x' }).status).toBe(405);
    expect(ask('DELETE', "Parts(OrderNo=1,Sku='a''/b')", undefined, { 'if-match': '*' }).status).toBe(405);
  });

  it('looks at versions: needed, right, stale', () => {
    const etag = ask('GET', 'Orders(1)').headers['etag'] ?? '';
    expect(codeOf(ask('PATCH', 'Orders(1)', { Note: 'a' }))).toBe('no_version');
    expect(ask('PATCH', 'Orders(1)', { Note: 'a' }, { 'if-match': etag }).status).toBe(204);
    expect(ask('PATCH', 'Orders(1)', { Note: 'b' }, { 'if-match': etag }).status).toBe(412);
    dialect = { ...dialect, versions: 'ignored' };
    expect(ask('PATCH', 'Orders(1)', { Note: 'b' }, { 'if-match': etag }).status).toBe(204);
  });

  it('calls actions, bound and not', () => {
    expect(ask('POST', 'Orders(1)/Close').status).toBe(204);
    expect(ask('GET', 'Ping').json).toEqual({ value: 'pong' });
    expect(ask('POST', 'Orders(99)/Close').status).toBe(404);
    expect(ask('POST', 'Orders(1)/Nope').status).toBe(404);
  });
});

describe('batches', () => {
  const part = (id: number, method: string, url: string, body = ''): string =>
    ['Content-Type: application/http', `Content-ID: ${id}`, '', `${method} ${url} HTTP/1.1`, 'Content-Type: application/json', '', body].join('\r\n');
  const set = (...parts: string[]): string =>
    ['Content-Type: multipart/mixed; boundary=cs', '', ...parts.map((one) => `--cs\r\n${one}`), '--cs--'].join('\r\n');
  const batch = (...parts: string[]) =>
    ask('POST', '$batch', `${parts.map((one) => `--b\r\n${one}`).join('\r\n')}\r\n--b--\r\n`, { 'content-type': 'multipart/mixed; boundary=b' });

  it('holds a change set that fails not at all, and one that does not wholly', () => {
    const good = part(1, 'POST', '/odata/v4/Orders', '{"Customer":"Shree"}');
    const bad = batch(set(good, part(2, 'POST', 'Orders', '{"Customer":"blocked"}')), part(9, 'GET', 'Orders(1)'));
    expect(bad.text).toContain('-5002');
    expect(bad.changes).toEqual([]);
    expect(store.table('Orders').all()).toHaveLength(5);
    const held = batch(set(good, part(2, 'POST', '$1/Parts', '{"Sku":"p"}')), part(9, 'GET', 'Orders(6)'));
    expect(held.status).toBe(200);
    expect(held.text.match(/HTTP\/1\.1 20[01]/g)).toHaveLength(3);
    expect(held.changes.map((change) => change.table)).toEqual(['Orders', 'Parts']);
    expect(
      store
        .table('Parts')
        .all()
        .map((row) => row['OrderNo']),
    ).toContain(6);
  });

  it('refuses content ids that are used twice, and what is no batch', () => {
    const good = part(1, 'POST', 'Orders', '{"Customer":"Shree"}');
    expect(codeOf(batch(set(good, good)))).toBe('batch');
    expect(codeOf(ask('POST', '$batch', 'x', { 'content-type': 'multipart/mixed; boundary=b' }))).toBe('batch');
    expect(codeOf(ask('POST', '$batch', 'x', { 'content-type': 'text/plain' }))).toBe('bad_content_type');
  });

  it('speaks JSON too, with groups', () => {
    const { json } = ask('POST', '$batch', {
      requests: [
        { id: 'a', atomicityGroup: 'g', method: 'POST', url: 'Orders', body: { Customer: 'Shree' } },
        { id: 'b', atomicityGroup: 'g', method: 'POST', url: 'Orders', body: { Customer: 'blocked' } },
      ],
    });
    expect((json['responses'] as { id: string; status: number }[]).map(({ id, status }) => [id, status])).toEqual([
      ['a', 424],
      ['b', 400],
    ]);
    expect(store.table('Orders').all()).toHaveLength(5);
    dialect = { ...dialect, batchIsOne: true };
    const all = ask('POST', '$batch', {
      requests: [
        { id: '1', method: 'POST', url: 'Orders', body: { Customer: 'Shree' } },
        { id: '2', method: 'GET', url: 'Orders(6)' },
      ],
    });
    expect((all.json['responses'] as { status: number }[]).map((one) => one.status)).toEqual([201, 200]);
  });
});

describe('the store', () => {
  it('undoes what throws, alone when it is inside another change', () => {
    const table = store.table('Orders');
    const { changes } = store.change(() => {
      table.put({ No: 10, Customer: 'a' });
      expect(() =>
        store.change(() => {
          table.put({ No: 11, Customer: 'b' });
          table.remove('[1]');
          throw new ODataFault(400, 'business', 'no');
        }),
      ).toThrow('no');
    });
    expect(table.all().map((row) => row['No'])).toEqual([1, 2, 3, 4, 5, 10]);
    expect(changes.map((change) => change.key)).toEqual(['[10]']);
    expect(() => table.put({ No: 12 })).toThrow('outside');
  });

  it('keeps order and indexes through changes, and comes back from what was kept', () => {
    const table = store.table('Orders');
    store.change(() => {
      table.put({ No: 0, Customer: 'Shree' });
      table.put({ No: 3, Customer: "O'Neill" });
      table.remove('[5]');
    });
    const shown = (from: RowStore): unknown[] => [
      from
        .table('Orders')
        .all()
        .map((row) => row['No']),
      from
        .table('Orders')
        .by('Customer', "O'Neill")
        .map((row) => row['No']),
    ];
    expect(shown(store)).toEqual([
      [0, 1, 2, 3, 4],
      [2, 3, 4],
    ]);
    const again = createRowStore({ Orders: tableOf(orders, seedOrders(5), ['Customer']) });
    again.replay(JSON.parse(JSON.stringify(store.kept())) as ReturnType<RowStore['kept']>);
    again.replay(store.kept());
    expect(shown(again)).toEqual(shown(store));
    expect([...again.table('Orders').all()].sort(byKeyOf(orders))).toEqual(again.table('Orders').all());
  });
});
