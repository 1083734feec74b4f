import { beforeEach, describe, expect, it } from 'vitest';
import { orderBody, salesOrders, startSmall, type Answer, type Client } from './client.ts';

let client: Client;
beforeEach(async () => {
  client = await startSmall();
});
const create = (head: Record<string, unknown> = {}, items?: readonly Record<string, unknown>[], headers: Record<string, string> = {}): Promise<Answer> =>
  client.post(salesOrders, orderBody(head, items), headers);
const byReference = async (reference: string): Promise<number> =>
  (await client.get(`${salesOrders}?$filter=PurchaseOrderByCustomer eq '${reference}'`)).json.d.results.length;
const one = [{ Material: 'SEV200', RequestedQuantity: '1', RequestedQuantityUnit: 'CAR' }];
const codes = (answer: Answer): string[] => answer.json.error.innererror.errordetails.map((detail) => detail.code);

describe('creating an order', () => {
  it('answers 201 with the header, its number, address and ETag, and keeps all that was sent', async () => {
    const answer = await create({ RequestedDeliveryDate: '/Date(1795046400000)/' }, [
      { Material: 'SEV200', RequestedQuantity: '40', RequestedQuantityUnit: 'CAR', MaterialByCustomer: 'sev' },
      { Material: 'CHP5', RequestedQuantity: '25.000', RequestedQuantityUnit: 'CAR', MaterialByCustomer: 'paanch wala chips' },
    ]);
    expect(answer.status).toBe(201);
    expect(answer.json.d).toMatchObject({
      SalesOrder: '4500000006',
      TotalNetAmount: '74400.000',
      PurchaseOrderByCustomer: 'MO7K2QX9D3R8VTPA',
      TotalCreditCheckStatus: 'A',
      to_Item: { __deferred: {} },
    });
    expect(answer.headers.get('location')).toBe(answer.json.d.__metadata.uri);
    const back = await client.get(`${salesOrders}('4500000006')?$expand=to_Item/to_ScheduleLine,to_Item/to_PricingElement,to_Partner`);
    expect(back.json.d['to_Item']).toMatchObject({
      results: [
        {
          SalesOrderItem: '10',
          Material: 'SEV200',
          MaterialByCustomer: 'SEV',
          NetAmount: '50400.000',
          to_PricingElement: { results: [{ ConditionType: 'PPR0', ConditionRateValue: '1260.000000000', ConditionIsManuallyChanged: false }] },
        },
        {
          SalesOrderItem: '20',
          RequestedQuantity: '25.000',
          RequestedQuantitySAPUnit: 'CAR',
          RequestedQuantityISOUnit: 'CT',
          MaterialByCustomer: 'PAANCH WALA CHIPS',
          NetAmount: '24000.000',
          to_ScheduleLine: { results: [{ RequestedDeliveryDate: '/Date(1795046400000)/' }] },
        },
      ],
    });
    expect(back.json.d['to_Partner']).toMatchObject({
      results: [
        { PartnerFunction: 'BP' },
        { PartnerFunction: 'PY' },
        { PartnerFunction: 'SH', Customer: 'C-1042-1' },
        { PartnerFunction: 'SP', Customer: 'C-1042' },
      ],
    });
  });

  it('converts prices between units exactly', async () => {
    const answer = await create({}, [
      { Material: 'SEV200', RequestedQuantity: '7', RequestedQuantityUnit: 'PC' },
      { Material: 'LSEV', RequestedQuantity: '2', RequestedQuantityUnit: 'BAG' },
      { Material: 'LSEV', RequestedQuantity: '0.333', RequestedQuantityUnit: 'KG' },
    ]);
    const items = (await client.get(`${answer.json.d.__metadata.uri}/to_Item`)).json.d.results;
    // 1260/30 × 7; 1780 for 10 KG × 30 KG; 178 × 0.333 = 59.274
    expect(items.map((row) => row['NetAmount'])).toEqual(['294.000', '5340.000', '59.270']);
  });

  it('takes a manual price instead of the record', async () => {
    const price = { ConditionType: 'PPR0', ConditionRateValue: '1231.20', ConditionCurrency: 'INR', ConditionQuantity: '1', ConditionQuantityUnit: 'CAR' };
    const answer = await create({}, [{ Material: 'SEV200', RequestedQuantity: '10', RequestedQuantityUnit: 'CAR', to_PricingElement: [price] }]);
    expect(answer.json.d['TotalNetAmount']).toBe('12312.000');
  });

  it('does not mind a reference that it has seen before: two orders come to be', async () => {
    await create({}, one);
    await create({}, one);
    expect(await byReference('MO7K2QX9D3R8VTPA')).toBe(2);
  });

  it('gives every one of parallel orders its own number', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        create({ PurchaseOrderByCustomer: `MO${index}` }, [{ Material: 'SEV200', RequestedQuantity: '1', RequestedQuantityUnit: 'PC' }]),
      ),
    );
    expect(new Set(answers.map((answer) => answer.json.d['SalesOrder'])).size).toBe(20);
  });

  it.each([
    ['an unknown property', { Colour: 'red' }, '/IWBEP/CM_MGW_RT/021'],
    ['a property that cannot be set', { TotalNetAmount: '1' }, '/IWBEP/CM_MGW_RT/109'],
    ['a text that is too long', { PurchaseOrderByCustomer: 'x'.repeat(36) }, '/IWBEP/CX_SXML_PARSE_ERROR'],
    ['a wrong date', { RequestedDeliveryDate: 'tomorrow' }, '/IWBEP/CX_SXML_PARSE_ERROR'],
    ['an unknown order type', { SalesOrderType: 'ZZ' }, 'V1/346'],
    ['an unknown sales area', { DistributionChannel: '20' }, 'V1/502'],
    ['a missing field', { SoldToParty: '' }, 'V1/150'],
    ['an unknown customer', { SoldToParty: 'C-9999' }, 'V1/144'],
    ['a blocked customer', { SoldToParty: 'C-1145' }, 'V1/027'],
    ['a foreign ship-to', { to_Partner: [{ PartnerFunction: 'SH', Customer: 'C-1145' }] }, 'VP/199'],
    ['another currency', { TransactionCurrency: 'USD' }, 'V1/333'],
  ])('refuses %s', async (_, head, code) => {
    const answer = await create(head);
    expect([answer.status, answer.json.error.code]).toEqual([400, code]);
    expect(await byReference('MO7K2QX9D3R8VTPA')).toBe(0);
  });

  it.each([
    ['an unknown material', { Material: 'NOPE' }, 'V1/312'],
    ['a discontinued material', { Material: 'SEV180' }, 'V1/382'],
    ['a unit that the material does not have', { RequestedQuantityUnit: 'BAG' }, 'V1/403'],
    ['no quantity', { RequestedQuantity: '0' }, 'V1/369'],
    ['half a carton', { RequestedQuantity: '0.5' }, 'V1/368'],
    ['four digits after the point', { RequestedQuantity: '1.2345' }, '/IWBEP/CX_SXML_PARSE_ERROR'],
    ['a quantity as a number', { RequestedQuantity: 40 }, '/IWBEP/CX_SXML_PARSE_ERROR'],
    ['a quantity of 1e9', { RequestedQuantity: '1e9' }, '/IWBEP/CX_SXML_PARSE_ERROR'],
    ['a quantity beyond the precision', { RequestedQuantity: '1000000000000' }, '/IWBEP/CX_SXML_PARSE_ERROR'],
  ])('refuses an item with %s', async (_, change, code) => {
    const answer = await create({}, [{ Material: 'SEV200', RequestedQuantity: '40', RequestedQuantityUnit: 'CAR', ...change }]);
    expect([answer.status, answer.json.error.code]).toEqual([400, code]);
  });

  it('names every wrong item, and refuses an order without items', async () => {
    const answer = await create({}, [
      { Material: 'NOPE', RequestedQuantity: '1' },
      { Material: 'SEV180', RequestedQuantity: '1' },
    ]);
    expect(codes(answer)).toEqual(['V1/312', 'V1/382']);
    expect(codes(await create({}, []))).toEqual(['V1/555']);
  });

  it('answers 400 for a body that is no JSON object', async () => {
    expect((await client.post(salesOrders, '{"SalesOrderType":')).status).toBe(400);
    expect((await client.post(salesOrders, '[]')).status).toBe(400);
  });

  it('warns in a header when something is odd, and saves all the same', async () => {
    const answer = await create({ RequestedDeliveryDate: '2026-11-01T00:00:00' });
    expect(answer.status).toBe(201);
    expect(JSON.parse(answer.headers.get('sap-message') ?? '{}')).toMatchObject({ code: 'V1/014', severity: 'warning' });
  });

  it('ends with its number range', async () => {
    await client.sandbox.fetch('http://sap.local/sandbox/number-ranges', {
      method: 'POST',
      body: JSON.stringify({ type: 'OR', next: 4_500_000_006, last: 4_500_000_006 }),
    });
    expect((await create({}, one)).status).toBe(201);
    expect((await create({}, one)).json.error.code).toBe('NR/751');
  });
});

describe('credit', () => {
  const exposure = async (): Promise<unknown[]> =>
    (await client.get("API_CRDTMBUSINESSPARTNER/CreditExposure?$filter=BusinessPartner eq 'C-1042'")).json.d.results.map((row) => row['CreditExposureAmount']);
  // receivables 3,62,300 + one open order of 50,000 = 4,12,300 of 5,00,000: 87,700 left
  const cartons = (count: number): readonly Record<string, unknown>[] => [
    { Material: 'SEV200', RequestedQuantity: String(count), RequestedQuantityUnit: 'CAR' },
  ];

  it('rises with each order', async () => {
    expect(await exposure()).toEqual(['50000.000', '362300.000']);
    await create({}, cartons(40));
    expect(await exposure()).toEqual(['100400.000', '362300.000']);
  });

  it('refuses what is over the limit by default, and nothing is kept', async () => {
    const answer = await create({}, cartons(70));
    expect([answer.status, answer.json.error.code]).toEqual([400, 'VKM/301']);
    expect(answer.json.error.message.value).toContain('500.00 INR');
    expect(await exposure()).toEqual(['50000.000', '362300.000']);
    expect((await create({}, cartons(69))).status).toBe(201);
  });

  it('saves with a block when it is set up so', async () => {
    client.sandbox.habits.change({ creditCheck: 'block' });
    const answer = await create({}, cartons(70));
    expect(answer.status).toBe(201);
    expect(answer.json.d).toMatchObject({ TotalCreditCheckStatus: 'B', DeliveryBlockReason: '01' });
    expect(JSON.parse(answer.headers.get('sap-message') ?? '{}')).toMatchObject({ code: 'VKM/302' });
    expect(await exposure()).toEqual(['50000.000', '362300.000']);
  });

  it('frees room when a payment arrives', async () => {
    await client.sandbox.fetch('http://sap.local/sandbox/payments', { method: 'POST', body: JSON.stringify({ customer: 'C-1042', amount: '60000.00' }) });
    expect(await exposure()).toEqual(['50000.000', '302300.000']);
    expect((await create({}, cartons(70))).status).toBe(201);
  });
});

describe('sessions and tokens', () => {
  it('refuses a write without the token of its own session', async () => {
    const other = await startSmall();
    const without = await client.post(salesOrders, orderBody(), { 'x-csrf-token': '' });
    expect([without.status, without.headers.get('x-csrf-token')]).toEqual([403, 'Required']);
    expect((await client.post(salesOrders, orderBody(), { cookie: '' })).status).toBe(403);
    expect((await other.post(salesOrders, orderBody(), { cookie: 'SAP_SESSIONID_S4S_100=stolen' })).status).toBe(403);
    expect((await client.post(salesOrders, orderBody())).status).toBe(201);
  });

  it('honours a repeated request only when it is switched on', async () => {
    const repeat = { requestid: 'A'.repeat(32), repeatabilitycreation: '/Date(1795046400000)/' };
    expect((await create({}, undefined, repeat)).headers.get('repeatabilityresult')).toBe('unsupported');
    client.sandbox.habits.change({ repeatable: true });
    const first = await create({ PurchaseOrderByCustomer: 'MOREPEAT' }, [{ Material: 'SEV200', RequestedQuantity: '1', RequestedQuantityUnit: 'CAR' }], repeat);
    const second = await create(
      { PurchaseOrderByCustomer: 'MOREPEAT' },
      [{ Material: 'SEV200', RequestedQuantity: '1', RequestedQuantityUnit: 'CAR' }],
      repeat,
    );
    expect(first.headers.get('repeatabilityresult')).toBe('accepted');
    expect(second.json.d['SalesOrder']).toBe(first.json.d['SalesOrder']);
    expect(await byReference('MOREPEAT')).toBe(1);
  });
});

describe('changing an order', () => {
  const path = `${salesOrders}('4500000006')`;
  const etag = async (): Promise<string> => (await client.get(path)).json.d.__metadata.etag ?? '';
  beforeEach(async () => {
    await create();
  });

  it('wants If-Match, refuses a stale one, and answers 204 without a body', async () => {
    const old = await etag();
    const body = { PurchaseOrderByCustomer: 'CHANGED' };
    expect((await client.call('PATCH', path, body)).status).toBe(428);
    const done = await client.call('PATCH', path, body, { 'if-match': old });
    expect([done.status, done.text]).toEqual([204, '']);
    expect((await client.call('PATCH', path, body, { 'if-match': old })).status).toBe(412);
    expect(await etag()).not.toBe(old);
    expect([await byReference('CHANGED'), await byReference('MO7K2QX9D3R8VTPA')]).toEqual([1, 0]);
  });

  it('takes MERGE through POST, as proxies force', async () => {
    expect((await client.post(path, { PurchaseOrderByCustomer: 'MERGED' }, { 'x-http-method': 'MERGE', 'if-match': await etag() })).status).toBe(204);
    expect(await byReference('MERGED')).toBe(1);
  });

  it('changes, rejects and adds items; net value and version follow', async () => {
    const item = "API_SALES_ORDER_SRV/A_SalesOrderItem(SalesOrder='4500000006',SalesOrderItem='10')";
    const before = await etag();
    expect((await client.call('PATCH', item, { RequestedQuantity: '50' })).status).toBe(204);
    expect((await client.get(path)).json.d['TotalNetAmount']).toBe('63000.000');
    const added = await client.post(`${path}/to_Item`, { Material: 'CHP5', RequestedQuantity: '5', RequestedQuantityUnit: 'CAR' });
    expect([added.status, added.json.d['SalesOrderItem']]).toEqual([201, '20']);
    await client.call('PATCH', item, { SalesDocumentRjcnReason: '61' });
    expect((await client.get(path)).json.d).toMatchObject({ TotalNetAmount: '4800.000', OverallSDDocumentRejectionSts: 'B' });
    expect(await etag()).not.toBe(before);
  });

  it('checks credit when an order grows', async () => {
    const item = "API_SALES_ORDER_SRV/A_SalesOrderItem(SalesOrder='4500000006',SalesOrderItem='10')";
    expect((await client.call('PATCH', item, { RequestedQuantity: '80' })).json.error.code).toBe('VKM/301');
    expect((await client.get(path)).json.d['TotalNetAmount']).toBe('50400.000');
  });

  it('deletes an open order, not a delivered one', async () => {
    expect((await client.call('DELETE', `${salesOrders}('4500000001')`, undefined, { 'if-match': '*' })).json.error.code).toBe('V1/216');
    expect((await client.call('DELETE', path, undefined, { 'if-match': '*' })).status).toBe(204);
    expect((await client.get(path)).status).toBe(404);
    expect((await create()).json.d['SalesOrder']).toBe('4500000007');
  });

  it('refuses to change what cannot be changed', async () => {
    expect((await client.call('PATCH', "API_PRODUCT_SRV/A_Product('SEV200')", { Brand: 'X' })).status).toBe(405);
    expect((await client.post('API_PRODUCT_SRV/A_Product', { Product: 'X' })).status).toBe(405);
  });
});
