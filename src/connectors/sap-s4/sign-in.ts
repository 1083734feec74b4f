import { jsonFormat, type WireFormat } from '../kit/format.ts';
import { createSingleFlight } from '../kit/gate.ts';
import { createErpHttp } from '../kit/http.ts';
import { isRecord } from '../kit/odata/codec.ts';
import { readFailure, readStatusFailure } from '../kit/outcome.ts';
import type { CallRecord, ConnectorDeps, ErpFailure } from '../kit/types.ts';
import type { SapSettings } from './settings.ts';

/** The authorization of calls. */
export interface SignIn {
  /** The value of the header; a failure when the ERP gives none. */
  header(record?: (call: CallRecord) => void): Promise<{ readonly kind: 'header'; readonly value: string } | ErpFailure>;
  /** The ERP refused this value: whether another one can be had. */
  refused(value: string): boolean;
}

/** A form in, JSON out. */
const formFormat: WireFormat = {
  ...jsonFormat,
  contentType: 'application/x-www-form-urlencoded',
  encode: (body) => new URLSearchParams(isRecord(body) ? Object.entries(body).map(([name, value]) => [name, String(value)]) : []).toString(),
};

const basic = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** Tokens end a little before the ERP says so: clocks differ, and calls take time. */
const earlyMs = 30_000;

/** The path of a token address, and the settings of a client that can reach its host only. */
function tokenServer(settings: SapSettings): { readonly path: string; readonly baseUrl: string } {
  const url = new URL(settings.tokenUrl ?? '/sap/bc/sec/oauth2/token', settings.baseUrl);
  return { path: `${url.pathname}${url.search}`, baseUrl: url.origin };
}

function byToken(settings: SapSettings, clientSecret: string, deps: ConnectorDeps): SignIn {
  const server = tokenServer(settings);
  const http = createErpHttp({ ...settings, baseUrl: server.baseUrl, format: formFormat }, deps);
  let held: { readonly value: string; readonly untilMs: number } | null = null;
  type Given = Awaited<ReturnType<SignIn['header']>>;
  const fetchToken = createSingleFlight(async (record: ((call: CallRecord) => void) | undefined): Promise<Given> => {
    const answer = await http({
      step: 'token',
      method: 'POST',
      path: server.path,
      headers: { authorization: basic(settings.clientId, clientSecret) },
      body: { grant_type: 'client_credentials', ...(settings.scope === '' ? {} : { scope: settings.scope }) },
      ...(record ? { record } : {}),
    });
    if (answer.kind === 'fault') return readFailure(answer);
    const token = isRecord(answer.body) ? answer.body['access_token'] : undefined;
    if (answer.status >= 300 || typeof token !== 'string' || token === '') {
      const later = answer.status === 401 ? null : readStatusFailure(answer, deps.now());
      return later ?? refusal(answer.status, answer.body);
    }
    const seconds = isRecord(answer.body) ? Number(answer.body['expires_in'] ?? 0) : 0;
    held = { value: `Bearer ${token}`, untilMs: deps.now() + Math.max(0, seconds * 1000 - earlyMs) };
    return { kind: 'header', value: held.value };
  });
  return {
    header: (record) => (held && held.untilMs > deps.now() ? Promise.resolve({ kind: 'header', value: held.value }) : fetchToken(record)),
    refused: (value) => {
      // only the token that was refused: another caller may have fetched a new one meanwhile
      if (held?.value === value) held = null;
      return true;
    },
  };
}

function refusal(status: number, body: unknown): ErpFailure {
  const words = isRecord(body) ? [body['error'], body['error_description']].filter((word) => typeof word === 'string').join(': ') : '';
  return { kind: 'unauthorised', text: `the token server gave no token (${status})${words === '' ? '' : ` ${words.slice(0, 200)}`}` };
}

/** How this connection signs in: by user and password, or by tokens that are fetched anew when they end. */
export function createSignIn(settings: SapSettings, secrets: Readonly<Record<string, string>>, deps: ConnectorDeps): SignIn {
  if (settings.signIn === 'oauth') return byToken(settings, secrets['clientSecret'] ?? '', deps);
  const value = basic(settings.user, secrets['password'] ?? '');
  return { header: () => Promise.resolve({ kind: 'header', value }), refused: () => false };
}
