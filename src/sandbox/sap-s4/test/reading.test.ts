import { beforeAll, describe, expect, it } from 'vitest';
import { base, basic, salesOrders, startSmall, type Client } from './client.ts';

let client: Client;
beforeAll(async () => {
  client = await startSmall();
});
const numbers = async (path: string): Promise<unknown[]> => (await client.get(path)).json.d.results.map((row) => row['SalesOrder']);

describe('reading', () => {
  it('refuses a caller without the right password', async () => {
    const none = await client.sandbox.fetch(`${base}${salesOrders}`);
    expect(none.status).toBe(401);
    expect(none.headers.get('www-authenticate')).toMatch(/^Basic/);
    const wrong = await client.sandbox.fetch(`${base}${salesOrders}`, {
      headers: { authorization: `Basic ${Buffer.from('KARKHANA:wrong').toString('base64')}`, 'x-csrf-token': 'Fetch' },
    });
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get('x-csrf-token')).toBeNull();
  });

  it('answers an entity with metadata, decimals as text, dates in ms and deferred links', async () => {
    const { json, headers } = await client.get(`${salesOrders}('4500000001')`);
    expect(json.d).toMatchObject({
      SalesOrder: '4500000001',
      TotalNetAmount: '50000.000',
      CreationDate: `/Date(${Date.parse('2026-11-10T00:00:00Z')})/`,
      LastChangeDateTime: `/Date(${Date.parse('2026-11-10T04:30:00Z')}+0000)/`,
      CustomerPurchaseOrderDate: null,
      to_Item: { __deferred: { uri: `${base}${salesOrders}('4500000001')/to_Item` } },
    });
    expect(json.d.__metadata.etag).toBe(`W/"datetimeoffset'2026-11-10T04%3A30%3A00.000Z'"`);
    expect(headers.get('etag')).toBe(json.d.__metadata.etag);
  });

  it('expands nested links and keeps to the selection', async () => {
    const { json } = await client.get(
      `${salesOrders}('4500000001')?$select=SalesOrder,to_Item/Material,to_Item/to_ScheduleLine&$expand=to_Item,to_Item/to_ScheduleLine`,
    );
    expect(Object.keys(json.d)).toEqual(['__metadata', 'SalesOrder', 'to_Item']);
    const items = json.d['to_Item'] as { results: Record<string, unknown>[] };
    expect(items.results[0]).toMatchObject({ Material: 'SEV200', to_ScheduleLine: { results: [{ ScheduleLine: '1', ScheduleLineOrderQuantity: '40.000' }] } });
    expect(items.results[0]).not.toHaveProperty('RequestedQuantity');
  });

  it('hides an expanded link that the selection leaves out, as the gateway does', async () => {
    expect((await client.get(`${salesOrders}('4500000001')?$select=SalesOrder&$expand=to_Item`)).json.d).not.toHaveProperty('to_Item');
  });

  it.each([
    ["SalesOrder eq '4500000002'", ['4500000002']],
    ["SalesOrder eq '0004500000002'", ['4500000002']],
    ["SalesOrder ge '4500000004'", ['4500000004', '4500000005']],
    ["SalesOrderDate ge datetime'2026-11-13T00:00:00' and OverallSDProcessStatus ne 'C'", ['4500000005']],
    ["(SalesOrder eq '4500000001' or SalesOrder eq '4500000003') and not (SalesOrder eq '4500000003')", ['4500000001']],
    ["LastChangeDateTime gt datetimeoffset'2026-11-13T04:30:00Z'", ['4500000005']],
    ["PurchaseOrderByCustomer eq 'PO-O''NEIL 7'", ['4500000001']],
    ["startswith(PurchaseOrderByCustomer,'PO') eq true", ['4500000001']],
    ["substringof('NEIL',PurchaseOrderByCustomer)", ['4500000001']],
    ['TotalNetAmount gt 50000.00m', []],
    ["TotalNetAmount eq 50000 and SalesOrder lt '4500000003'", ['4500000001', '4500000002']],
    ['CustomerPurchaseOrderDate ne null', []],
  ])('filters by %s', async (filter, expected) => {
    expect(await numbers(`${salesOrders}?$filter=${encodeURIComponent(filter)}`)).toEqual(expected);
  });

  it.each(['Foo eq 1', 'SalesOrder eq 5', "SalesOrder xx '1'", "SalesOrder eq '1' and", "SalesOrderDate ge '2026-11-13'", "to_Item/Material eq 'SEV200'", ';'])(
    "refuses the filter %s with 400 in SAP's shape",
    async (filter) => {
      const { status, json } = await client.get(`${salesOrders}?$filter=${encodeURIComponent(filter)}`);
      expect(status).toBe(400);
      expect(json.error.code).toMatch(/^\/IWBEP\//);
      expect(json.error.innererror.errordetails).toHaveLength(1);
    },
  );

  it('sorts, skips and counts', async () => {
    expect(await numbers(`${salesOrders}?$orderby=SalesOrder desc&$top=2&$skip=1`)).toEqual(['4500000004', '4500000003']);
    const counted = await client.get(`${salesOrders}?$inlinecount=allpages&$top=1`);
    expect(counted.json.d.__count).toBe('5');
    expect((await client.get(`${salesOrders}/$count?$filter=OverallSDProcessStatus eq 'C'`)).text).toBe('4');
  });

  it.each(['', '&$orderby=SalesOrder', '&$orderby=SalesOrder desc', '&$top=5', "&$filter=SalesOrder ne '4500000002'"])(
    'gives every row exactly once over pages%s',
    async (options) => {
      client.sandbox.habits.change({ pageSize: 2 });
      const seen: unknown[] = [];
      let path: string | undefined = `${salesOrders}?$inlinecount=allpages${options}`;
      const sizes: number[] = [];
      while (path) {
        const { json } = await client.get(path);
        seen.push(...json.d.results.map((row) => row['SalesOrder']));
        sizes.push(json.d.results.length);
        path = json.d.__next;
      }
      client.sandbox.habits.reset();
      const all = options.includes('filter') ? 4 : 5;
      expect(new Set(seen).size).toBe(all);
      expect(seen).toHaveLength(all);
      expect(Math.max(...sizes)).toBe(2);
    },
  );

  it('answers 404 for what does not exist and 400 for an unknown option', async () => {
    expect((await client.get(`${salesOrders}('999')`)).status).toBe(404);
    expect((await client.get('API_SALES_ORDER_SRV/A_Nothing')).status).toBe(404);
    expect((await client.get(`${salesOrders}('4500000001')/to_Nothing`)).status).toBe(404);
    expect((await client.get(`${salesOrders}?$search=x`)).status).toBe(400);
    expect((await client.get('API_NOTHING_SRV/A_X')).status).toBe(403);
    expect((await client.get(`${salesOrders}?sap-client=100&$top=1`)).status).toBe(200);
  });

  it('navigates by key predicates of several parts', async () => {
    const item = await client.get("API_SALES_ORDER_SRV/A_SalesOrderItem(SalesOrder='4500000001',SalesOrderItem='000010')/to_ScheduleLine");
    expect(item.json.d.results).toHaveLength(1);
    expect((await client.get("API_SALES_ORDER_SRV/A_SalesOrderItem(SalesOrder='4500000001',SalesOrderItem='10')/to_SalesOrder")).json.d['SoldToParty']).toBe(
      'C-1042',
    );
  });

  it('describes itself in EDMX', async () => {
    const { text } = await client.get('API_SALES_ORDER_SRV/$metadata');
    expect(text).toContain(
      '<Property Name="LastChangeDateTime" Type="Edm.DateTimeOffset" Precision="7" ConcurrencyMode="Fixed" sap:creatable="false" sap:updatable="false"/>',
    );
    expect(text).toContain('<Property Name="PurchaseOrderByCustomer" Type="Edm.String" MaxLength="35"/>');
    expect(text).toContain('<Property Name="TotalNetAmount" Type="Edm.Decimal" Precision="16" Scale="3" sap:unit="TransactionCurrency"');
  });

  it('holds customers with sales area, ship-tos and contacts as the README says', async () => {
    const expand =
      'to_BusinessPartnerAddress,to_BusinessPartnerContact/to_ContactAddress/to_MobilePhoneNumber,to_BusinessPartnerContact/to_ContactRelationship,to_Customer/to_CustomerSalesArea/to_PartnerFunction';
    const { json } = await client.get(`API_BUSINESS_PARTNER/A_BusinessPartner('C-1042')?$expand=${expand}`);
    expect(json.d).toMatchObject({
      OrganizationBPName2: 'श्री ट्रेडर्स',
      to_BusinessPartnerContact: {
        results: [
          {
            to_ContactAddress: {
              results: [
                { FullName: 'Ramesh Agrawal', to_MobilePhoneNumber: { results: [{ InternationalPhoneNumber: '+910000011042', PhoneNumberType: '3' }] } },
              ],
            },
            to_ContactRelationship: { ContactPersonFunction: '0001' },
          },
        ],
      },
      to_Customer: {
        CustomerAccountGroup: 'CUST',
        to_CustomerSalesArea: { results: [{ PriceListType: '01', Currency: 'INR', PartialDeliveryIsAllowed: 'C' }] },
      },
    });
    const fns = await client.get("API_BUSINESS_PARTNER/A_CustSalesPartnerFunc?$filter=Customer eq 'C-1042' and PartnerFunction eq 'SH'");
    expect(fns.json.d.results.map((row) => [row['BPCustomerNumber'], row['DefaultPartner']])).toEqual([
      ['C-1042', false],
      ['C-1042-1', true],
    ]);
    const filtered = await client.get("API_BUSINESS_PARTNER/A_BusinessPartner?$filter=to_Customer/CustomerAccountGroup eq 'CUST'&$select=BusinessPartner");
    expect(filtered.json.d.results).toHaveLength(2);
  });

  it('answers __next with the address of the caller, so that it can be followed', async () => {
    client.sandbox.habits.change({ pageSize: 1 });
    const response = await client.sandbox.fetch('http://other:9/sap/opu/odata/sap/API_PRODUCT_SRV/A_Product', { headers: { authorization: basic } });
    client.sandbox.habits.reset();
    expect(((await response.json()) as { d: { __next: string } }).d.__next).toMatch(/^http:\/\/other:9\/sap\/opu\/odata\/sap\/API_PRODUCT_SRV\/A_Product\?/);
  });
});
