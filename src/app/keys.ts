import { hkdfSync } from 'node:crypto';
import { keptSecret } from './kept-file.ts';
import type { Settings } from './settings.ts';

/** Keys made from the one secret of the installation, each for one purpose. */
export interface Keys {
  /** Signs session cookies. */
  readonly session: string;
  /** Seals the secrets of connections that are kept in the database: 32 bytes. */
  readonly sealing: Buffer;
  /** Signs the links by which cases are decided without a sign-in. */
  readonly links: Buffer;
}

/** Derives the keys from the secret in the settings, or from the one kept in the state folder. */
export function deriveKeys(settings: Pick<Settings, 'secret' | 'state'>): Keys {
  const secret = settings.secret ?? keptSecret(settings.state, 'karkhana');
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'karkhana', purpose, 32));
  return { session: derive('sessions').toString('base64url'), sealing: derive('connection secrets'), links: derive('case links') };
}
