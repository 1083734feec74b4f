import { pino, type Logger as Pino } from 'pino';
import type { Logger } from './ctx.ts';
import { currentRequestId } from './request.ts';

/** Fields that never reach a log line, at the top and two levels down. */
const secretFields = [
  'password',
  'secret',
  'secrets',
  'token',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'apiKey',
  'connectionString',
  'databaseUrl',
];
const secretPaths = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

/** How much is logged, and where to. */
export interface LogOptions {
  /** trace, debug, info, warn, error, silent. Default info. */
  readonly level?: string;
  /** Where lines go; default standard output. */
  readonly destination?: { write(line: string): void };
}

/** A logger of JSON lines with the request id of whoever logs and without secrets. `error` or `err` are written with their stack. */
export function createLogger(options: LogOptions = {}): Logger {
  const settings = {
    level: options.level ?? 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.errWithCause, err: pino.stdSerializers.errWithCause },
    redact: { paths: secretPaths, censor: '[hidden]' },
    mixin: () => {
      const requestId = currentRequestId();
      return requestId === null ? {} : { requestId };
    },
  };
  const logger: Pino = options.destination ? pino(settings, options.destination) : pino(settings);
  return logger;
}

/** A logger that says nothing, for tests and tools. */
export const silentLogger: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
