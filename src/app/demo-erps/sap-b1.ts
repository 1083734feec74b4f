import { startB1Sandbox } from '../../sandbox/sap-b1/index.ts';
import { dropsAnswers, wordOf, type DemoErp } from './types.ts';

/** The demo company's SAP Business One: one database, its companies as branches. */
export const demoSapB1: DemoErp = {
  name: 'SAP Business One',
  signIn: (secret) => ({ companyDb: 'SBO_VINDHYA', user: 'karkhana', password: secret('sap-b1') }),
  start: ({ signIn, ...options }) =>
    startB1Sandbox({
      ...options,
      auth: { companyDb: wordOf(signIn, 'companyDb'), user: wordOf(signIn, 'user'), password: wordOf(signIn, 'password') },
    }),
  connection: (url, signIn) => ({
    settings: {
      baseUrl: url,
      companyDb: wordOf(signIn, 'companyDb'),
      user: wordOf(signIn, 'user'),
      branches: {
        '1': { company: 'VI01', salesOrg: 'VS01', zone: 'Asia/Kolkata', languages: ['en', 'hi'] },
        '2': { company: 'VI02', salesOrg: 'VS02', zone: 'Asia/Riyadh', languages: ['ar', 'en'], currency: 'SAR' },
      },
      channel: '10',
      division: '00',
      places: { PI01FG01: 'PI01/FG01', PI01FG02: 'PI01/FG02', RY01FG01: 'RY01/FG01' },
      holds: { PI01QC01: { of: 'PI01FG01', status: 'quality' }, PI01BL01: { of: 'PI01FG01', status: 'blocked' } },
      batchQuery: 'KARKHANA_BATCH_STOCK',
      itemNames: { hi: 'U_NameHi', ar: 'U_NameAr' },
      brandField: 'U_Brand',
      successorField: 'U_Successor',
      attributes: { size: 'U_Size', flavour: 'U_Flavour' },
      zoneField: 'U_Zone',
      languageField: 'U_Language',
      contactLanguageField: 'U_Language',
      payments: {
        cash: { by: 'cash', account: '1110' },
        upi: { by: 'transfer', account: '1120' },
        cheque: { by: 'cheque', account: '1130' },
      },
    },
    secrets: { password: wordOf(signIn, 'password') },
  }),
  loseAnswers: dropsAnswers,
};
