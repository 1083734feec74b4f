import { useWords } from '../../ui/use-words.ts';
import { namesOf, rowOf } from './sent-layout.ts';

/** What fields of a command are called: one name, or a whole path with the line in which it stands. */
export function useFieldNames(): { readonly name: (path: string) => string; readonly whole: (path: string) => string } {
  const { t, say } = useWords();
  const name = (path: string): string => {
    const names = namesOf(path);
    return names.map((one) => say('sent_field', one)).join(' · ');
  };
  const whole = (path: string): string => {
    const row = rowOf(path);
    const last = say('sent_field', namesOf(path).at(-1) ?? path);
    return row === null ? name(path) : `${t('erp:sent.line', { n: String(row) })} · ${last}`;
  };
  return { name, whole };
}
