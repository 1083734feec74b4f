/** Optional language models over plain HTTP: one small interface, four ways to speak it. No SDK, no retries, no memory. */
export { createLlmProvider, type LlmSettings } from './create-provider.ts';
export { llmKinds, type JsonSchema, type LlmAnswer, type LlmKind, type LlmProblem, type LlmProvider, type LlmQuestion } from './provider.ts';
