import { itemsOf, membersOf, objectText, sliceText, type Slice } from './json-slices.ts';

type Members = ReadonlyMap<string, Slice>;

/** Writes webhook bodies that hold one event of a change, or all of it, in the provider's own bytes. */
export interface Envelope {
  readonly value: Members;
  /** The change as it came. */
  readonly whole: () => string;
  /** Only `item` of `list`, with its contact; `withRest` adds the members of the value that belong to no event. */
  readonly alone: (part: { readonly list: string; readonly item: Slice | undefined; readonly contact: number; readonly withRest: boolean }) => string;
}

const eventLists = new Set(['messages', 'statuses', 'message_echoes']);
const shared = new Set(['messaging_product', 'metadata']);

/** Where a change stands in its body: members that belong to body or entry as a whole go with the first change only, so that nothing is copied often. */
export interface Place {
  readonly root: Members;
  readonly entry: Members;
  readonly change: Members;
  readonly firstOfEntry: boolean;
  readonly firstOfBody: boolean;
}

/** Takes a change out of its body. */
export function changeEnvelope({ root, entry, change, firstOfEntry, firstOfBody }: Place): Envelope {
  const slice = change.get('value');
  const value = slice ? membersOf(slice) : new Map<string, Slice>();
  const contacts = itemsOf(value.get('contacts'));
  const wrap = (valueText: string | null, withRest: boolean): string => {
    const around = texts(change, (name) => name === 'field' || (withRest && name !== 'value'));
    const changeText = objectText([...around, ...(valueText === null ? [] : [['value', valueText] as const])]);
    const entryRest = texts(entry, (name) => name === 'id' || name === 'time' || (withRest && firstOfEntry && name !== 'changes'));
    const entryText = objectText([...entryRest, ['changes', `[${changeText}]`]]);
    const rootRest = texts(root, (name) => name === 'object' || (withRest && firstOfBody && name !== 'entry'));
    return objectText([...rootRest, ['entry', `[${entryText}]`]]);
  };
  return {
    value,
    whole: () => wrap(slice ? sliceText(slice) : null, true),
    alone: ({ list, item, contact, withRest }) => {
      const around = texts(value, (name) => shared.has(name) || (withRest && !eventLists.has(name) && name !== 'contacts'));
      const card = contacts[contact];
      const cards = card ? [['contacts', `[${sliceText(card)}]`] as const] : [];
      return wrap(objectText([...around, ...cards, [list, `[${item ? sliceText(item) : ''}]`]]), withRest);
    },
  };
}

const texts = (members: Members, keep: (name: string) => boolean): readonly (readonly [string, string])[] =>
  Array.from(members).flatMap(([name, slice]) => (keep(name) ? [[name, sliceText(slice)] as const] : []));
