import { z } from 'zod';
import type { CodeTarget, FieldTakes, FieldTarget } from './contract.ts';
import { writtenAs } from './domain/mapping/written.ts';
import { commandSchemas, objectSchemas } from './object-schemas.ts';

/** The part of JSON Schema that our schemas come to. */
interface Shape {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
}

/** A field of a schema that holds one value. `listed`: it is in a list, so there may be several. */
interface Leaf {
  readonly path: string;
  readonly listed: boolean;
  readonly shape: Shape;
  readonly nullable: boolean;
}

function leaves(shape: Shape, path: string, listed: boolean, nullable = false): readonly Leaf[] {
  const inner = nonNull(shape);
  if (inner) return leaves(inner, path, listed, true);
  if (shape.items) return leaves(shape.items, path, true);
  if (shape.properties) return Object.entries(shape.properties).flatMap(([name, one]) => leaves(one, path === '' ? name : `${path}.${name}`, listed));
  if (shape.type === 'object') return typeof shape.additionalProperties === 'object' ? leaves(shape.additionalProperties, `${path}.*`, listed) : [];
  return path === '' ? [] : [{ path, listed, shape, nullable }];
}

/** What a field is that may also be none; null when it may not. */
function nonNull(shape: Shape): Shape | null {
  if (Array.isArray(shape.type)) return { ...shape, type: shape.type.find((one) => one !== 'null') ?? 'null' };
  return shape.anyOf?.find((one) => one.type !== 'null') ?? null;
}

const leavesOf = (schema: z.ZodType): readonly Leaf[] => leaves(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape, '', false);

/** What a record is known by, and what others know it by: a mapping must not make it another one. */
const identity = /^(code|sku|customer|number|erpNumber|reference|replacedBy|key)$|(^|\.)(sku|component|workCentre|lot|lineNo|order|orderLine|phone)$/;
const units = /(^|\.)(uom|erpUom|baseUom|salesUom)$/;

const days = /(On|^validFrom|^validTo|Day)$/;
const instants = /(^|\.)(asOf|creditAsOf|receivedAt)$/;

function takesOf({ path, shape }: Leaf): FieldTakes | null {
  const name = path.split('.').at(-1) ?? path;
  if (shape.enum) return 'choice';
  if (shape.type === 'boolean') return 'yes_no';
  if (shape.type === 'integer') return name.endsWith('Milli') ? 'quantity' : /(Minor|^minor)$/.test(name) ? 'money' : 'whole';
  if (shape.type !== 'string') return null;
  return instants.test(path) ? 'instant' : days.test(name) ? 'day' : 'text';
}

/** Every field that a rule may fill from elsewhere. Not what a record is known by, nor fields inside lists. */
export const fieldTargets: readonly FieldTarget[] = Object.entries(objectSchemas).flatMap(([object, schema]) =>
  leavesOf(schema).flatMap((leaf) => {
    const takes = takesOf(leaf);
    if (leaf.listed || takes === null || identity.test(leaf.path)) return [];
    return [{ object, field: leaf.path, takes, choices: [...(leaf.shape.enum ?? [])], nullable: leaf.nullable }];
  }),
);

/** Free text and names are no codes. */
const noCode = /(^|\.)(name|names\.\*|words|note|address|receivedBy|customerPo|orderNumber|erpNumber|languages|barcode|taxNumber)$/;
const isCode = (leaf: Leaf): boolean => takesOf(leaf) === 'text' && !identity.test(leaf.path) && !units.test(leaf.path) && !noCode.test(leaf.path);

/** What commands say in decimal texts, documents of the ERP, and what is translated together with what was read. */
const notWritten = /(^|\.)(quantity|price|amount|scrap|workMinutes|delivery|invoice|productionOrder|currency|requestedDate|freeWith)$/;

const read: readonly CodeTarget[] = Object.entries(objectSchemas).flatMap(([object, schema]) =>
  leavesOf(schema)
    .filter((leaf) => isCode(leaf) && !leaf.path.includes('*'))
    .map(({ path }) => ({ side: 'read', object, field: path, written: writtenAs(object, path).map(({ command, field }) => `${command}.${field}`) })),
);
const write: readonly CodeTarget[] = Object.entries(commandSchemas)
  .filter(([command]) => command !== 'sales_order_change' && command !== 'sales_order_cancel')
  .flatMap(([command, schema]) =>
    leavesOf(schema)
      .filter((leaf) => isCode(leaf) && !notWritten.test(leaf.path))
      .map(({ path }) => ({ side: 'write', object: command, field: path, written: [] })),
  );

/** Every field whose values a table may translate. */
export const codeTargets: readonly CodeTarget[] = [...read, ...write];

/** Kinds of records in which units are named. */
export const objectsWithUnits: readonly string[] = Object.entries(objectSchemas).flatMap(([object, schema]) =>
  leavesOf(schema).some((leaf) => units.test(leaf.path)) ? [object] : [],
);
