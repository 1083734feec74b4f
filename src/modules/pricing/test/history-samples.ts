import type { PriceRecord, Sale } from '../contract.ts';
import type { History } from '../domain/back-test/history.ts';

const customer = (code: string, priceGroup: string) => ({
  ...{ code, name: `Customer ${code}`, company: 'VS01', priceList: '01', priceGroup, region: 'MP', channel: '10', country: 'IN', currency: 'INR' },
});
const price = (more: Partial<PriceRecord>): PriceRecord => ({
  ...{ sku: 'SEV200', priceList: '01', currency: 'INR', uom: 'CAR', minor: 126_000, validFrom: '2026-01-01', validTo: '2027-12-31' },
  ...more,
});

/** One item sold by the carton of 30: list 1,260.00 a carton, cost 960.00; two customers, one of them in a price group. */
export const history: History = {
  company: 'VS01',
  currency: 'INR',
  customers: new Map([
    ['C-1042', customer('C-1042', '')],
    ['C-1107', customer('C-1107', 'GOLD')],
  ]),
  items: new Map([
    [
      'SEV200',
      {
        ...{ sku: 'SEV200', name: 'Ratlami Sev', group: 'namkeen', brand: 'Vindhya' },
        units: [
          { uom: 'CAR', numerator: 30, denominator: 1 },
          { uom: 'PC', numerator: 1, denominator: 1 },
        ],
      },
    ],
  ]),
  prices: new Map([
    [
      'SEV200',
      [
        price({}),
        price({ fromMilli: 50_000, minor: 1 }),
        price({ priceList: '*', minor: 2 }),
        price({ validTo: '2026-01-31', validFrom: '2025-01-01', minor: 3 }),
      ],
    ],
  ]),
  costs: new Map([['SEV200', [{ sku: 'SEV200', currency: 'INR', uom: 'CAR', minor: 96_000, asOf: '2026-11-01' }]]]),
};

/** A sold line of ten cartons at list. */
export const saleSample = (more: Partial<Sale> = {}): Sale => ({
  ...{ erpNumber: '90001', lineNo: 10, customer: 'C-1042', on: '2026-08-10', sku: 'SEV200', uom: 'CAR', currency: 'INR' },
  ...{ quantityMilli: 10_000, netMinor: 1_260_000 },
  ...more,
});
