import { createSingleFlight } from '../kit/gate.ts';
import { jsonFormat } from '../kit/format.ts';
import type { WireFormat } from '../kit/format.ts';
import { createErpHttp } from '../kit/http.ts';
import { isRecord } from '../kit/odata/codec.ts';
import { readFailure, readStatusFailure } from '../kit/outcome.ts';
import type { CallRecord, ConnectorDeps, ErpFailure } from '../kit/types.ts';
import type { OracleSettings } from './settings.ts';

/** Who we say that we are. */
export interface Credentials {
  /** The value of the Authorization header, fetched when there is none. */
  header(record: ((call: CallRecord) => void) | undefined): Promise<string | ErpFailure>;
  /** A header was refused: the next one is fetched anew. False: there is nothing that could be renewed. */
  renew(refused: string): boolean;
}

const formFormat: WireFormat = {
  ...jsonFormat,
  contentType: 'application/x-www-form-urlencoded',
  encode: (body) => new URLSearchParams(body as Record<string, string>).toString(),
};

/** Basic credentials, or a token of the identity domain that one caller fetches for all and that is renewed a minute before its end. */
export function createCredentials(settings: OracleSettings, secrets: Readonly<Record<string, string>>, deps: ConnectorDeps): Credentials {
  const { auth } = settings;
  const encode = (user: string, secret: string): string => `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
  if (auth.kind === 'basic') {
    const own = encode(auth.user, secrets['password'] ?? '');
    return { header: () => Promise.resolve(own), renew: () => false };
  }
  const url = new URL(auth.tokenUrl);
  const http = createErpHttp({ ...settings, baseUrl: url.origin, concurrency: 1, maxBodyBytes: 64 * 1024, format: formFormat }, deps);
  let held: { readonly header: string; readonly untilMs: number } | null = null;
  const fetchToken = createSingleFlight(async (record: ((call: CallRecord) => void) | undefined): Promise<string | ErpFailure> => {
    const answer = await http({
      step: 'token',
      method: 'POST',
      path: `${url.pathname}${url.search}`,
      headers: { authorization: encode(auth.clientId, secrets['clientSecret'] ?? '') },
      body: { grant_type: 'client_credentials', scope: auth.scope },
      ...(record ? { record } : {}),
    });
    if (answer.kind === 'fault') return readFailure(answer);
    const body = isRecord(answer.body) ? answer.body : {};
    const token = body['access_token'];
    if (answer.status < 300 && typeof token === 'string') {
      const lifeS = Number(body['expires_in']);
      held = { header: `Bearer ${token}`, untilMs: deps.now() + Math.max(0, (Number.isFinite(lifeS) ? lifeS : 300) - 60) * 1000 };
      return held.header;
    }
    return readStatusFailure(answer, deps.now()) ?? { kind: 'unauthorised', text: `the identity domain gave no token (${answer.status})` };
  });
  return {
    header: (record) => (held && held.untilMs > deps.now() ? Promise.resolve(held.header) : fetchToken(record)),
    renew: (refused) => {
      // only the token that was refused: another caller may have fetched a new one meanwhile
      if (held?.header === refused) held = null;
      return true;
    },
  };
}
