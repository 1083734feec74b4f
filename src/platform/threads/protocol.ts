/** What the two sides of a thread say to each other. */
export interface CallMessage {
  readonly call: number;
  readonly name: string;
  readonly data: unknown;
}

/** From the thread: that it listens, and what came of a call. */
export type ThreadMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly call: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly call: number; readonly error: string };
