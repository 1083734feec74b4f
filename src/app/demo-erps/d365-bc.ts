import { startBcSandbox } from '../../sandbox/d365-bc/index.ts';
import { dropsAnswers, wordOf, type DemoErp } from './types.ts';

/** The demo company's Dynamics 365 Business Central. */
export const demoD365Bc: DemoErp = {
  name: 'Dynamics 365 Business Central',
  signIn: (secret) => ({ tenant: 'vindhya.example', environment: 'production', clientId: 'karkhana', clientSecret: secret('d365-bc') }),
  start: ({ signIn, ...options }) =>
    startBcSandbox({
      ...options,
      auth: {
        tenant: wordOf(signIn, 'tenant'),
        environment: wordOf(signIn, 'environment'),
        clientId: wordOf(signIn, 'clientId'),
        clientSecret: wordOf(signIn, 'clientSecret'),
      },
    }),
  connection: (url, signIn) => ({
    settings: {
      baseUrl: `${url}/v2.0/${wordOf(signIn, 'tenant')}/${wordOf(signIn, 'environment')}`,
      auth: { by: 'entra', clientId: wordOf(signIn, 'clientId'), tokenUrl: `${url}/${wordOf(signIn, 'tenant')}/oauth2/v2.0/token` },
      companies: [
        { name: 'Vindhya Snacks & Foods', company: 'VI01', salesOrg: 'VS01', zone: 'Asia/Kolkata', languages: ['en', 'hi'] },
        { name: 'Vindhya Foods Riyadh', company: 'VI02', salesOrg: 'VS02', zone: 'Asia/Riyadh', languages: ['ar', 'en'] },
      ],
      channel: '10',
      division: '00',
      places: { PI01FG01: 'PI01/FG01', PI01RM01: 'PI01/RM01', RY01FG01: 'RY01/FG01' },
      holds: {
        PI01QC01: { of: 'PI01FG01', status: 'quality' },
        PI01BL01: { of: 'PI01FG01', status: 'blocked' },
        RY01QC01: { of: 'RY01FG01', status: 'quality' },
        RY01BL01: { of: 'RY01FG01', status: 'blocked' },
      },
      published: { itemUnits: 'ItemUnits', prices: 'SalesPrices', customers: 'CustomerCards', shipTos: 'ShipToAddresses', stock: 'ItemLedgerEntries' },
      salesUnits: ['CAR'],
      itemFilter: "inventoryPostingGroupCode eq 'FINISHED'",
      itemNames: { hi: 'displayName2' },
      journals: { cash: 'CASH', upi: 'BANK', transfer: 'BANK', cheque: 'BANK' },
    },
    secrets: { clientSecret: wordOf(signIn, 'clientSecret') },
  }),
  loseAnswers: dropsAnswers,
};
