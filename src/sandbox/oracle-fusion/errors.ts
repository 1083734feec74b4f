/** An answer that is not a success, in Oracle's words. */
export class OracleError extends Error {
  readonly status: number;
  readonly code: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, code: string, detail: string, path = '', headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.name = 'OracleError';
    this.status = status;
    this.code = code;
    this.path = path;
    this.headers = headers;
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  412: 'Precondition Failed',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** The response of an error: JSON details from framework version 2 on, plain text before. */
export function errorResponse(error: OracleError, framework: number): Response {
  if (framework < 2) return new Response(error.message, { status: error.status, headers: { 'content-type': 'text/plain', ...error.headers } });
  const body = {
    title: titles[error.status] ?? 'Error',
    status: String(error.status),
    'o:errorDetails': [{ detail: error.message, 'o:errorCode': error.code, 'o:errorPath': error.path }],
  };
  return new Response(JSON.stringify(body), { status: error.status, headers: { 'content-type': 'application/vnd.oracle.adf.error+json', ...error.headers } });
}

/** A refusal of the business. */
export const refuse = (code: string, detail: string, path = ''): OracleError => new OracleError(400, code, detail, path);
