import type { Customer, Item } from '../../src/modules/masters/contract.ts';
import { saveCompanies, saveCustomers, saveItems } from '../../src/modules/masters/index.ts';
import type { PastOrderLine } from '../../src/modules/orders/contract.ts';
import { savePastLines } from '../../src/modules/orders/index.ts';
import { savePrices } from '../../src/modules/pricing/index.ts';
import { systemActor, type Actor, type Runtime } from '../../src/platform/runtime/ctx.ts';

/** Phones of the people who write, by customer. */
export const phones = { shree: '919999900001', krishna: '919999900002', omSai: '919999900003', riyadh: '966999900004', stranger: '919999900099' } as const;

const item = (sku: string, name: string, names: Record<string, string>, pieces: number, attributes: Record<string, string>): Item => ({
  sku,
  name,
  names,
  brand: 'Vindhya',
  itemGroup: 'namkeen',
  attributes,
  baseUom: 'PC',
  salesUom: 'CAR',
  barcode: null,
  active: true,
  replacedBy: null,
  wholeUnits: true,
  uoms: [
    { uom: 'CAR', numerator: pieces, denominator: 1, erpUom: 'CAR' },
    { uom: 'PC', numerator: 1, denominator: 1, erpUom: 'PC' },
  ],
});

/** The five items of the acceptance day, and two that are easily mixed up with them. */
export const items: readonly Item[] = [
  item('SEV200', 'Ratlami Sev 200 g', { hi: 'रतलामी सेव 200 ग्राम', ar: 'سيف راتلامي ٢٠٠ جم' }, 30, { size: '200 g' }),
  item('ALU150', 'Aloo Bhujia 150 g', { hi: 'आलू भुजिया 150 ग्राम', ar: 'ألو بوجيا ١٥٠ جم' }, 36, { size: '150 g' }),
  item('MIX400', 'Navratan Mix 400 g', { hi: 'नवरत्न मिक्स 400 ग्राम', ar: 'ميكس نافراتان ٤٠٠ جم' }, 20, { size: '400 g' }),
  item('CHP5', 'Potato Chips ₹5', { hi: 'आलू चिप्स ₹5', ar: 'بطاطس شيبس' }, 240, { price: '5' }),
  item('CHP10', 'Potato Chips ₹10', { hi: 'आलू चिप्स ₹10', ar: 'بطاطس شيبس ١٠' }, 120, { price: '10' }),
  item('KHA200', 'Khatta Meetha 200 g', { hi: 'खट्टा मीठा 200 ग्राम', ar: 'خطا ميتا ٢٠٠ جم' }, 30, { size: '200 g' }),
  item('KHA400', 'Khatta Meetha 400 g', { hi: 'खट्टा मीठा 400 ग्राम', ar: 'خطا ميتا ٤٠٠ جم' }, 20, { size: '400 g' }),
];

type Sample = Pick<Customer, 'code' | 'name' | 'language' | 'currency' | 'zone' | 'salesOrg' | 'creditLimitMinor' | 'receivablesMinor'> & {
  phone: string;
  contact: string;
};

const samples: readonly Sample[] = [
  {
    code: 'C-1042',
    name: 'Shree Traders',
    language: 'hi-Latn',
    currency: 'INR',
    zone: 'Asia/Kolkata',
    salesOrg: 'VS01',
    creditLimitMinor: 50_000_000,
    receivablesMinor: 41_230_000,
    phone: phones.shree,
    contact: 'Mahesh',
  },
  {
    code: 'C-1107',
    name: 'Krishna Agencies',
    language: 'hi-Latn',
    currency: 'INR',
    zone: 'Asia/Kolkata',
    salesOrg: 'VS01',
    creditLimitMinor: 90_000_000,
    receivablesMinor: 0,
    phone: phones.krishna,
    contact: 'Krishna',
  },
  {
    code: 'C-1188',
    name: 'Om Sai Stores',
    language: 'en',
    currency: 'INR',
    zone: 'Asia/Kolkata',
    salesOrg: 'VS01',
    creditLimitMinor: 30_000_000,
    receivablesMinor: 29_400_000,
    phone: phones.omSai,
    contact: 'Sai',
  },
  {
    code: 'C-2001',
    name: 'Riyadh Foods',
    language: 'ar',
    currency: 'SAR',
    zone: 'Asia/Riyadh',
    salesOrg: 'VS02',
    creditLimitMinor: null,
    receivablesMinor: 0,
    phone: phones.riyadh,
    contact: 'Faisal',
  },
];

const prices: Readonly<Record<string, readonly [inr: number, sar: number]>> = {
  SEV200: [126_000, 6_300],
  ALU150: [129_600, 6_500],
  MIX400: [190_000, 9_500],
  CHP5: [96_000, 4_800],
  CHP10: [96_000, 4_800],
  KHA200: [117_000, 5_900],
  KHA400: [150_000, 7_500],
};

const past = (customer: string, erpNumber: string, orderedOn: string, lines: readonly [sku: string, cartons: number, words: string][]): PastOrderLine[] =>
  lines.map(([sku, cartons, words], index) => ({
    customer,
    erpNumber,
    orderedOn,
    sku,
    quantityMilli: cartons * 1000,
    uom: 'CAR',
    netMinor: null,
    words,
    lineNo: (index + 1) * 10,
  }));

const history: readonly PastOrderLine[] = [
  ...past('C-1042', '90001', '2026-11-03', [
    ['SEV200', 38, 'sev'],
    ['CHP5', 25, 'paanch wala chips'],
  ]),
  ...past('C-1042', '90002', '2026-11-10', [
    ['SEV200', 42, 'sev'],
    ['CHP5', 20, 'paanch wala chips'],
    ['KHA200', 10, 'khatta meetha'],
  ]),
  ...past('C-1107', '90003', '2026-11-09', [
    ['SEV200', 50, 'ratlami 200'],
    ['ALU150', 30, 'aloo'],
  ]),
  ...past('C-1188', '90004', '2026-11-11', [['SEV200', 36, 'sev']]),
  ...past('C-2001', '90005', '2026-11-08', [
    ['SEV200', 20, 'سيف راتلامي'],
    ['CHP5', 4, 'بطاطس'],
  ]),
];

/** A small demo factory, saved through the faces as sync would save it. */
export async function saveSmallFactory(runtime: Runtime): Promise<void> {
  await runtime.transaction(systemActor('sync'), async (ctx) => {
    await saveCompanies(ctx, [
      { code: 'VS01', name: 'Vindhya Snacks & Foods', zone: 'Asia/Kolkata', currency: 'INR', country: 'IN', languages: ['en', 'hi', 'ar'] },
    ]);
    await saveItems(ctx, items);
    await saveCustomers(ctx, samples.map(customerOf));
    await savePrices(
      ctx,
      items.flatMap(({ sku }) =>
        (['INR', 'SAR'] as const).map((currency, index) => ({
          sku,
          currency,
          priceList: '01',
          uom: 'CAR',
          minor: prices[sku]?.[index] ?? 1,
          validFrom: '2026-01-01',
          validTo: '2027-12-31',
        })),
      ),
    );
    await savePastLines(ctx, history);
  });
}

const customerOf = (sample: Sample): Customer => ({
  ...sample,
  names: {},
  company: 'VS01',
  channel: '10',
  division: '00',
  priceList: '01',
  priceGroup: '',
  country: sample.currency === 'SAR' ? 'SA' : 'IN',
  region: '',
  taxNumber: null,
  blocked: false,
  blockReason: null,
  openOrdersMinor: 0,
  creditAsOf: null,
  partialPolicy: 'whole_order',
  shipTos: [{ code: sample.code, name: sample.name, city: 'Indore', address: '', isDefault: true }],
  contacts: [{ id: '', customer: sample.code, name: sample.contact, phone: sample.phone, role: 'buyer', language: null }],
});

/** People of the factory. */
export const people = {
  asha: { kind: 'person', id: 'p-asha', name: 'Asha', roles: ['order_desk'] },
  vikram: { kind: 'person', id: 'p-vikram', name: 'Vikram', roles: ['sales_head'] },
  operator: { kind: 'person', id: 'p-raju', name: 'Raju', roles: ['operator'] },
} as const satisfies Record<string, Actor>;
