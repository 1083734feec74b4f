/** What went wrong, apart from how an ERP says it. */
export type FaultKind =
  | 'bad_url'
  | 'bad_option'
  | 'bad_filter'
  | 'bad_body'
  | 'bad_content_type'
  | 'unknown_resource'
  | 'not_found'
  | 'unknown_property'
  | 'wrong_type'
  | 'too_long'
  | 'not_creatable'
  | 'not_updatable'
  | 'missing'
  | 'method'
  | 'no_version'
  | 'stale'
  | 'too_large'
  | 'batch'
  | 'unauthorised'
  | 'throttled'
  | 'down'
  | 'business'
  | 'internal';

/** What a fault is about, for the ERP's own sentence: the resource, the property, the value. */
export interface FaultFacts {
  readonly resource?: string;
  readonly property?: string;
  readonly value?: string;
}

/** A refused request. Thrown inside the sandbox; each ERP turns it into its own error body at its edge. */
export class ODataFault extends Error {
  readonly status: number;
  readonly kind: FaultKind;
  readonly facts: FaultFacts;
  /** The ERP's own code, where the fault comes from its business logic; empty for faults of the protocol. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    kind: FaultKind,
    text: string,
    facts: FaultFacts = {},
    more: { readonly code?: string; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(text);
    this.status = status;
    this.kind = kind;
    this.facts = facts;
    this.code = more.code ?? '';
    this.headers = more.headers ?? {};
  }
}

/** A fault of the protocol: status 400. */
export const badRequest = (kind: FaultKind, text: string, facts: FaultFacts = {}): ODataFault => new ODataFault(400, kind, text, facts);

/** A refusal of the business, in the ERP's own code and words. */
export const businessFault = (code: string, text: string, facts: FaultFacts = {}, status = 400): ODataFault =>
  new ODataFault(status, 'business', text, facts, { code });
