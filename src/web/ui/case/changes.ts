import type { CasePage, PriceCardLine } from '../../../modules/exceptions/contract.ts';
import { priceCardOf } from './price-card.ts';

/** One thing that is otherwise than somebody saw it: the key of its sentence under `approvals:change`, and its facts. */
export interface CaseChange {
  readonly key: 'amount' | 'deadline' | 'state' | 'agreed' | 'line_added' | 'line_removed' | 'line_price' | 'line_quantity' | 'other';
  readonly facts: Readonly<Record<string, string | number | null>>;
}

function lineChanges(before: PriceCardLine | undefined, after: PriceCardLine): readonly CaseChange[] {
  const item = after.itemName;
  if (before === undefined) return [{ key: 'line_added', facts: { item, toMinor: after.askedUnitMinor } }];
  const price: readonly CaseChange[] =
    before.askedUnitMinor === after.askedUnitMinor
      ? []
      : [{ key: 'line_price', facts: { item, fromMinor: before.askedUnitMinor, toMinor: after.askedUnitMinor } }];
  const quantity: readonly CaseChange[] =
    before.quantityMilli === after.quantityMilli
      ? []
      : [{ key: 'line_quantity', facts: { item, fromMilli: before.quantityMilli, toMilli: after.quantityMilli, uom: after.uom } }];
  return [...price, ...quantity];
}

function cardChanges(before: CasePage, after: CasePage): readonly CaseChange[] {
  const [old, fresh] = [priceCardOf(before)?.lines ?? [], priceCardOf(after)?.lines ?? []];
  const kept = new Set(fresh.map((line) => line.lineId));
  return [
    ...fresh.flatMap((line) =>
      lineChanges(
        old.find((each) => each.lineId === line.lineId),
        line,
      ),
    ),
    ...old.filter((line) => !kept.has(line.lineId)).map((line): CaseChange => ({ key: 'line_removed', facts: { item: line.itemName } })),
  ];
}

/** What has changed between the case that somebody looked at and the one that there is, gravest first. Never empty when the versions differ. */
export function caseChanges(before: CasePage, after: CasePage): readonly CaseChange[] {
  const found: CaseChange[] = [];
  if (before.state !== after.state) found.push({ key: 'state', facts: { state: after.state } });
  found.push(...cardChanges(before, after));
  if (before.amountMinor !== after.amountMinor) found.push({ key: 'amount', facts: { fromMinor: before.amountMinor, toMinor: after.amountMinor } });
  if (before.personsAgreed !== after.personsAgreed) found.push({ key: 'agreed', facts: { agreed: after.personsAgreed, needed: after.personsNeeded } });
  if (before.deadlineAt !== after.deadlineAt) found.push({ key: 'deadline', facts: { toAt: after.deadlineAt } });
  return found.length === 0 && before.version !== after.version ? [{ key: 'other', facts: {} }] : found;
}
