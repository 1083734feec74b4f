/** One message of the ERP: class and number, text, how bad, and the property it is about. */
export interface SapMessage {
  readonly code: string;
  readonly text: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly target: string;
}

/** A refused request. Thrown inside the sandbox and turned into SAP's error body at its edge. */
export class SapError extends Error {
  readonly status: number;
  readonly messages: readonly SapMessage[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, messages: readonly SapMessage[], headers: Readonly<Record<string, string>> = {}) {
    super(messages[0]?.text ?? 'error');
    this.status = status;
    this.messages = messages;
    this.headers = headers;
  }
}

/** An error with one message. */
export const sapError = (status: number, code: string, text: string, target = '', headers: Readonly<Record<string, string>> = {}): SapError =>
  new SapError(status, [{ code, text, severity: 'error', target }], headers);

/** A request that breaks the protocol: 400 with a code of the gateway framework. */
export const badRequest = (text: string, code = '/IWBEP/CM_MGW_RT/000'): SapError => sapError(400, code, text);

const hex = (length: number, seed: number): string => (seed.toString(16).toUpperCase() + '0123456789ABCDEF0123456789ABCDEF').slice(0, length);

/** The body of SAP's gateway for a refused request. `serial` makes transaction ids differ without chance. */
export function errorBody(error: SapError, service: string, serial: number, nowMs: number): object {
  const first = error.messages[0];
  return {
    error: {
      code: first?.code ?? '',
      message: { lang: 'en', value: first?.text ?? '' },
      innererror: {
        application: { component_id: 'SD-SLS', service_namespace: '/SAP/', service_id: service, service_version: '0001' },
        transactionid: hex(32, serial),
        timestamp: `${new Date(nowMs).toISOString().replace(/\D/g, '').slice(0, 14)}.0000000`,
        Error_Resolution: { SAP_Transaction: 'For backend administrators: see the error log of the gateway', SAP_Note: '' },
        errordetails: error.messages.map((message) => ({
          code: message.code,
          message: message.text,
          propertyref: message.target,
          severity: message.severity,
          target: message.target,
        })),
      },
    },
  };
}
