/** What a button under a case's message says when it is pressed. */
export interface Press {
  readonly choice: 'approve' | 'decline';
  readonly token: string;
}

const form = /^case:(approve|decline):([\w.-]{20,200})$/;

/** The id of a button; the provider sends it back when the person presses. */
export const buttonId = ({ choice, token }: Press): string => `case:${choice}:${token}`;

/** What was pressed; null for every other button. Words that a person typed are never one. */
export function pressOf(id: string | null): Press | null {
  const [, choice, token] = form.exec(id ?? '') ?? [];
  return (choice === 'approve' || choice === 'decline') && token !== undefined ? { choice, token } : null;
}
