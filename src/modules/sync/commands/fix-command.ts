import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { listItems } from '../../masters/index.ts';
import type { FixCommand, SentField, SyncRefusal } from '../contract.ts';
import type { OrdersFace } from '../deps.ts';
import { orderingKeyOf } from '../domain/ordering.ts';
import { sentFields, withValue } from '../domain/sent-fields.ts';
import { sendCommandKind } from '../job-kinds.ts';
import { commandSchemas } from '../object-schemas.ts';
import { auditOf } from '../policy.ts';
import type { LockedCommand } from '../store/command-store.ts';
import { correctCommand } from '../store/command-store.ts';
import { refusedAndWanted, tellReopened } from './manage-commands.ts';

/**
 * Corrects a refused command and sends it again under the same reference: the ERP's unit code, a place, a day of posting. Who, why and what was
 * there before stay on record. Refused: as `resendCommand`; `not_correctable` for any other field, or one that this refusal is not about;
 * `bad_value` for what the schema of the command does not take; `other_unit` for a code that the ERP uses for another unit of the item, which
 * would be another quantity.
 */
export async function fixCommand(ctx: Ctx, orders: OrdersFace, commandId: string, fix: FixCommand): Promise<Result<{ id: string }, Refusal<SyncRefusal>>> {
  const held = await refusedAndWanted(ctx, orders, commandId);
  if (!held.ok) return held;
  const command = held.value;
  const corrected = corrections(command, fix);
  if (!corrected.ok) return corrected;
  const { payload, changes } = corrected.value;
  const clash = await otherUnit(ctx, payload, fix);
  if (clash !== null) return refuse('other_unit', { path: clash });
  await correctCommand(ctx, command.id, {
    payload,
    orderingKey: orderingKeyOf(command.connection.id, command.kind, payload),
    correction: { at: ctx.now(), by: auditOf(ctx.actor), why: fix.why, changes },
    memory: { tries: 0, round: command.memory.round + 1, why: null },
  });
  await tellReopened(ctx, command, 'corrected');
  await ctx.enqueue(sendCommandKind, { commandId });
  return ok({ id: commandId });
}

interface Corrected {
  readonly payload: object;
  readonly changes: { path: string; before: string; after: string }[];
}

function corrections(command: LockedCommand, { changes }: FixCommand): Result<Corrected, Refusal<'not_correctable' | 'bad_value'>> {
  const fields = new Map<string, SentField>(sentFields(command.kind, command.payload, command.refusal).map((field) => [field.path, field]));
  const foreign = changes.find((change) => !fields.get(change.path)?.fix);
  if (foreign) return refuse('not_correctable', { path: foreign.path });
  const payload = changes.reduce<unknown>((data, { path, value }) => withValue(data, path, value), command.payload);
  const checked = commandSchemas[command.kind].safeParse(payload);
  if (!checked.success) return refuse('bad_value', { path: checked.error.issues[0]?.path.map(String).join('.') ?? '' });
  return ok({
    payload: checked.data as object,
    changes: changes.map(({ path, value }) => ({ path, before: fields.get(path)?.value ?? '', after: value })),
  });
}

/** The first corrected unit code by which the ERP means another unit of the item than the one that is sent. */
async function otherUnit(ctx: Ctx, payload: unknown, { changes }: FixCommand): Promise<string | null> {
  for (const { path, value } of changes.filter((change) => change.path.endsWith('erpUom'))) {
    const line = path
      .split('.')
      .slice(0, -1)
      .reduce<unknown>((data, name) => (data as Readonly<Record<string, unknown>>)[name], payload);
    const { sku, uom } = line as { readonly sku?: string; readonly uom?: string };
    const [item] = sku === undefined ? [] : await listItems(ctx, [sku]);
    if (item?.uoms.some((unit) => unit.erpUom === value && unit.uom !== uom)) return path;
  }
  return null;
}
