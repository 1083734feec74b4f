/** Why the database or its state folder cannot be used. Each comes with one sentence for the person at the terminal. */
export type StartFaultCode =
  | 'state_locked'
  | 'state_not_writable'
  | 'state_not_reachable'
  | 'account_missing'
  | 'binaries_missing'
  | 'database_did_not_start'
  | 'migration_changed'
  | 'migration_failed'
  | 'database_newer';

/** A fault at start that the person at the terminal can do something about; `message` is one plain sentence. */
export class StartFault extends Error {
  override readonly name = 'StartFault';
  readonly code: StartFaultCode;

  constructor(code: StartFaultCode, sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.code = code;
  }
}
