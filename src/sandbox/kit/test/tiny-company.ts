import type { CompanySeed } from '../company-seed.ts';

const today = '2026-11-22';

type SeedItem = CompanySeed['items'][number];
type SeedCustomer = CompanySeed['customers'][number];

const item = (sku: string, en: string, per: number, more: Partial<SeedItem> = {}): SeedItem => ({
  sku,
  type: 'FERT',
  names: { en, hi: null, ar: null },
  group: 'SEV',
  brand: 'VIND',
  size: '200 G',
  pricePoint: null,
  flavour: 'CLS',
  netWeightG: 200,
  baseUom: 'PC',
  salesUom: 'CAR',
  uoms: [
    { uom: 'PC', numerator: 1, denominator: 1, barcode: '2000000000015' },
    { uom: 'CAR', numerator: per, denominator: 1, barcode: null },
  ],
  active: true,
  successor: null,
  salesOrgs: ['VS01', 'VS02'],
  cost: null,
  ...more,
});

const customer = (code: string, name: string, more: Partial<SeedCustomer> = {}): SeedCustomer => ({
  code,
  name,
  localName: '',
  language: 'EN',
  salesOrg: 'VS01',
  priceList: '01',
  currency: 'INR',
  country: 'IN',
  region: 'MP',
  zone: 'INDIA',
  city: 'Indore',
  street: '12 Siyaganj',
  postalCode: '452007',
  taxNumber: '23AAAAA0000A1Z5',
  blocked: false,
  partial: 'whole_order',
  credit: null,
  shipTos: [{ code, name: 'Shop', city: 'Indore', street: '12 Siyaganj', postalCode: '452007', isDefault: true }],
  contacts: [],
  ...more,
});

const price = (sku: string, minor: number, more: Partial<CompanySeed['prices'][number]> = {}): CompanySeed['prices'][number] => ({
  salesOrg: 'VS01',
  priceList: '01',
  customer: null,
  sku,
  minor,
  currency: 'INR',
  per: 1,
  uom: 'CAR',
  validFrom: '2026-04-01',
  validTo: '9999-12-31',
  ...more,
});

const stock = (sku: string, baseMilli: number, more: Partial<CompanySeed['stocks'][number]> = {}): CompanySeed['stocks'][number] => ({
  sku,
  plant: 'PI01',
  location: 'FG01',
  batch: '',
  status: 'free',
  baseMilli,
  madeOn: null,
  expiresOn: null,
  salesOrder: null,
  ...more,
});

/** A company small enough to know by heart, with one of each oddity that mapping must survive. `extraItems` more plain items. */
export function tinyCompany(extraItems = 0): CompanySeed {
  const plain = Array.from({ length: extraItems }, (_unused, index) => item(`X${String(index).padStart(5, '0')}`, `Item ${index}`, 12));
  return {
    today,
    companies: [
      { code: 'VI01', name: 'Vindhya Snacks & Foods', city: 'Pithampur', country: 'IN', currency: 'INR', language: 'EN' },
      { code: 'VI02', name: 'Vindhya Riyadh depot', city: 'Riyadh', country: 'SA', currency: 'SAR', language: 'AR' },
    ],
    salesOrgs: [
      { code: 'VS01', name: 'India', company: 'VI01', currency: 'INR', channel: '10', division: '00', plant: 'PI01', creditSegment: '1000' },
      { code: 'VS02', name: 'Riyadh', company: 'VI02', currency: 'SAR', channel: '10', division: '00', plant: 'RY01', creditSegment: '2000' },
    ],
    items: [
      item('SEV200', 'Ratlami sev', 30, {
        names: { en: 'Ratlami sev', hi: 'रतलामी सेव', ar: 'سيف راتلامي' },
        cost: { minor: 100_800, perBase: 30, currency: 'INR' },
      }),
      item('CHP5', "Chips O'Masala ₹5 & <b>", 240, {
        size: '5 RS',
        pricePoint: 5,
        flavour: 'MAS',
        group: 'CHIPS',
        cost: { minor: 80_600, perBase: 240, currency: 'INR' },
      }),
      item('OLD1', 'Old mixture', 20, { active: false, successor: 'SEV200' }),
      item('BULK', 'Loose sev', 10, {
        baseUom: 'KG',
        salesUom: 'KG',
        uoms: [{ uom: 'KG', numerator: 1, denominator: 1, barcode: null }],
        cost: { minor: 148_045, perBase: 10, currency: 'INR' },
      }),
      item('BESAN', 'Gram flour', 1, {
        type: 'ROH',
        salesOrgs: [],
        baseUom: 'KG',
        salesUom: 'KG',
        uoms: [{ uom: 'KG', numerator: 1, denominator: 1, barcode: null }],
      }),
      ...plain,
    ],
    customers: [
      customer('C-1042', 'Shree Traders', {
        localName: 'श्री ट्रेडर्स',
        language: 'HI',
        credit: { limitMinor: 50_000_000, receivablesMinor: 10_000_000 },
        shipTos: [
          { code: 'C-1042', name: 'Shop', city: 'Indore', street: '12 Siyaganj', postalCode: '452007', isDefault: true },
          { code: 'C-1042-1', name: 'Godown', city: 'Dewas', street: '4 AB Road', postalCode: '455001', isDefault: false },
        ],
        contacts: [{ id: '7001042', firstName: 'Ramesh', lastName: 'Gupta', phone: '910000010421', role: 'owner', language: 'HI' }],
      }),
      customer('C-1188', 'Om Sai', { credit: { limitMinor: 1_000_000, receivablesMinor: 900_000 } }),
      customer('C-1300', 'Blocked & Sons', { blocked: true, partial: 'good_lines' }),
      customer('C-2001', 'مؤسسة الرياض', {
        salesOrg: 'VS02',
        priceList: '11',
        currency: 'SAR',
        country: 'SA',
        region: '01',
        zone: 'UTC+3',
        language: 'AR',
        city: 'Riyadh',
        taxNumber: '300000000000003',
      }),
      customer('900007', 'Number & Co'),
    ],
    prices: [
      price('SEV200', 126_000),
      price('SEV200', 120_000, { validFrom: '2025-04-01', validTo: '2026-03-31' }),
      price('SEV200', 119_900, { priceList: null, customer: 'C-1188' }),
      price('CHP5', 96_000),
      price('BULK', 185_050, { per: 10, uom: 'KG' }),
      price('SEV200', 6_550, { salesOrg: 'VS02', priceList: '11', currency: 'SAR' }),
      ...plain.map((one) => price(one.sku, 10_000)),
    ],
    pastOrders: [
      {
        number: '3000001',
        salesOrg: 'VS01',
        customer: 'C-1042',
        shipTo: 'C-1042',
        at: Date.parse('2026-11-10T05:00:00Z'),
        requestedOn: '2026-11-11',
        customerPo: null,
        open: false,
        lines: [
          { sku: 'SEV200', quantityMilli: 40_000, uom: 'CAR', words: 'peti sev', netMinor: 5_040_000 },
          { sku: 'BULK', quantityMilli: 12_500, uom: 'KG', words: null, netMinor: 231_313 },
        ],
      },
    ],
    stocks: [
      stock('SEV200', 9_000_000, { batch: 'L0311', expiresOn: '2027-03-03' }),
      stock('SEV200', 6_000_000, { batch: 'L1811', expiresOn: '2027-03-18' }),
      stock('SEV200', 600_000, { batch: 'L0311', status: 'quality', expiresOn: '2027-03-03' }),
      stock('SEV200', 3_000_000, { batch: 'L1811', expiresOn: '2027-03-18', salesOrder: '3000001' }),
      stock('SEV200', 900_000, { plant: 'RY01', batch: 'L0311', expiresOn: '2027-03-03' }),
      stock('CHP5', 14_400_000),
      stock('CHP5', 240_000, { status: 'blocked' }),
      stock('BULK', 12_500),
    ],
    boms: [{ sku: 'SEV200', plant: 'PI01', baseMilli: 30_000, items: [{ component: 'BESAN', quantityMilli: 4_080, uom: 'KG', scrapPercent: 2 }] }],
    routings: [
      { sku: 'SEV200', plant: 'PI01', operations: [{ operation: '0010', name: 'Fry and pack', workCentre: 'L1', perHour: 100, uom: 'CAR', setupMin: 30 }] },
    ],
    productionOrders: [
      {
        number: '1000001',
        sku: 'SEV200',
        plant: 'PI01',
        location: 'FG01',
        baseMilli: 3_000_000,
        doneBaseMilli: 600_000,
        startOn: '2026-11-20',
        dueOn: '2026-11-24',
        released: true,
      },
      {
        number: '1000002',
        sku: 'CHP5',
        plant: 'PI01',
        location: 'FG01',
        baseMilli: 4_800_000,
        doneBaseMilli: 0,
        startOn: '2026-11-25',
        dueOn: '2026-11-26',
        released: false,
      },
    ],
    purchaseOrders: [
      {
        number: '4500001',
        supplier: 'V-501',
        supplierName: 'Malwa Flour Mills',
        plant: 'PI01',
        location: 'RM01',
        sku: 'BESAN',
        baseMilli: 5_000_000,
        receivedBaseMilli: 2_000_000,
        currency: 'INR',
        netMinor: 42_500_000,
        orderedOn: '2026-11-12',
        dueOn: '2026-11-25',
      },
    ],
    invoices: [
      {
        number: '9000001',
        customer: 'C-1042',
        order: null,
        issuedOn: '2026-11-01',
        dueOn: '2026-12-01',
        currency: 'INR',
        totalMinor: 4_728_687,
        openMinor: 4_728_687,
      },
      {
        number: '9000002',
        customer: 'C-1042',
        order: '3000001',
        issuedOn: '2026-11-11',
        dueOn: '2026-12-11',
        currency: 'INR',
        totalMinor: 5_271_313,
        openMinor: 5_271_313,
      },
      {
        number: '9000003',
        customer: 'C-1188',
        order: null,
        issuedOn: '2026-11-03',
        dueOn: '2026-11-18',
        currency: 'INR',
        totalMinor: 900_000,
        openMinor: 900_000,
      },
    ],
    workCentres: [{ code: 'L1', name: 'Line 1', plant: 'PI01' }],
  };
}
