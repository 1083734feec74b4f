import { afterAll, describe, expect, it } from 'vitest';
import { demoFactory } from '../../db/seed/index.ts';
import { createSapSandbox } from '../../src/sandbox/sap-s4/index.ts';

const auth = { user: 'KARKHANA', password: 'demo' };
const basic = `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}`;
const base = 'http://sap.local/sap/opu/odata/sap/';
const sandbox = await createSapSandbox({ stateDir: null, seed: demoFactory(), auth });
afterAll(() => sandbox.close());

interface Rows {
  readonly d: { readonly results: readonly Readonly<Record<string, unknown>>[]; readonly __count?: string; readonly __next?: string };
}
const get = async (path: string): Promise<Rows> =>
  (await (await sandbox.fetch(path.startsWith('http') ? path : base + path, { headers: { authorization: basic } })).json()) as Rows;

async function readAll(path: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const rows: Readonly<Record<string, unknown>>[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    const { d } = await get(next);
    rows.push(...d.results);
    next = d.__next;
  }
  return rows;
}

describe('the demo factory in the sandbox ERP', () => {
  it('can be read whole, page by page, and the counts agree', async () => {
    const factory = demoFactory();
    expect(await readAll('API_PRODUCT_SRV/A_Product?$expand=to_ProductUnitsOfMeasure,to_Description,to_SalesDelivery')).toHaveLength(factory.items.length);
    expect(
      await readAll("API_BUSINESS_PARTNER/A_Customer?$filter=CustomerAccountGroup eq 'CUST'&$expand=to_CustomerSalesArea/to_PartnerFunction"),
    ).toHaveLength(25);
    const orders = await readAll('API_SALES_ORDER_SRV/A_SalesOrder?$expand=to_Item&$orderby=SalesOrder');
    expect(orders.map((order) => order['SalesOrder'])).toEqual(factory.pastOrders.map((order) => order.number));
    const prices = await readAll(
      "API_SLSPRICINGCONDITIONRECORD_SRV/A_SlsPrcgCndnRecdValidity?$filter=ConditionValidityEndDate ge datetime'2026-11-17T00:00:00'&$expand=to_SlsPrcgConditionRecord",
    );
    expect(prices).toHaveLength(factory.prices.length / 2);
    expect(await readAll('API_MATERIAL_STOCK_SRV/A_MatlStkInAcctMod')).toHaveLength(factory.stocks.length);
    expect(await readAll('API_BILL_OF_MATERIAL_SRV/MaterialBOM?$expand=to_BillOfMaterialItem')).toHaveLength(factory.boms.length);
    expect(await readAll('API_PRODUCTION_ROUTING/ProductionRoutingHeader?$expand=to_Operation')).toHaveLength(factory.routings.length);
  });

  it('keeps a discontinued good with its successor', async () => {
    const { d } = await get("API_PRODUCT_SRV/A_Product?$filter=Product eq 'SEV180'&$expand=to_Plant/to_ProductSupplyPlanning,to_SalesDelivery");
    expect(d.results[0]).toMatchObject({
      CrossPlantStatus: '02',
      to_SalesDelivery: { results: [{ ProductSalesStatus: '02' }] },
      to_Plant: { results: [{ to_ProductSupplyPlanning: { FollowUpProduct: 'SEV200' } }] },
    });
  });

  it("confirms Shree Traders' order of the day at ₹74,400 and refuses Om Sai's for credit", async () => {
    const fetched = await sandbox.fetch(`${base}API_SALES_ORDER_SRV/`, { headers: { authorization: basic, 'x-csrf-token': 'Fetch' } });
    const cookie = fetched.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const order = async (soldTo: string, items: readonly (readonly [string, string])[]): Promise<{ status: number; text: string }> => {
      const head = { SalesOrderType: 'OR', SalesOrganization: 'VS01', DistributionChannel: '10', OrganizationDivision: '00', SoldToParty: soldTo };
      const body = { ...head, to_Item: items.map(([Material, RequestedQuantity]) => ({ Material, RequestedQuantity, RequestedQuantityUnit: 'CAR' })) };
      const headers = { authorization: basic, cookie, 'x-csrf-token': fetched.headers.get('x-csrf-token') ?? '', 'content-type': 'application/json' };
      const response = await sandbox.fetch(`${base}API_SALES_ORDER_SRV/A_SalesOrder`, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: response.status, text: await response.text() };
    };
    const shree = await order('C-1042', [
      ['SEV200', '40'],
      ['CHP5', '25'],
    ]);
    expect([shree.status, shree.text.includes('"TotalNetAmount":"74400.000"')]).toEqual([201, true]);
    const credit = (await (await sandbox.fetch('http://sap.local/sandbox/credit/C-1042')).json()) as { exposureMinor: number };
    expect(credit.exposureMinor).toBe(48_670_000);
    const omSai = await order('C-1188', [['SEV200', '38']]);
    expect([omSai.status, omSai.text.includes('limit exceeded by 41880.00 INR')]).toEqual([400, true]);
  });
});
