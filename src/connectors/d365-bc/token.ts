import type { WireFormat } from '../kit/format.ts';
import { jsonFormat } from '../kit/format.ts';
import { createSingleFlight } from '../kit/gate.ts';
import { createErpHttp } from '../kit/http.ts';
import { isRecord, textOf } from '../kit/odata/codec.ts';
import { readFailure, readStatusFailure } from '../kit/outcome.ts';
import type { HttpAnswer } from '../kit/outcome.ts';
import type { CallRecord, ConnectorDeps, ErpFailure } from '../kit/types.ts';
import type { BcSettings } from './settings.ts';

/** What stands in the Authorization header of each call. */
export interface Authorization {
  /** The header, asked for anew when there is none or it is about to end; one asker for all. */
  header(record?: (call: CallRecord) => void): Promise<string | ErpFailure>;
  /** This header was refused: false when there is no better one to be had. */
  drop(header: string): boolean;
}

const formFormat: WireFormat = {
  ...jsonFormat,
  contentType: 'application/x-www-form-urlencoded',
  encode: (body) => new URLSearchParams(body as Record<string, string>).toString(),
};

/** Entra ID's words without the ids behind them. */
const reasonOf = (answer: HttpAnswer): string => {
  const body = isRecord(answer.body) ? answer.body : {};
  const words = textOf(body, 'error_description').replace(/\s*(Trace ID|Correlation ID|Timestamp):[\s\S]*$/, '');
  return (words || textOf(body, 'error') || String(answer.status)).slice(0, 300);
};

/** How calls are signed: by tokens of Entra ID, each kept until a minute before its end, or by user and key. */
export function createAuthorization(settings: BcSettings, secrets: Readonly<Record<string, string>>, deps: ConnectorDeps): Authorization {
  const { auth } = settings;
  if (auth.by === 'basic') {
    const header = `Basic ${Buffer.from(`${auth.user}:${secrets['webServiceKey'] ?? ''}`).toString('base64')}`;
    return { header: () => Promise.resolve(header), drop: () => false };
  }
  const http = createErpHttp({ ...settings, baseUrl: new URL(auth.tokenUrl).origin, concurrency: 1, format: formFormat }, deps);
  let held: { readonly header: string; readonly until: number } | null = null;
  const ask = createSingleFlight(async (record: ((call: CallRecord) => void) | undefined): Promise<string | ErpFailure> => {
    const body = { grant_type: 'client_credentials', client_id: auth.clientId, client_secret: secrets['clientSecret'] ?? '', scope: auth.scope };
    const answer = await http({ step: 'token', method: 'POST', path: auth.tokenUrl, body, ...(record ? { record } : {}) });
    if (answer.kind === 'fault') return readFailure(answer);
    if (answer.status === 400 || answer.status === 401) return { kind: 'unauthorised', text: `Entra ID refused our application: ${reasonOf(answer)}` };
    const failure = readStatusFailure(answer, deps.now());
    const token = isRecord(answer.body) ? textOf(answer.body, 'access_token') : '';
    if (failure || token === '') return failure ?? { kind: 'unauthorised', text: `no token came (${answer.status})` };
    const seconds = Number(isRecord(answer.body) ? answer.body['expires_in'] : 0) || 300;
    held = { header: `Bearer ${token}`, until: deps.now() + Math.max(seconds - 60, seconds / 2) * 1000 };
    return held.header;
  });
  return {
    header: (record) => (held && held.until > deps.now() ? Promise.resolve(held.header) : ask(record)),
    drop: (header) => {
      // only the one that was refused: another caller may have renewed it meanwhile
      if (held?.header === header) held = null;
      return true;
    },
  };
}
