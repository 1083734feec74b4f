/** The conversations that `karkhana demo` plays: what is said, and how each must end. Phones are those of db/seed. */

/** One step of a customer. */
export type Step =
  | { readonly say: string; readonly waitMs?: number }
  /** Edits the n-th message of this scene (1 = first). */
  | { readonly edit: number; readonly text: string; readonly waitMs?: number }
  /** Answers once our question has arrived. */
  | { readonly answer: string };

/** How a scene must end: the order's state and lines, or no order at all. */
export interface Ending {
  readonly state: string;
  readonly lines: readonly string[];
}

/** One conversation of the demo. */
export interface Scene {
  readonly name: string;
  readonly phone: string;
  readonly steps: readonly Step[];
  readonly ending: Ending;
  /** The sandbox ERP commits this order and then drops the connection. */
  readonly loseAnswer?: boolean;
}

/** The first order of the day, which `karkhana start` plays by itself. */
export const firstScene: Scene = {
  name: 'Hinglish',
  phone: '910000010421',
  steps: [{ say: 'bhai 40 peti sev aur 25 paanch wala chips, kal subah' }],
  ending: { state: 'confirmed', lines: ['SEV200 40 CAR', 'CHP5 25 CAR'] },
};

/** All conversations of the demo; the last one disturbs the ERP and is played alone. */
export const scenes: readonly Scene[] = [
  {
    name: 'English',
    phone: '910000010271',
    steps: [{ say: 'Please send 20 cartons Ratlami Sev 200g and 10 cartons Khatta Meetha 200g' }],
    ending: { state: 'confirmed', lines: ['SEV200 20 CAR', 'KHA200 10 CAR'] },
  },
  firstScene,
  {
    name: 'Arabic, with the dual',
    phone: '966000020011',
    steps: [{ say: 'أريد ٢٠ كرتون سيف راتلامي وكرتونين بطاطس' }],
    ending: { state: 'confirmed', lines: ['SEV200 20 CAR', 'CHP5 2 CAR'] },
  },
  {
    name: 'several messages, one edited',
    phone: '910000011071',
    steps: [{ say: '50 ctn ratlami 200' }, { say: 'aur 30 aloo', waitMs: 1_200 }, { edit: 1, text: '60 ctn ratlami 200', waitMs: 1_200 }],
    ending: { state: 'confirmed', lines: ['SEV200 60 CAR', 'ALU150 30 CAR'] },
  },
  {
    name: 'a correction',
    phone: '910000010331',
    steps: [{ say: '60 peti sev 200' }, { say: 'make it 45', waitMs: 1_500 }],
    ending: { state: 'confirmed', lines: ['SEV200 45 CAR'] },
  },
  {
    name: 'an unusual quantity is asked',
    phone: '910000010651',
    steps: [{ say: '500 peti sev' }, { answer: '50' }],
    ending: { state: 'confirmed', lines: ['SEV200 50 CAR'] },
  },
  {
    name: 'not an order',
    phone: '910000010201',
    steps: [{ say: 'kaju katli ka rate kya hai?' }],
    ending: { state: 'no order', lines: [] },
  },
  {
    name: 'the ERP’s answer is lost',
    phone: '910000012151',
    steps: [{ say: '30 peti sev aur 10 peti khatta meetha' }],
    ending: { state: 'confirmed', lines: ['SEV200 30 CAR', 'KHA200 10 CAR'] },
    loseAnswer: true,
  },
];
