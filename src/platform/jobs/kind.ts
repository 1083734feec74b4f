/** How one job is queued. */
export interface JobOptions {
  /** Not before this many milliseconds from now. */
  readonly delayMs?: number;
  /** Jobs with the same key run one at a time, in the order in which they were queued (for `ordered` jobs: required). */
  readonly key?: string;
}

/** A kind of job by name, for those who enqueue it without knowing what will be done. `D` is the type of its data. */
export interface JobKind<D extends object = object> {
  /** `module.verb-noun`; also the queue's name. */
  readonly name: string;
  /** One at a time per key, strict FIFO. */
  readonly ordered?: boolean;
  /** Never set: carries the data's type. */
  readonly data?: D;
}
