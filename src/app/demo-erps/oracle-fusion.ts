import { startOracleSandbox } from '../../sandbox/oracle-fusion/index.ts';
import { dropsAnswers, wordOf, type DemoErp } from './types.ts';

/** The demo company's Oracle Fusion Cloud. */
export const demoOracle: DemoErp = {
  name: 'Oracle Fusion Cloud',
  signIn: (secret) => ({
    user: 'karkhana',
    password: secret('oracle-fusion'),
    clientId: 'karkhana-integration',
    clientSecret: secret('oracle-fusion client'),
  }),
  start: ({ signIn, ...options }) =>
    startOracleSandbox({
      ...options,
      auth: {
        user: wordOf(signIn, 'user'),
        password: wordOf(signIn, 'password'),
        clientId: wordOf(signIn, 'clientId'),
        clientSecret: wordOf(signIn, 'clientSecret'),
      },
    }),
  connection: (url, signIn) => ({
    settings: {
      baseUrl: url,
      auth: { kind: 'oauth', tokenUrl: `${url}/oauth2/v1/token`, clientId: wordOf(signIn, 'clientId'), scope: 'urn:opc:resource:consumer::all' },
      businessUnits: {
        VS01: { company: 'VI01', zone: 'Asia/Kolkata', currency: 'INR', country: 'IN', languages: ['en', 'hi'] },
        VS02: { company: 'VI02', zone: 'Asia/Riyadh', currency: 'SAR', country: 'SA', languages: ['en', 'ar'] },
      },
      itemOrganization: 'VMO',
      wordsField: 'CustomerProductDescription',
      operationHistory: { resource: 'operationTransactionHistory' },
      holds: [
        { organization: '*', subinventory: 'FG01', status: 'quality', heldIn: 'FG01-Q' },
        { organization: '*', subinventory: 'FG01', status: 'blocked', heldIn: 'FG01-B' },
      ],
      itemFields: {
        brand: 'brand',
        group: 'itemGroup',
        salesUom: 'salesUom',
        barcode: 'barcode',
        successor: 'successor',
        names: { hi: 'nameHi', ar: 'nameAr' },
        attributes: { size: 'size', flavour: 'flavour', price_point: 'pricePoint' },
      },
      customerFields: {
        businessUnit: 'OrganizationDEO_BusinessUnit_c',
        priceList: 'OrganizationDEO_PriceList_c',
        orderHold: 'OrganizationDEO_OrderHold_c',
        wholeOrder: 'OrganizationDEO_WholeOrder_c',
        names: { hi: 'OrganizationDEO_LocalName_c' },
        contactLanguage: 'PreferredContactLanguage_c',
      },
    },
    secrets: { password: wordOf(signIn, 'password'), clientSecret: wordOf(signIn, 'clientSecret') },
  }),
  loseAnswers: dropsAnswers,
};
