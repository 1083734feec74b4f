import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EntitySet, Field, StructType } from '../../kit/odata4/model.ts';
import { b1Model } from '../model.ts';

const contract = join(process.env['KARKHANA_SHARED'] ?? '../shared', 'erp-contracts/sap-b1/SAPB1-v2-odata4.edmx');
const published = existsSync(contract);
if (!published) process.stderr.write(`SKIPPED: the published Service Layer contract is not at ${contract}\n`);

const xml = published ? readFileSync(contract, 'utf8') : '';

const attribute = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';

/** Type → field → its type as the contract says it. */
function typesOf(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return new Map(
    [...text.matchAll(/<(EntityType|ComplexType)\b([^>]*)>([\s\S]*?)<\/\1>/g)].map((match) => {
      const tags = [...(match[3] ?? '').matchAll(/<Property\b[^>]*>/g)].map(([tag]) => tag);
      return [attribute(match[2] ?? '', 'Name'), new Map(tags.map((tag) => [attribute(tag, 'Name'), attribute(tag, 'Type').replaceAll('SAPB1.', '')]))];
    }),
  );
}

const edm: Readonly<Record<string, string>> = { text: 'Edm.String', int: 'Edm.Int32', double: 'Edm.Double', date: 'Edm.DateTimeOffset', time: 'Edm.TimeOfDay' };
const typeOf = (field: Field): string => {
  const type = field.of ?? edm[field.type] ?? field.type;
  return field.many ? `Collection(${type})` : type;
};

/** Fields of ours that are not the contract's; a company's own fields (U_…) are nobody else's. */
function differences(type: StructType, name: string, types: ReturnType<typeof typesOf>): readonly string[] {
  const theirs = types.get(name);
  if (!theirs) return [`${name} is not in the contract`];
  return [...type.fields.values()]
    .filter((field) => !field.name.startsWith('U_') && theirs.get(field.name) !== typeOf(field))
    .map((field) => `${name}.${field.name}: ${typeOf(field)}, published ${theirs.get(field.name) ?? 'nowhere'}`);
}

describe.skipIf(!published)('the published contract', () => {
  const types = typesOf(xml);

  it('has every set, with the same type', () => {
    const sets = new Map([...xml.matchAll(/<EntitySet\b[^>]*>/g)].map(([tag]) => [attribute(tag, 'Name'), attribute(tag, 'EntityType').replace('SAPB1.', '')]));
    for (const set of b1Model.sets.values()) expect(sets.get(set.name), set.name).toBe(set.typeName);
  });

  it('has every field, with the same type', () => {
    const own = [...b1Model.sets.values()].flatMap((set: EntitySet) => differences(set, set.typeName, types));
    const inner = [...b1Model.complex.values()].flatMap((type) => differences(type, type.name, types));
    expect([...new Set([...own, ...inner])]).toEqual([]);
  });

  it('has every member of every enumeration', () => {
    for (const [name, members] of b1Model.enums) {
      const body = new RegExp(`<EnumType\\b[^>]*Name="${name}"[^>]*>([\\s\\S]*?)</EnumType>`).exec(xml)?.[1] ?? '';
      const theirs = [...body.matchAll(/<Member\b[^>]*>/g)].map(([tag]) => attribute(tag, 'Name'));
      for (const member of members) expect(theirs, name).toContain(member);
    }
  });
});
