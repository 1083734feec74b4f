import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLlmProvider, llmKinds, type LlmKind, type LlmProvider, type LlmQuestion } from '../index.ts';
import { startStandIn, type StandIn } from './stand-in.ts';

const key = 'sk-very-secret-key';
const schema = { type: 'object', additionalProperties: false, required: ['line'], properties: { line: { type: 'string' } } };
const question: LlmQuestion = { schema, system: 'You match.', user: '=====\n5 ctn sev\n=====' };
const said = { line: 'l1' };

describe.each(llmKinds)('the provider %s', (kind) => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await startStandIn(kind);
  });
  afterAll(() => standIn.close());
  afterEach(() => void (standIn.seen.length = 0));
  const provider = (timeoutMs = 5_000): LlmProvider =>
    createLlmProvider({ kind, model: 'some-model', url: `${standIn.url}/`, key, fetch: globalThis.fetch, timeoutMs });

  it('is asked in its own way and its answer is understood', async () => {
    standIn.behave(() => ({ answer: said }));
    expect(await provider().complete(question)).toEqual({ kind: 'answer', json: said, text: JSON.stringify(said) });
    const [request] = standIn.seen;
    expect(request).toMatchObject({ method: 'POST', path: expectedPath[kind] });
    expect(request?.headers).toMatchObject(expectedHeader[kind]);
    expect(request?.body).toMatchObject(expectedBody[kind]);
    expect(request?.path).not.toContain(key);
    expect(request?.prompt).not.toContain(key);
  });

  it.each([
    ['throttled', 429],
    ['throttled', 503],
    ['unauthorised', 401],
    ['rejected', 400],
    ['broken', 500],
  ])('%s (%i) is a failure, once', async (problem, status) => {
    standIn.behave(() => ({ status, raw: '{"error": {"message": "no"}}' }));
    expect(await provider().complete(question)).toEqual({ kind: 'failed', problem, status });
    expect(standIn.seen).toHaveLength(1);
  });

  it('goes nowhere else: a redirect is refused', async () => {
    const elsewhere = await startStandIn(kind);
    standIn.behave(() => ({ status: 307, headers: { location: `${elsewhere.url}/steal` } }));
    expect(await provider().complete(question)).toMatchObject({ kind: 'failed', problem: 'redirected' });
    expect(elsewhere.seen).toEqual([]);
    await elsewhere.close();
  });

  it('is not waited for beyond its time', async () => {
    standIn.behave(() => 'silent');
    const began = performance.now();
    expect(await provider(200).complete(question)).toEqual({ kind: 'failed', problem: 'timeout', status: null });
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('a caller may stop it', async () => {
    standIn.behave(() => 'silent');
    expect(await provider().complete(question, AbortSignal.timeout(100))).toMatchObject({ problem: 'timeout' });
  });

  it('a cut line is broken, an answer without end is too large', async () => {
    standIn.behave(() => 'cut');
    expect(await provider().complete(question)).toMatchObject({ problem: 'broken' });
    standIn.behave(() => 'endless');
    expect(await provider().complete(question)).toMatchObject({ problem: 'too_large' });
  });

  it.each(['', 'no json', '{"line": ', '[1]', '"text"', 'null'])('“%s” is no answer', async (text) => {
    standIn.behave(() => ({ answer: text }));
    expect(await provider().complete(question)).toMatchObject({ kind: 'failed', problem: 'not_json' });
    standIn.behave(() => ({ status: 200, raw: text }));
    expect(await provider().complete(question)).toMatchObject({ kind: 'failed', problem: 'not_json' });
  });

  it('a question that is too long is not sent', async () => {
    expect(await provider().complete({ ...question, user: 'x'.repeat(100_000) })).toMatchObject({ problem: 'too_large' });
    expect(standIn.seen).toEqual([]);
  });
});

const expectedPath: Readonly<Record<LlmKind, string>> = {
  openai: '/chat/completions',
  anthropic: '/v1/messages',
  gemini: '/v1beta/models/some-model:generateContent',
  ollama: '/api/chat',
};
const expectedHeader: Readonly<Record<LlmKind, object>> = {
  openai: { authorization: `Bearer ${key}` },
  anthropic: { 'x-api-key': key, 'anthropic-version': '2023-06-01' },
  gemini: { 'x-goog-api-key': key },
  ollama: { authorization: `Bearer ${key}` },
};
const messages = [
  { role: 'system', content: question.system },
  { role: 'user', content: question.user },
];
const expectedBody: Readonly<Record<LlmKind, object>> = {
  openai: { model: 'some-model', messages, response_format: { type: 'json_schema', json_schema: { strict: true, schema } } },
  anthropic: {
    model: 'some-model',
    system: question.system,
    messages: [{ role: 'user', content: question.user }],
    tools: [{ name: 'answer', input_schema: schema }],
    tool_choice: { type: 'tool', name: 'answer' },
  },
  gemini: {
    systemInstruction: { parts: [{ text: question.system }] },
    contents: [{ role: 'user', parts: [{ text: question.user }] }],
    generationConfig: { responseMimeType: 'application/json', responseJsonSchema: schema },
  },
  ollama: { model: 'some-model', messages, format: schema, stream: false },
};
