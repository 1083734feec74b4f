/** Something in the tree that is not as the house wants it. `line` is 0 when the file as a whole is meant. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** One check over a tree: `root` is its top folder, paths in findings are relative to it. */
export type TreeCheck = (root: string) => Finding[];

/** A finding as editors and people read it. */
export const findingText = (finding: Finding): string => `${finding.file}${finding.line > 0 ? `:${finding.line}` : ''}  ${finding.text}`;

/** Findings for each line of a text that matches, with the line's number. */
export function findLines(file: string, text: string, pattern: RegExp, say: (match: RegExpExecArray) => string): Finding[] {
  return text.split('\n').flatMap((content, index) => {
    const match = pattern.exec(content);
    return match ? [{ file, line: index + 1, text: say(match) }] : [];
  });
}
