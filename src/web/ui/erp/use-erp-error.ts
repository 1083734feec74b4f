import { setupRefusals, syncRefusals } from '../../../modules/sync/contract.ts';
import { Refused } from '../../data/refused.ts';
import { useErrorSentence } from '../states.tsx';
import { useWords } from '../use-words.ts';

const own: ReadonlySet<string> = new Set([...syncRefusals, ...setupRefusals]);

/** The sentence for any error of what people do with ERPs. */
export function useErpError(): (error: unknown) => string {
  const { say } = useWords();
  const sentence = useErrorSentence();
  return (error) => (error instanceof Refused && own.has(error.code) ? say('erp_refusal', error.code, error.facts) : sentence(error));
}
