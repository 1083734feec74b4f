/** What we speak with: one of four ways to put the same question. */
export const llmKinds = ['openai', 'anthropic', 'gemini', 'ollama'] as const;
export type LlmKind = (typeof llmKinds)[number];

/** A JSON Schema; answers are asked to follow it, and checked by the caller in any case. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One question. `user` holds foreign text; it is data, and the answer to it is only ever checked data too. */
export interface LlmQuestion {
  readonly schema: JsonSchema;
  readonly system: string;
  readonly user: string;
}

/** What came of a question. Nothing is thrown and nothing is retried here. */
export type LlmAnswer =
  | { readonly kind: 'answer'; readonly json: unknown; readonly text: string }
  | { readonly kind: 'failed'; readonly problem: LlmProblem; readonly status: number | null };

/**
 * `timeout`, `throttled` (429, 503), `unauthorised`, `rejected` (another 4xx), `broken` (5xx, no answer), `not_json` (an answer that
 * is no JSON object, or none at all), `too_large`, `redirected` (egress goes to the configured host only).
 */
export type LlmProblem = 'timeout' | 'throttled' | 'unauthorised' | 'rejected' | 'broken' | 'not_json' | 'too_large' | 'redirected';

/** A language model behind HTTP. */
export interface LlmProvider {
  readonly kind: LlmKind;
  readonly model: string;
  /** Puts one question. The answer's text is at most `answerLimit` long. */
  complete(question: LlmQuestion, signal?: AbortSignal): Promise<LlmAnswer>;
}

/** Longest question and answer, in characters: a message of 6,000 with twenty candidates a line fits, a novel does not. */
export const questionLimit = 60_000;
export const answerLimit = 40_000;
