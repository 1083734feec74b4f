import { randomBytes } from 'node:crypto';

/** An error of the Graph API: HTTP status and body, as the platform writes them. */
export interface GraphError {
  readonly status: number;
  readonly body: object;
}

interface Known {
  readonly status: number;
  readonly title: string;
}

/** The documented codes that the stand-in uses. */
const known: Readonly<Record<number, Known>> = {
  2: { status: 503, title: 'Service temporarily unavailable' },
  100: { status: 400, title: 'Invalid parameter' },
  190: { status: 401, title: 'Invalid OAuth access token - Cannot parse access token' },
  130429: { status: 429, title: 'Rate limit hit' },
  131000: { status: 500, title: 'Something went wrong' },
  131008: { status: 400, title: 'Required parameter is missing' },
  131009: { status: 400, title: 'Parameter value is not valid' },
  131047: { status: 400, title: 'Re-engagement message' },
  131056: { status: 429, title: '(Business Account, Consumer Account) pair rate limit hit' },
  132000: { status: 400, title: 'Number of parameters does not match the expected number of params' },
  132001: { status: 404, title: 'Template name does not exist in the translation' },
  132018: { status: 400, title: 'There’s an issue with the parameters in your template' },
};

/** The error of a documented code. */
export function graphError(code: number, details: string, subcode?: number): GraphError {
  const { status, title } = known[code] ?? { status: 400, title: 'Invalid parameter' };
  const error = {
    message: `(#${code}) ${title}`,
    type: 'OAuthException',
    code,
    error_data: { messaging_product: 'whatsapp', details },
    ...(subcode === undefined ? {} : { error_subcode: subcode }),
    fbtrace_id: randomBytes(8).toString('base64url'),
  };
  return { status, body: { error } };
}

/** For an id or path that does not exist or is not ours to see. */
export const unknownObject = (id: string): GraphError => ({
  status: 400,
  body: {
    error: {
      message: `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
      type: 'GraphMethodException',
      code: 100,
      error_subcode: 33,
      fbtrace_id: randomBytes(8).toString('base64url'),
    },
  },
});
