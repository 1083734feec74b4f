const awayStates = new Set([
  '57P01', // the server is being shut down
  '57P02', // it crashed
  '57P03', // it is starting
  '53300', // no connection is free
  '25006', // read-only: this is a replica, the primary has moved
]);
const awaySystemCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENOTFOUND', 'EAI_AGAIN']);
const awayWords =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Cannot use a pool after)/;

/**
 * Whether the database cannot be reached at the moment (stopped, starting, switching over, no connection free): the
 * caller did nothing wrong and may try again. HTTP answers 503.
 */
export function isDatabaseAway(error: unknown): boolean {
  return someCause(error, ({ code, message, syscall }) => {
    // A Unix socket that is not there; any other missing file is a bug.
    if (code === 'ENOENT') return syscall === 'connect';
    return code !== undefined && (awayStates.has(code) || code.startsWith('08') || awaySystemCodes.has(code)) ? true : awayWords.test(message);
  });
}

/** Whether the database or the machine has no room left to write. Reading still works. HTTP answers 503. */
export const isDiskFull = (error: unknown): boolean => someCause(error, ({ code }) => code === '53100' || code === 'ENOSPC');

/** Whether PostgreSQL ended the transaction for a reason that is gone when it is run again (serialization, deadlock). */
export const isRetryable = (error: unknown): boolean => someCause(error, ({ code }) => code === '40001' || code === '40P01');

interface Fault {
  readonly code: string | undefined;
  readonly message: string;
  readonly syscall: string | undefined;
}

/** Looks at the error, at what caused it, and at the parts of an aggregate. */
function someCause(error: unknown, test: (fault: Fault) => boolean, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 5) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  const fault = { code: typeof code === 'string' ? code : undefined, message: error.message, syscall: typeof syscall === 'string' ? syscall : undefined };
  if (test(fault)) return true;
  if (error instanceof AggregateError && error.errors.some((part) => someCause(part, test, depth + 1))) return true;
  return someCause(error.cause, test, depth + 1);
}
