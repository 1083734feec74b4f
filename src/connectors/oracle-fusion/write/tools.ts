import { queryOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { ErpFailure } from '../../kit/types.ts';
import type { CallSink, OracleClient } from '../client.ts';
import type { OracleSettings } from '../settings.ts';
import { rowsOf } from '../wire.ts';

/** What a write needs beside its command. */
export interface Tools {
  readonly client: OracleClient;
  readonly settings: OracleSettings;
  readonly record: CallSink;
}

/** Rows that answer a question, or why there is no answer. */
export type Asked = { readonly kind: 'rows'; readonly rows: readonly WireRecord[] } | ErpFailure;

const most = 500;

/** Asks a collection of supply chain and finance; at most 500 rows, which is more than one document has. */
export async function ask(tools: Tools, step: string, resource: string, q: string, expand?: string): Promise<Asked> {
  const answer = await tools.client.get(step, `${tools.settings.scmPath}/${resource}${queryOf({ q, limit: most, expand })}`, tools.record);
  if (answer.kind !== 'ok') return answer;
  const found = rowsOf(answer.json);
  return found === null ? { kind: 'transient', why: 'no_collection' } : { kind: 'rows', rows: found.rows };
}

/** A refusal by us, before anything is sent. */
export const refusal = (code: string, text: string, field: string | null = null): ErpFailure => ({ kind: 'rejected', code, text, field });
