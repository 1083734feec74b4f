import { createGate } from '../kit/gate.ts';
import { createErpHttp } from '../kit/http.ts';
import { readFailure, readStatusFailure, writeFault, writeStatusFailure } from '../kit/outcome.ts';
import type { CallRecord, ConnectorDeps, ErpFailure } from '../kit/types.ts';
import { classify, complaintsOf, countsOf, hasFailed } from './messages.ts';
import type { ImportCounts } from './messages.ts';
import type { TallySettings } from './settings.ts';
import { childOf, childrenOf } from './wire/node.ts';
import { exportXml, importXml, rowElement } from './wire/templates.ts';
import type { ExportRequest } from './wire/templates.ts';
import { tallyXml } from './wire/xml-format.ts';
import type { XmlNode } from './wire/xml-format.ts';

/** Where calls are noted. */
export type CallSink = (call: CallRecord) => void;

/** In doubt: Tally may have booked. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly why: string;
}

/** What an import gave: its counters, to be believed only after reading back. */
export type Imported = { readonly kind: 'counted'; readonly counts: ImportCounts } | ErpFailure | Unknown;

/** The three states of a Tally: nobody listens, it listens but a dialog or a crash keeps it from answering, or it answers. */
export type Health = { readonly state: 'fine'; readonly ms: number } | { readonly state: 'hung' | 'down' | 'closed'; readonly text: string };

/** Calls to one Tally. One at a time, whoever asks. */
export interface TallyClient {
  read(step: string, request: ExportRequest, record?: CallSink): Promise<{ readonly kind: 'ok'; readonly rows: readonly XmlNode[] } | ErpFailure>;
  /** Sends one voucher once. A failure means that Tally did nothing. */
  importVoucher(step: string, company: string, voucher: string, record?: CallSink): Promise<Imported>;
  health(company: string): Promise<Health>;
}

// several connections may go to one Tally (one for each of its companies): it still does one thing at a time
const gates = new Map<string, ReturnType<typeof createGate>>();

function gateOf(baseUrl: string): ReturnType<typeof createGate> {
  const { origin } = new URL(baseUrl);
  const gate = gates.get(origin) ?? createGate(1);
  gates.set(origin, gate);
  return gate;
}

/** A gateway or agent that lets a request of ours not through: nothing was done, and nothing else will be. */
const denied = (status: number): ErpFailure | null =>
  status === 403 ? { kind: 'unauthorised', text: 'what stands before Tally denies this request (403)' } : null;

/** The client of one Tally. `gateway` is the token of a gateway before it; Tally itself knows none. */
export function createTallyClient(settings: TallySettings, gateway: string, deps: ConnectorDeps): TallyClient {
  const http = createErpHttp({ ...settings, concurrency: 1, format: tallyXml(settings.encoding) }, deps);
  const gate = gateOf(settings.baseUrl);
  const send = (step: string, body: string, record: CallSink | undefined) =>
    gate(() =>
      http({
        step,
        method: 'POST',
        path: '/',
        body,
        ...(gateway === '' ? {} : { headers: { authorization: `Bearer ${gateway}` } }),
        ...(record ? { record } : {}),
      }),
    );

  const read: TallyClient['read'] = async (step, request, record) => {
    const answer = await send(step, exportXml(request), record);
    if (answer.kind === 'fault') return readFailure(answer);
    const failure = denied(answer.status) ?? readStatusFailure(answer, deps.now());
    if (failure) return failure;
    const root = answer.body as XmlNode | undefined;
    const [complaint] = root ? complaintsOf(root) : [];
    if (complaint !== undefined) return classify(complaint);
    const data = root ? childOf(root, 'ENVELOPE', 'BODY', 'DATA') : {};
    if (!root || hasFailed(root) || !('COLLECTION' in data)) return { kind: 'transient', why: `no_collection_${answer.status}` };
    return { kind: 'ok', rows: childrenOf(childOf(data, 'COLLECTION'), rowElement(request.name)) };
  };

  return {
    read,
    async importVoucher(step, company, voucher, record) {
      const answer = await send(step, importXml(company, voucher), record);
      if (answer.kind === 'fault') return writeFault(answer);
      const failure = denied(answer.status) ?? writeStatusFailure(answer, deps.now());
      if (failure) return failure;
      const counts = answer.body === undefined ? null : countsOf(answer.body as XmlNode);
      return counts ? { kind: 'counted', counts } : { kind: 'unknown', why: `no_counters_${answer.status}` };
    },
    async health(company) {
      const started = deps.now();
      const answer = await read('health', { name: 'company', company, wanted: { by: 'all' }, period: null });
      if (answer.kind === 'ok') return { state: 'fine', ms: deps.now() - started };
      if (answer.kind === 'unauthorised' || answer.kind === 'rejected') return { state: 'closed', text: answer.text };
      const why = answer.kind === 'transient' ? answer.why : 'throttled';
      return why === 'timeout'
        ? { state: 'hung', text: 'Tally listens but does not answer: a dialog is open on its screen, or it has crashed' }
        : { state: 'down', text: `Tally cannot be reached: ${why}` };
    },
  };
}
