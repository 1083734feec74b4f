import { answerLimit, questionLimit, type LlmAnswer, type LlmKind, type LlmProblem, type LlmProvider, type LlmQuestion } from './provider.ts';
import { defaultUrls, shapes, type LlmShape } from './shapes.ts';

/** Which model is asked, and where. */
export interface LlmSettings {
  readonly kind: LlmKind;
  readonly model: string;
  /** Base address; null: the provider's own. */
  readonly url: string | null;
  /** Never logged; goes to the configured host only. */
  readonly key: string | null;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
}

/** A provider over plain HTTP. It keeps nothing, logs nothing, follows no redirect and never throws. */
export function createLlmProvider(settings: LlmSettings): LlmProvider {
  const { kind, model } = settings;
  const shape = shapes[kind];
  const url = `${(settings.url ?? defaultUrls[kind]).replace(/\/+$/, '')}${shape.path(model)}`;
  return {
    kind,
    model,
    async complete(question, signal) {
      if (question.system.length + question.user.length > questionLimit) return failed('too_large', null);
      const timeout = AbortSignal.timeout(settings.timeoutMs);
      try {
        const response = await settings.fetch(url, requestOf(settings, shape, question, signal ? AbortSignal.any([signal, timeout]) : timeout));
        return await answerOf(response, shape);
      } catch (error) {
        // the same error class stands for a cut line and a time-out; only the signal tells them apart
        return failed(timeout.aborted || signal?.aborted === true ? 'timeout' : error instanceof TooLarge ? 'too_large' : 'broken', null);
      }
    },
  };
}

const failed = (problem: LlmProblem, status: number | null): LlmAnswer => ({ kind: 'failed', problem, status });

const requestOf = ({ model, key }: LlmSettings, shape: LlmShape, question: LlmQuestion, signal: AbortSignal): RequestInit => ({
  method: 'POST',
  redirect: 'manual',
  headers: { 'content-type': 'application/json', accept: 'application/json', ...shape.headers(key) },
  body: JSON.stringify(shape.body(model, question)),
  signal,
});

async function answerOf(response: Response, shape: LlmShape): Promise<LlmAnswer> {
  const problem = problemOf(response);
  if (problem !== null) {
    await response.body?.cancel();
    return failed(problem, response.status);
  }
  const answer = shape.answer(parsed(await readLimited(response)));
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer ?? null);
  if (text.length > answerLimit) return failed('too_large', response.status);
  const json = typeof answer === 'string' ? parsed(answer) : answer;
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? { kind: 'answer', json, text } : failed('not_json', response.status);
}

function problemOf({ status, ok, type }: Response): LlmProblem | null {
  if (ok) return null;
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) return 'redirected';
  if (status === 401 || status === 403) return 'unauthorised';
  if (status === 429 || status === 503 || status === 529) return 'throttled';
  return status >= 500 ? 'broken' : 'rejected';
}

class TooLarge extends Error {}

/** An envelope around an answer may be somewhat larger than the answer; what goes on and on is cut. */
async function readLimited(response: Response): Promise<string> {
  const limit = answerLimit * 4;
  const decoder = new TextDecoder();
  let text = '';
  if (response.body === null) return text;
  for await (const chunk of response.body) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > limit) throw new TooLarge();
  }
  return text + decoder.decode();
}

/** Undefined for a text that is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
