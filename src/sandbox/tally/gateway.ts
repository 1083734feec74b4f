import { timingSafeEqual } from 'node:crypto';
import { dropConnection, pause } from '../kit/index.ts';
import type { Habits, Journal, SocketEnv } from '../kit/index.ts';
import { companyNamed, keep, remove } from './company/program.ts';
import type { JournalRecord, Program } from './company/program.ts';
import type { TallyHabits } from './habits.ts';
import { exportCollection, exportDayBook } from './program/export.ts';
import type { Exported } from './program/export.ts';
import { at, readXml, tagged, textAt } from './program/xml.ts';
import type { Node } from './program/xml.ts';
import { importAnswer, importMessage } from './vouchers/import.ts';
import type { Imported } from './vouchers/import.ts';

/** What the port of the program is made of. */
export interface GatewayDeps {
  readonly program: Program;
  readonly journal: Journal<JournalRecord>;
  readonly habits: Habits<TallyHabits>;
  /** Token that a gateway before the program wants; null: the bare port, which wants none. */
  readonly token: string | null;
  readonly tell: (event: string, subject: string) => void;
  readonly log: (line: string) => void;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
}

const xmlAnswer = (body: string): Answer => ({ status: 200, body, type: 'text/xml', headers: {} });
const complaint = (text: string): string =>
  `<ENVELOPE><HEADER><VERSION>1</VERSION><STATUS>0</STATUS></HEADER><BODY><DATA>${tagged('LINEERROR', text)}</DATA></BODY></ENVELOPE>`;
const unknownRequest = '<RESPONSE>Unknown Request, cannot be processed</RESPONSE>';

const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** Waits until the caller goes away, or the dialog is closed. */
async function hang(signal: AbortSignal, until: () => boolean): Promise<void> {
  while (!signal.aborted && !until()) await pause(20);
}

async function readBody(request: Request): Promise<{ readonly text: string; readonly wide: boolean }> {
  const bytes = new Uint8Array(await request.arrayBuffer());
  const wide = /utf-?16/i.test(request.headers.get('content-type') ?? '') || (bytes[1] === 0 && bytes[0] !== 0);
  return { text: new TextDecoder(wide ? 'utf-16le' : 'utf-8').decode(bytes), wide };
}

function gatewayRefusal({ habits, token }: GatewayDeps, request: Request): Answer | null {
  const now = habits.get();
  const after = { 'retry-after': String(now.retryAfterS) };
  if (token !== null && !sameText(request.headers.get('authorization') ?? '', `Bearer ${token}`))
    return { status: 401, body: 'Unauthorized', type: 'text/plain', headers: { 'www-authenticate': 'Bearer' } };
  if (habits.dice.chance(now.p429)) return { status: 429, body: 'Too Many Requests', type: 'text/plain', headers: after };
  if (habits.dice.chance(now.p503)) return { status: 503, body: 'Service Unavailable', type: 'text/plain', headers: after };
  return habits.dice.chance(now.pLoginPage) ? { status: 200, body: '<!doctype html><form>Sign in</form>', type: 'text/html', headers: {} } : null;
}

/** What the program does with one request. */
function createActions(deps: GatewayDeps): (text: string) => Promise<Answer | 'crash' | 'drop' | 'dialog'> {
  const { program, habits, journal } = deps;

  const save = async (company: string, results: readonly Imported[]): Promise<void> => {
    for (const one of results) {
      for (const entity of one.saved) {
        await keep(program, journal, { t: 'entity', company, entity, at: new Date().toISOString() });
        deps.tell(one.created > 0 ? 'order.created' : 'order.changed', String(entity.masterId));
      }
      for (const entity of one.gone) {
        const held = companyNamed(program, company);
        if (held) remove(held, entity.type, entity.masterId);
        await keep(program, journal, { t: 'gone', company, type: entity.type, masterId: entity.masterId });
        deps.tell('order.deleted', String(entity.masterId));
      }
    }
  };

  const doImport = async (root: Node, old: boolean): Promise<Answer | 'crash' | 'drop'> => {
    const desc = old ? at(root, 'BODY', 'IMPORTDATA', 'REQUESTDESC') : at(root, 'BODY', 'DESC');
    const data = old ? at(root, 'BODY', 'IMPORTDATA', 'REQUESTDATA') : at(root, 'BODY', 'DATA');
    const named = textAt(desc, 'STATICVARIABLES', 'SVCURRENTCOMPANY');
    const company = companyNamed(program, named);
    if (!company) return xmlAnswer(complaint(`Could not set 'SVCurrentCompany' to '${named}'`));
    const now = habits.get();
    if (habits.dice.chance(now.pDropBeforeCommit)) return 'drop';
    const results = (data?.children ?? [])
      .filter((node) => node.tag === 'TALLYMESSAGE')
      .flatMap((message) => importMessage(company, message, now, habits.dice));
    if (results.some((one) => one.crashed)) return 'crash';
    await save(company.name, results);
    return xmlAnswer(importAnswer(results, now, habits.dice, old));
  };

  const doExport = (root: Node): Exported => {
    const desc = at(root, 'BODY', 'DESC');
    const id = textAt(root, 'HEADER', 'ID').trim();
    const type = textAt(root, 'HEADER', 'TYPE').trim().toLowerCase();
    const named = textAt(desc, 'STATICVARIABLES', 'SVCURRENTCOMPANY');
    const company = companyNamed(program, named);
    if (!company) return { kind: 'complaint', text: `Could not set 'SVCurrentCompany' to '${named}'` };
    if (type === 'collection') return exportCollection(company, id, desc, habits.get().voucherCollections);
    return type === 'data' && id.toLowerCase() === 'day book' ? exportDayBook(company, desc) : { kind: 'complaint', text: `Could not find Report '${id}'!` };
  };

  return async (text) => {
    const root = readXml(text);
    const request = textAt(root ?? undefined, 'HEADER', 'TALLYREQUEST')
      .trim()
      .toLowerCase();
    if (root === null || root.tag !== 'ENVELOPE') return xmlAnswer(unknownRequest);
    if (request === 'import' || request === 'import data') return doImport(root, request === 'import data');
    if (request !== 'export') return xmlAnswer(unknownRequest);
    const exported = doExport(root);
    if (exported.kind === 'dialog') return 'dialog';
    return xmlAnswer(exported.kind === 'xml' ? exported.xml : complaint(exported.text));
  };
}

/** The port of the program: one request at a time, and nothing else meanwhile. */
export function createGateway(deps: GatewayDeps): (request: Request, env: SocketEnv | undefined) => Promise<Response> {
  const { program, habits } = deps;
  let queue: Promise<unknown> = Promise.resolve();

  const act = createActions(deps);

  const respond = (answer: Answer, wide: boolean): Response => {
    const now = habits.get();
    const cut = habits.dice.chance(now.pTruncated) ? answer.body.slice(0, Math.floor(answer.body.length / 2)) : answer.body;
    const ascii = now.questionMarks && !wide ? cut.replace(/[^\u0000-\u00ff]/g, '?') : cut;
    const body = wide ? new Uint8Array(Buffer.from(ascii, 'utf16le')) : ascii;
    const charset = answer.type === 'text/xml' ? `;charset=${wide ? 'utf-16' : 'utf-8'}` : '';
    return new Response(body, { status: answer.status, headers: { ...answer.headers, 'content-type': `${answer.type}${charset}` } });
  };

  const serve = async (request: Request, env: SocketEnv | undefined): Promise<Response> => {
    const { slowMs } = habits.get();
    if (slowMs[1] > 0) await pause(habits.dice.between(...slowMs));
    const refusal = gatewayRefusal(deps, request);
    if (refusal) return respond(refusal, false);
    const stuck = (): boolean => program.crashed || habits.get().hung;
    if (stuck()) {
      await hang(request.signal, () => !stuck());
      if (request.signal.aborted) return dropConnection(env);
    }
    if (request.method !== 'POST') return respond(xmlAnswer('<RESPONSE>TallyPrime Server is Running</RESPONSE>'), false);
    const { text, wide } = await readBody(request);
    const importing = /<TALLYREQUEST>\s*Import/i.test(text);
    const answer = await act(text);
    if (answer === 'crash') program.crashed = true;
    if (answer === 'dialog') habits.change({ hung: true });
    if (answer === 'crash' || answer === 'dialog') {
      await hang(request.signal, () => !stuck());
      return dropConnection(env);
    }
    if (answer === 'drop') return dropConnection(env);
    return importing ? lost(request, env, respond(answer, wide)) : respond(answer, wide);
  };

  /** What becomes of the answer to an import that is done. */
  const lost = async (request: Request, env: SocketEnv | undefined, response: Response): Promise<Response> => {
    const now = habits.get();
    if (habits.dice.chance(now.pDropAfterCommit)) return dropConnection(env);
    if (habits.dice.chance(now.p504AfterCommit)) return new Response('Gateway Time-out', { status: 504 });
    if (!habits.dice.chance(now.pHangAfterCommit)) return response;
    await hang(request.signal, () => false);
    return dropConnection(env);
  };

  return (request, env) => {
    const mine = queue.then(() => serve(request, env));
    queue = mine.catch(() => undefined);
    deps.log(`${request.method} ${new URL(request.url).pathname}`);
    return mine;
  };
}
