import { describe, expect, it } from 'vitest';
import { demoFactory, type DemoFactory } from '../../db/seed/index.ts';
import { scaledFactory } from '../../db/seed/scale.ts';

const factory = demoFactory();
const bySku = new Map(factory.items.map((item) => [item.sku, item]));
const customer = (code: string): DemoFactory['customers'][number] => {
  const found = factory.customers.find((candidate) => candidate.code === code);
  if (!found) throw new Error(`no customer ${code}`);
  return found;
};
const listPrice = (sku: string, list = '01'): number | undefined =>
  factory.prices.find((price) => price.sku === sku && price.priceList === list && price.validTo === '9999-12-31')?.minor;

describe('the demo factory', () => {
  it('is as big as it is meant to be', () => {
    const goods = factory.items.filter((item) => item.type === 'FERT');
    expect(goods.length).toBeGreaterThanOrEqual(115);
    expect(goods.filter((item) => !item.active).map((item) => item.sku)).toEqual(['SEV180', 'ALU140', 'MIX350', 'CHP3']);
    expect(factory.customers).toHaveLength(25);
    const lines = factory.pastOrders.flatMap((order) => order.lines);
    expect(lines.length).toBeGreaterThan(2_500);
    expect(lines.length).toBeLessThan(4_000);
    expect(lines.filter((line) => line.words !== null).length / lines.length).toBeGreaterThan(0.8);
  });

  it('has the five goods of the acceptance day with their cartons, prices and costs', () => {
    const five = ['SEV200', 'ALU150', 'MIX400', 'CHP5', 'KHA200'].map((sku) => {
      const item = bySku.get(sku);
      return [sku, item?.salesUom, item?.uoms.find((unit) => unit.uom === 'CAR')?.numerator, listPrice(sku), item?.cost?.minor];
    });
    expect(five).toEqual([
      ['SEV200', 'CAR', 30, 126_000, 100_800],
      ['ALU150', 'CAR', 36, 129_600, 105_000],
      ['MIX400', 'CAR', 20, 190_000, 159_600],
      ['CHP5', 'CAR', 240, 96_000, 80_600],
      ['KHA200', 'CAR', 30, 117_000, 96_000],
    ]);
    expect(listPrice('MIX400', '03')).toBe(182_400);
  });

  it('owes what its open invoices say', () => {
    for (const { code, credit } of factory.customers) {
      const open = factory.invoices.filter((invoice) => invoice.customer === code).reduce((sum, invoice) => sum + invoice.openMinor, 0);
      expect(open, code).toBe(credit?.receivablesMinor ?? 0);
    }
    expect(factory.invoices.every((invoice) => invoice.openMinor >= 0 && invoice.openMinor <= invoice.totalMinor)).toBe(true);
  });

  it('has work on its lines and material on the way', () => {
    expect(factory.productionOrders.every((order) => bySku.get(order.sku)?.active && order.doneBaseMilli <= order.baseMilli)).toBe(true);
    expect(factory.productionOrders.filter((order) => order.released).length).toBeGreaterThan(10);
    expect(factory.purchaseOrders.every((order) => bySku.get(order.sku)?.type !== 'FERT' && order.receivedBaseMilli < order.baseMilli)).toBe(true);
    expect(factory.purchaseOrders.length).toBeGreaterThan(15);
  });

  it('has the stock of the day, and plenty of everything else that is sold', () => {
    const cartons = (sku: string, status: string): number => {
      const pieces = factory.stocks.filter((stock) => stock.sku === sku && stock.status === status).reduce((sum, stock) => sum + stock.baseMilli, 0);
      return pieces / 1000 / (bySku.get(sku)?.uoms.find((unit) => unit.uom === 'CAR')?.numerator ?? 1);
    };
    expect(['SEV200', 'ALU150', 'MIX400', 'CHP5', 'KHA200'].map((sku) => [sku, cartons(sku, 'free'), cartons(sku, 'quality')])).toEqual([
      ['SEV200', 500, 20],
      ['ALU150', 150, 0],
      ['MIX400', 40, 0],
      ['CHP5', 60, 0],
      ['KHA200', 100, 0],
    ]);
    const sold = factory.items.filter((item) => item.type === 'FERT' && item.active).map((item) => item.sku);
    expect(new Set(factory.stocks.map((stock) => stock.sku))).toEqual(new Set(sold));
    expect(cartons('SEV400', 'free')).toBeGreaterThanOrEqual(2_000);
    expect(factory.stocks.find((stock) => stock.status === 'quality')).toMatchObject({
      sku: 'SEV200',
      batch: 'L0611',
      madeOn: '2026-11-06',
      expiresOn: '2027-03-06',
    });
  });

  it('has the credit of the day: limits, and exposure as receivables plus open orders', () => {
    const exposure = (code: string): number => {
      const open = factory.pastOrders.filter((order) => order.customer === code && order.open).flatMap((order) => order.lines);
      return (customer(code).credit?.receivablesMinor ?? 0) + open.reduce((sum, line) => sum + line.netMinor, 0);
    };
    expect([customer('C-1042').credit?.limitMinor, exposure('C-1042')]).toEqual([50_000_000, 41_230_000]);
    expect([customer('C-1188').credit?.limitMinor, exposure('C-1188')]).toEqual([30_000_000, 29_400_000]);
    for (const one of factory.customers) if (one.credit) expect(exposure(one.code)).toBe(one.credit.exposureMinor);
  });

  it.each(['2026-11-17', '2026-11-22', '2027-03-01', '2028-02-29'])('owes nobody a negative amount on %s', (today) => {
    for (const one of demoFactory({ today }).customers) expect(one.credit?.receivablesMinor ?? 0).toBeGreaterThanOrEqual(0);
  });

  it('has room in the credit of everyone whose order the day confirms', () => {
    const room = (code: string): number => (customer(code).credit?.limitMinor ?? 0) - (customer(code).credit?.exposureMinor ?? 0);
    expect(room('C-1042')).toBeGreaterThanOrEqual(7_440_000);
    expect(room('C-1107')).toBeGreaterThanOrEqual(7_560_000 + 3_888_000);
    expect(room('C-1215')).toBeGreaterThanOrEqual(8_790_000);
    expect(room('C-1065')).toBeGreaterThanOrEqual(6_300_000);
    expect(room('C-1188')).toBeLessThan(4_788_000);
  });

  it('gives Maa Sharda the last Tuesday that she refers to, as her last order', () => {
    const last = factory.pastOrders.filter((order) => order.customer === 'C-1215').at(-1);
    expect(new Date(last?.at ?? 0).getUTCDay()).toBe(2);
    expect(last?.lines.map((line) => [line.sku, line.quantityMilli])).toEqual([
      ['SEV200', 30_000],
      ['CHP5', 40_000],
      ['KHA200', 12_000],
    ]);
  });

  it('lets one word mean different goods to different customers', () => {
    const meaning = (code: string, words: string): Set<string> =>
      new Set(
        factory.pastOrders
          .filter((order) => order.customer === code)
          .flatMap((order) => order.lines.filter((line) => line.words === words).map((line) => line.sku)),
      );
    expect(meaning('C-1042', 'sev')).toEqual(new Set(['SEV200']));
    expect(meaning('C-1042', 'paanch wala chips')).toEqual(new Set(['CHP5']));
    expect(meaning('C-1042', 'bhujia')).toEqual(new Set(['BIK200']));
    expect(meaning('C-1014', 'सेव')).toEqual(new Set(['SEV400']));
    expect(meaning('C-1058', 'भुजिया')).toEqual(new Set(['ALU150']));
    expect(meaning('C-2001', 'سيف راتلامي')).toEqual(new Set(['SEV200']));
    expect(meaning('C-2002', 'ميكس')).toEqual(new Set(['BOM200']));
  });

  it('orders only goods that exist, are sold there and have that unit', () => {
    for (const order of factory.pastOrders) {
      for (const line of order.lines) {
        const item = bySku.get(line.sku);
        expect(item?.active && item.salesOrgs.includes(order.salesOrg) && item.uoms.some((unit) => unit.uom === line.uom), `${order.number} ${line.sku}`).toBe(
          true,
        );
        expect(line.netMinor).toBeGreaterThan(0);
      }
    }
  });

  it('lies in the six months before today, numbered by time', () => {
    const times = factory.pastOrders.map((order) => order.at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(factory.pastOrders.map((order) => order.number)).size).toBe(times.length);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(Date.parse('2026-05-16T18:30:00Z'));
    expect(Math.max(...times)).toBeLessThan(Date.parse('2026-11-16T18:30:00Z'));
  });

  it('has unique phones that cannot exist, and unique codes', () => {
    const phones = factory.phones.map((phone) => phone.phone);
    expect(new Set(phones).size).toBe(phones.length);
    for (const phone of phones) expect(phone).toMatch(/^(?:9100000\d{5}|9660000\d{5}|9710000\d{5})$/);
    for (const one of factory.customers) {
      expect(one.contacts.length, one.code).toBeGreaterThan(0);
      expect(
        one.shipTos.filter((shipTo) => shipTo.isDefault),
        one.code,
      ).toHaveLength(1);
      for (const shipTo of one.shipTos) expect(shipTo.code.length).toBeLessThanOrEqual(10);
    }
    expect(bySku.size).toBe(factory.items.length);
    const barcodes = factory.items.flatMap((item) => item.uoms.flatMap((unit) => unit.barcode ?? []));
    expect(new Set(barcodes).size).toBe(barcodes.length);
  });

  it('fits the fields of the ERP', () => {
    for (const item of factory.items) for (const name of Object.values(item.names)) expect([...(name ?? '')].length, item.sku).toBeLessThanOrEqual(40);
    for (const order of factory.pastOrders) for (const line of order.lines) expect([...(line.words ?? '')].length).toBeLessThanOrEqual(35);
    for (const item of factory.items) if (item.successor) expect(bySku.get(item.successor)?.active).toBe(true);
  });

  it('prices every good on every list of the organisations that sell it', () => {
    for (const item of factory.items.filter((candidate) => candidate.type === 'FERT')) {
      expect(
        ['01', '02', '03'].every((list) => (listPrice(item.sku, list) ?? 0) > 0),
        item.sku,
      ).toBe(true);
      expect(listPrice(item.sku, '11') !== undefined, item.sku).toBe(item.salesOrgs.includes('VS02'));
    }
  });

  it('makes every active good from known materials on a known line', () => {
    const lines = new Set(factory.workCentres.map((line) => line.code));
    const active = factory.items.filter((item) => item.type === 'FERT' && item.active).map((item) => item.sku);
    expect(factory.boms.map((bom) => bom.sku)).toEqual(active);
    expect(factory.routings.map((routing) => routing.sku)).toEqual(active);
    for (const bom of factory.boms) for (const part of bom.items) expect(bySku.get(part.component)?.type, `${bom.sku} ${part.component}`).toMatch(/ROH|VERP/);
    for (const routing of factory.routings) for (const operation of routing.operations) expect(lines.has(operation.workCentre)).toBe(true);
    // the moth flour that the held lot takes from 300 cartons of aloo bhujia: 648 kg
    const moth = factory.boms.find((bom) => bom.sku === 'ALU150')?.items.find((part) => part.component === 'RM-MOTH');
    expect((moth?.quantityMilli ?? 0) * 300).toBe(648_000);
  });

  it('signs in people for each of the twelve roles, two for those that decide on prices', () => {
    expect(new Set(factory.people.flatMap((person) => person.roles)).size).toBe(12);
    expect(new Set(factory.people.map((person) => person.email)).size).toBe(factory.people.length);
    const phones = [...factory.people, ...factory.phones].map((person) => person.phone);
    expect(new Set(phones).size).toBe(phones.length);
    // two people of each role that decides on prices
    for (const role of ['sales_head', 'owner']) expect(factory.people.filter((person) => person.roles.includes(role)).length, role).toBeGreaterThan(1);
    const known = new Set(factory.people.map((person) => person.email));
    for (const shift of factory.rotas.flatMap((rota) => rota.shifts)) expect(known.has(shift.email), shift.email).toBe(true);
  });

  it('is the same company every time, and another history with another seed', () => {
    expect(demoFactory()).toEqual(factory);
    expect(demoFactory({ seed: 8 }).pastOrders).not.toEqual(factory.pastOrders);
  });

  it('can have more customers for load tests, beside those of the story', () => {
    const more = demoFactory({ extraCustomers: 200 });
    expect(more.customers.slice(0, 25).map((one) => one.credit)).toEqual(factory.customers.map((one) => one.credit));
    const phones = more.phones.map((phone) => phone.phone);
    expect(new Set(phones).size).toBe(phones.length);
    expect(more.customers).toHaveLength(225);
    for (const phone of phones) expect(phone).toMatch(/^9\d{11}$/);
  });

  it("can be blown up for benchmarks without changing anybody's credit", () => {
    const big = scaledFactory(10_000);
    expect(big.pastOrders).toHaveLength(10_000);
    expect(big.customers.map((one) => one.credit)).toEqual(factory.customers.map((one) => one.credit));
    expect(scaledFactory(500).pastOrders).toHaveLength(500);
  });
});
