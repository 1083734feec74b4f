import type { ReferencedDocument } from '../../../connectors/kit/model.ts';
import type { ReconcileFinding } from '../contract.ts';

/** A command that the ERP should hold a document of. */
export interface OurCommand {
  readonly commandId: string;
  readonly reference: string;
  readonly erpKey: string | null;
  /** Null: not reconciled since our last write. */
  readonly digest: string | null;
}

/** What a reconciliation of one kind of document gives. */
export interface Reconciled {
  readonly ours: number;
  readonly theirs: number;
  readonly findings: readonly ReconcileFinding[];
  /** First digests, to be kept. */
  readonly baselines: readonly { readonly commandId: string; readonly digest: string }[];
}

const ourForm = /^MO[0-9A-HJKMNP-TV-Z]{14}$/;

/**
 * Compares what we wrote with the ERP's documents. Each difference is named once: ours that is not there, cancelled there, changed there,
 * twice there; and one there with a reference in our form that we do not know. Documents without a reference of ours are the ERP's own.
 */
export function reconcile(ours: readonly OurCommand[], documents: readonly ReferencedDocument[]): Reconciled {
  const byReference = new Map<string, ReferencedDocument[]>();
  for (const document of documents) byReference.set(document.reference, [...(byReference.get(document.reference) ?? []), document]);
  const known = new Set(ours.map((command) => command.reference));
  const foreign = documents.filter((document) => ourForm.test(document.reference) && !known.has(document.reference));
  return {
    ours: ours.length,
    theirs: documents.length,
    findings: [
      ...ours.flatMap((command) => findingOf(command, byReference.get(command.reference) ?? [])),
      ...foreign.map((document): ReconcileFinding => ({ kind: 'unknown_to_us', commandId: null, reference: document.reference, erpKeys: [document.erpKey] })),
    ],
    baselines: ours.flatMap((command) => {
      const [document, second] = byReference.get(command.reference) ?? [];
      return command.digest === null && document && !second ? [{ commandId: command.commandId, digest: document.digest }] : [];
    }),
  };
}

function findingOf({ commandId, reference, digest }: OurCommand, documents: readonly ReferencedDocument[]): readonly ReconcileFinding[] {
  const about = { commandId, reference, erpKeys: documents.map((document) => document.erpKey) };
  const alive = documents.filter((document) => document.state !== 'cancelled');
  const [document] = documents;
  if (!document) return [{ kind: 'missing', ...about }];
  if (alive.length > 1) return [{ kind: 'doubled', ...about, erpKeys: alive.map((one) => one.erpKey) }];
  if (alive.length === 0) return [{ kind: 'cancelled_there', ...about }];
  return digest !== null && alive[0]?.digest !== digest ? [{ kind: 'changed_there', ...about }] : [];
}
