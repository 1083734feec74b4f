/** The server said no for a business reason: a code and facts, for which the page writes the sentence. */
export class Refused extends Error {
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly status: number;
  constructor(code: string, facts: Readonly<Record<string, unknown>>, status: number) {
    super(code);
    this.name = 'Refused';
    this.code = code;
    this.facts = facts;
    this.status = status;
  }
}

/** Nobody is signed in (any more). */
export class SignedOut extends Error {
  override readonly name = 'SignedOut';
}

/** The server could not be reached; nothing is known about what it did. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The server answered, but not with what its contract promises. */
export class Broken extends Error {
  override readonly name = 'Broken';
  readonly status: number;
  readonly requestId: string | null;
  constructor(detail: string, status: number, requestId: string | null) {
    super(detail);
    this.status = status;
    this.requestId = requestId;
  }
}
