import { startTallySandbox } from '../../sandbox/tally/index.ts';
import { dropsAnswers, type DemoErp } from './types.ts';

/** The demo company's TallyPrime, on its bare port. */
export const demoTally: DemoErp = {
  name: 'TallyPrime',
  signIn: () => ({}),
  start: ({ signIn: _none, ...options }) => startTallySandbox(options),
  connection: (url) => ({
    settings: {
      baseUrl: url,
      companies: [
        { code: 'VI01', name: 'Vindhya Snacks & Foods', salesOrg: 'VS01', plant: 'PI01', languages: ['en', 'hi'] },
        {
          code: 'VI02',
          name: 'Vindhya Foods Riyadh',
          salesOrg: 'VS02',
          plant: 'RY01',
          country: 'SA',
          currency: 'SAR',
          zone: 'Asia/Riyadh',
          languages: ['ar', 'en'],
          items: false,
        },
      ],
    },
    secrets: {},
  }),
  loseAnswers: dropsAnswers,
};
