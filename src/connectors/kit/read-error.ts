import type { ErpFailure } from './types.ts';

/** Thrown by `readPage` when there is no page: the reason by consequence. Reading stops and goes on from its cursor later. */
export class ErpReadError extends Error {
  readonly failure: ErpFailure;
  constructor(failure: ErpFailure) {
    super(`ERP read failed: ${failure.kind}`);
    this.name = 'ErpReadError';
    this.failure = failure;
  }
}
