import { createLlmProvider, type LlmProvider } from '../platform/ai/index.ts';
import type { Settings } from './settings.ts';
import { Trouble } from './start-trouble.ts';

/** Slower answers help nobody: the customer is asked instead. */
const timeoutMs = 20_000;

/** The language model in the settings, or null when there is none. Throws Trouble when only a part of it is given. */
export function llmOf(settings: Settings): LlmProvider | null {
  const { llmProvider: kind, llmModel: model, llmUrl: url, llmKey: key } = settings;
  if (kind === undefined) {
    if (model ?? url ?? key) throw new Trouble('A language model needs KARKHANA_LLM_PROVIDER: openai, anthropic, gemini or ollama.');
    return null;
  }
  if (model === undefined) throw new Trouble(`The language model of ${kind} needs its name: KARKHANA_LLM_MODEL.`);
  if (key === undefined && kind !== 'ollama' && url === undefined) throw new Trouble(`The language model of ${kind} needs a key: KARKHANA_LLM_KEY.`);
  return createLlmProvider({ kind, model, url: url ?? null, key: key ?? null, fetch: globalThis.fetch, timeoutMs });
}
