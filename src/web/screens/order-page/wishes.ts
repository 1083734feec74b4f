import type { Change, OrderLine } from '../../../modules/orders/contract.ts';

/** What a clerk has put together so far: for each line one wish, what is added, the day, or all of it cancelled. */
export interface Wishes {
  readonly lines: Readonly<Record<string, LineWish>>;
  readonly added: readonly Extract<Change, { kind: 'add' }>[];
  readonly date: string | null;
  readonly all: boolean;
}

/** What is wished of one line. */
export interface LineWish {
  readonly quantityMilli?: number;
  readonly item?: { readonly sku: string; readonly name: string; readonly uom: string };
  readonly gone?: boolean;
}

export const noWishes: Wishes = { lines: {}, added: [], date: null, all: false };

/** The changes that the wishes come to; a wish for what is already so is none. */
export function changesOf(wishes: Wishes, lines: readonly OrderLine[], date: string | null): readonly Change[] {
  if (wishes.all) return [{ kind: 'cancel_all' }];
  const ofLines = lines.flatMap((line): readonly Change[] => {
    const wish = wishes.lines[line.lineId] ?? {};
    const { lineId } = line;
    if (wish.gone === true) return [{ kind: 'cancel_line', lineId }];
    const other: readonly Change[] = wish.item === undefined ? [] : [{ kind: 'substitute', lineId, sku: wish.item.sku, uom: wish.item.uom }];
    const { quantityMilli } = wish;
    return quantityMilli === undefined || quantityMilli === line.quantityMilli ? other : [...other, { kind: 'quantity', lineId, quantityMilli }];
  });
  const day: readonly Change[] = wishes.date === null || wishes.date === date ? [] : [{ kind: 'date', requestedDate: wishes.date }];
  return [...ofLines, ...wishes.added, ...day];
}
