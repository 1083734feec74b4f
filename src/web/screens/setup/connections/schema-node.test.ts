import { describe, expect, it } from 'vitest';
import { nodeOf, settingCode, startOf, variantName, variantOf } from './schema-node.ts';

describe('a JSON schema read as a form', () => {
  it('knows texts, addresses, numbers with bounds, switches and choices, with what is used when nothing is said', () => {
    expect(nodeOf({ type: 'string', format: 'uri' })).toMatchObject({ kind: 'text', format: 'url', nullable: false });
    expect(nodeOf({ type: 'integer', default: 200, minimum: 1, maximum: Number.MAX_SAFE_INTEGER })).toMatchObject({
      kind: 'number',
      fallback: 200,
      least: 1,
      most: null,
    });
    expect(nodeOf({ type: 'boolean', default: true })).toMatchObject({ kind: 'switch', fallback: true });
    expect(nodeOf({ type: 'string', enum: ['a', 'b'], description: 'which' })).toMatchObject({ kind: 'choice', choices: ['a', 'b'], about: 'which' });
  });

  it('says that there may be none, in both ways in which a schema says it', () => {
    expect(nodeOf({ default: null, type: ['string', 'null'] })).toMatchObject({ kind: 'text', nullable: true, fallback: null });
    expect(nodeOf({ default: 'X', anyOf: [{ type: 'string', pattern: '^X' }, { type: 'null' }] })).toMatchObject({
      kind: 'text',
      nullable: true,
      fallback: 'X',
    });
  });

  it('draws groups, lists and names with values as deep as they go', () => {
    const node = nodeOf({
      type: 'object',
      properties: {
        holds: { type: 'array', items: { type: 'object', properties: { of: { type: 'string' } }, required: ['of'] } },
        units: { type: 'object', additionalProperties: { type: 'string' } },
      },
      required: ['holds'],
    });
    expect(node).toMatchObject({
      kind: 'group',
      fields: [
        { name: 'holds', required: true, node: { kind: 'list', item: { kind: 'group', fields: [{ name: 'of', required: true }] } } },
        { name: 'units', required: false, node: { kind: 'map', item: { kind: 'text' } } },
      ],
    });
    expect(startOf(node)).toEqual({ holds: [] });
  });

  it('tells variants by their fixed part, or by what kind of value they are', () => {
    const of = (value: string, field: string) => ({
      type: 'object',
      properties: { kind: { type: 'string', const: value }, [field]: { type: 'string' } },
      required: ['kind', field],
    });
    const auth = nodeOf({ oneOf: [of('basic', 'user'), of('oauth', 'tokenUrl')] });
    const variants = auth.kind === 'either' ? auth.variants : [];
    expect(variants.map(variantName)).toEqual(['basic', 'oauth']);
    expect(variantOf(variants, { kind: 'oauth', tokenUrl: 'x' })).toBe(1);
    expect(variants.map(startOf)).toEqual([
      { kind: 'basic', user: '' },
      { kind: 'oauth', tokenUrl: '' },
    ]);
    const column = nodeOf({ anyOf: [{ type: 'string' }, { type: 'object', properties: { column: { type: 'string' } } }] });
    expect(column.kind === 'either' && variantOf(column.variants, { column: 'A' })).toBe(1);
  });

  it('leaves what no form can draw to be written as JSON, never out', () => {
    for (const schema of [{}, { type: 'object' }, { type: 'object', additionalProperties: {} }, 7, null]) expect(nodeOf(schema).kind).toBe('json');
  });

  it('calls settings as the locale files do', () => {
    expect(['baseUrl', 'ca', 'maxBodyBytes', 'companyDb'].map(settingCode)).toEqual(['base_url', 'ca', 'max_body_bytes', 'company_db']);
  });
});
