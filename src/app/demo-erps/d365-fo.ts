import { startFoSandbox } from '../../sandbox/d365-fo/index.ts';
import { dropsAnswers, wordOf, type DemoErp } from './types.ts';

/** The demo company's Dynamics 365 Finance and Operations, one legal entity a company. */
export const demoD365Fo: DemoErp = {
  name: 'Dynamics 365 Finance and Operations',
  signIn: (secret) => ({ tenant: 'vindhya', clientId: 'karkhana', clientSecret: secret('d365-fo') }),
  start: ({ signIn, ...options }) =>
    startFoSandbox({
      ...options,
      auth: { tenant: wordOf(signIn, 'tenant'), clientId: wordOf(signIn, 'clientId'), clientSecret: wordOf(signIn, 'clientSecret') },
    }),
  connection: (url, signIn) => ({
    settings: {
      baseUrl: url,
      tokenUrl: `${url}/${wordOf(signIn, 'tenant')}/oauth2/v2.0/token`,
      clientId: wordOf(signIn, 'clientId'),
      companies: {
        vi01: {
          company: 'VI01',
          salesOrg: 'VS01',
          zone: 'Asia/Kolkata',
          languages: ['en', 'hi'],
          site: 'PI01',
          shipFrom: { site: 'PI01', warehouse: 'PI01FG01' },
        },
        vi02: {
          company: 'VI02',
          salesOrg: 'VS02',
          zone: 'Asia/Riyadh',
          languages: ['en', 'ar'],
          site: 'RY01',
          shipFrom: { site: 'RY01', warehouse: 'RY01FG01' },
        },
      },
      qualifyKeys: false,
      channel: '10',
      division: '00',
      places: { PI01FG01: 'PI01/FG01', PI01FG02: 'PI01/FG02', PI01RM01: 'PI01/RM01', RY01FG01: 'RY01/FG01' },
      sets: { stock: 'KKBatchOnHands' },
      statuses: { Available: 'free', QC: 'quality', Blocked: 'blocked' },
      priceGroupsAre: 'list',
      itemFilter: "ItemModelGroupId eq 'FG'",
      brandField: 'KKBrand',
      attributes: { size: 'KKSize', flavour: 'KKFlavour' },
      inactiveStates: ['Obsolete'],
      receiptReference: 'LicensePlateNumber',
      equalBookings: 'same',
    },
    secrets: { clientSecret: wordOf(signIn, 'clientSecret') },
  }),
  loseAnswers: dropsAnswers,
};
