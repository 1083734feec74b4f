/**
 * What agent and server say to each other, over HTTPS that the agent opens. `GET next` waits for a request (204: none came);
 * `POST answer/ID` gives what Tally answered. Bodies are Tally's own bytes; everything else is in headers.
 */
export const headers = {
  /** Which installation of the agent this is: the same after a restart, another one in another folder. */
  instance: 'x-agent-instance',
  job: 'x-job-id',
  /** Milliseconds that the asker waits. */
  patience: 'x-job-patience-ms',
  /** `answered`, or why there is no answer. */
  outcome: 'x-outcome',
  status: 'x-tally-status',
  contentType: 'x-tally-content-type',
} as const;

/** Why there is no answer of Tally. `not_allowed` and `refused` are certain: Tally never saw it. */
export const failures = ['not_allowed', 'refused', 'timeout', 'reset', 'too_large', 'interrupted'] as const;
export type AgentFailure = (typeof failures)[number];

/** What became of a request. */
export type AgentAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly contentType: string; readonly body: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'failed'; readonly why: AgentFailure };

/** The header that tells an outcome, read back; null for words that are none. */
export const failureOf = (word: string): AgentFailure | null => failures.find((one) => one === word) ?? null;

/** Ids of requests are names of files on the agent's disk. */
export const isJobId = (id: string): boolean => /^[0-9a-f]{32}$/.test(id);
