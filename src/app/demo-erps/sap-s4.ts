import { startSapSandbox } from '../../sandbox/sap-s4/index.ts';
import { dropsAnswers, wordOf, type DemoErp } from './types.ts';

const flavours: Readonly<Record<string, string>> = {
  CLS: 'classic salted',
  MAS: 'masala',
  TOM: 'tomato',
  PUD: 'pudina',
  LEM: 'lemon',
  PEP: 'pepper',
  GAR: 'garlic',
  SPI: 'spicy',
  SWE: 'sweet',
  ELA: 'elaichi',
  KES: 'kesar',
  MET: 'methi',
  JEE: 'jeera',
  PLN: 'plain',
  CHE: 'cheese',
  ONI: 'cream and onion',
};

/** The demo company's SAP S/4HANA. */
export const demoSapS4: DemoErp = {
  name: 'SAP S/4HANA',
  signIn: (secret) => ({ client: '100', user: 'KARKHANA', password: secret('sap') }),
  start: ({ signIn, ...options }) => startSapSandbox({ ...options, auth: { user: wordOf(signIn, 'user'), password: wordOf(signIn, 'password') } }),
  connection: (url, signIn) => ({
    settings: {
      baseUrl: url,
      client: wordOf(signIn, 'client'),
      user: wordOf(signIn, 'user'),
      // customising of the demo company's SAP: which partners are customers, where price point and flavour stand
      accountGroups: ['CUST'],
      costCentres: { '*': 'CC-100' },
      pricePointField: 'FirstSalesSpecProductGroup',
      flavourField: 'SecondSalesSpecProductGroup',
      flavours,
      salesOrganizations: { VS01: { zone: 'Asia/Kolkata', languages: ['en', 'hi'] }, VS02: { zone: 'Asia/Riyadh', languages: ['en', 'ar'] } },
    },
    secrets: { password: wordOf(signIn, 'password') },
  }),
  loseAnswers: dropsAnswers,
};
