/**
 * The outcome of a command. A refusal is an outcome that the business expects (stale version, credit blocked):
 * a code and facts, never prose. Faults (bugs, a broken world) are thrown instead.
 */
export type Result<T, R extends Refusal = Refusal> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: R };

/** Why a command was refused: `code` is a snake_case noun, `facts` what the sentence on the screen needs. */
export interface Refusal<C extends string = string> {
  readonly code: C;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The command did what it was asked. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** The business says no; nothing was changed. */
export const refuse = <C extends string>(code: C, facts: Record<string, unknown> = {}): { readonly ok: false; readonly refusal: Refusal<C> } => ({
  ok: false,
  refusal: { code, facts },
});
