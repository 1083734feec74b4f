import type { JsonSchema, LlmKind, LlmQuestion } from './provider.ts';

/** How one kind of provider is asked and answers. */
export interface LlmShape {
  /** Address below the base. */
  path(model: string): string;
  headers(key: string | null): Record<string, string>;
  body(model: string, question: LlmQuestion): object;
  /** The text (or object) of the answer; undefined when the body has none. */
  answer(body: unknown): unknown;
}

const answerName = 'answer';
const mostTokens = 2_000;
const bearer = (key: string | null): Record<string, string> => (key === null ? {} : { authorization: `Bearer ${key}` });

/** The value at a path of keys and positions; undefined when there is none. */
function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string | number, unknown>)[key] : undefined),
    value,
  );
}

const chat = (question: LlmQuestion): { role: string; content: string }[] => [
  { role: 'system', content: question.system },
  { role: 'user', content: question.user },
];

/** OpenAI's chat completions, as most hosts and servers speak them. */
const openai: LlmShape = {
  path: () => '/chat/completions',
  headers: bearer,
  body: (model, question) => ({
    model,
    messages: chat(question),
    response_format: { type: 'json_schema', json_schema: { name: answerName, strict: true, schema: question.schema } },
  }),
  answer: (body) => at(body, 'choices', 0, 'message', 'content'),
};

/** Anthropic's messages, with one tool that must be used: all its models know that. */
const anthropic: LlmShape = {
  path: () => '/v1/messages',
  headers: (key) => ({ 'anthropic-version': '2023-06-01', ...(key === null ? {} : { 'x-api-key': key }) }),
  body: (model, question) => ({
    model,
    max_tokens: mostTokens,
    system: question.system,
    messages: [{ role: 'user', content: question.user }],
    tools: [{ name: answerName, description: 'Gives the answer.', input_schema: question.schema }],
    tool_choice: { type: 'tool', name: answerName },
  }),
  answer: (body) => {
    const blocks = at(body, 'content');
    return Array.isArray(blocks)
      ? at(
          blocks.find((block) => at(block, 'type') === 'tool_use' && at(block, 'name') === answerName),
          'input',
        )
      : undefined;
  },
};

/** Google's generateContent. */
const gemini: LlmShape = {
  path: (model) => `/v1beta/models/${encodeURIComponent(model)}:generateContent`,
  headers: (key): Record<string, string> => (key === null ? {} : { 'x-goog-api-key': key }),
  body: (_model, question) => ({
    systemInstruction: { parts: [{ text: question.system }] },
    contents: [{ role: 'user', parts: [{ text: question.user }] }],
    generationConfig: { responseMimeType: 'application/json', responseJsonSchema: question.schema },
  }),
  answer: (body) => {
    const parts = at(body, 'candidates', 0, 'content', 'parts');
    if (!Array.isArray(parts)) return undefined;
    const texts = parts.filter((part) => at(part, 'thought') !== true).map((part) => at(part, 'text'));
    return texts.every((text) => typeof text === 'string') && texts.length > 0 ? texts.join('') : undefined;
  },
};

/** Ollama's chat. */
const ollama: LlmShape = {
  path: () => '/api/chat',
  headers: bearer,
  body: (model, question) => ({ model, messages: chat(question), format: question.schema satisfies JsonSchema, stream: false, options: { temperature: 0 } }),
  answer: (body) => at(body, 'message', 'content'),
};

/** By kind. */
export const shapes: Readonly<Record<LlmKind, LlmShape>> = { openai, anthropic, gemini, ollama };

/** Where each is reached without a setting; Ollama runs on our own machine. */
export const defaultUrls: Readonly<Record<LlmKind, string>> = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com',
  gemini: 'https://generativelanguage.googleapis.com',
  ollama: 'http://127.0.0.1:11434',
};
