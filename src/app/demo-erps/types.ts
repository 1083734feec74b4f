import type { ConnectionInput } from '../../modules/sync/index.ts';
import type { CompanySeed } from '../../sandbox/kit/index.ts';

/** With what one signs in to a sandbox ERP, by name: some are known to all (`client`), some are made up for this installation (`password`). */
export type ErpSignIn = Readonly<Record<string, string>>;

/** How a sandbox ERP starts. */
export interface DemoErpStart {
  readonly port: number;
  /** A folder of its own. */
  readonly stateDir: string;
  readonly seed: (keptToday: string | null) => CompanySeed;
  readonly signIn: ErpSignIn;
}

/** One ERP that the demo can run on: its stand-in, and how karkhana is connected to it. */
export interface DemoErp {
  readonly name: string;
  /** With what one signs in to the stand-in in this folder; `secret` makes up what must not be known elsewhere. */
  signIn(secret: (purpose: string) => string, stateDir: string): ErpSignIn;
  start(options: DemoErpStart): Promise<{ readonly url: string; stop(): Promise<void> }>;
  /** The connection to the stand-in at `url`. */
  connection(url: string, signIn: ErpSignIn): Omit<ConnectionInput, 'id' | 'connector'>;
  /** Bad habits with which it books and does not answer, and with which it answers again. */
  readonly loseAnswers: { readonly on: object; readonly off: object };
}

/** Bad habits of stand-ins that are called over the network. */
export const dropsAnswers: DemoErp['loseAnswers'] = { on: { pDropAfterCommit: 1 }, off: { pDropAfterCommit: 0 } };

/** A word of the sign-in; empty when the stand-in has none of that name. */
export const wordOf = (signIn: ErpSignIn, name: string): string => signIn[name] ?? '';
