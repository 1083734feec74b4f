import type { EntitySet, Field, FieldType, Link, Model, StructType } from './model.ts';

const edm: Readonly<Record<FieldType, string>> = {
  text: 'Edm.String',
  int: 'Edm.Int32',
  long: 'Edm.Int64',
  decimal: 'Edm.Decimal',
  double: 'Edm.Double',
  bool: 'Edm.Boolean',
  date: 'Edm.Date',
  instant: 'Edm.DateTimeOffset',
  time: 'Edm.TimeOfDay',
  guid: 'Edm.Guid',
  enum: '',
  complex: '',
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function typeText(model: Model, field: Field): string {
  const type = field.of !== null ? `${model.namespace}.${field.of}` : field.midnight ? 'Edm.DateTimeOffset' : edm[field.type];
  return field.many ? `Collection(${type})` : type;
}

function propertyXml(model: Model, field: Field): string {
  const size = field.maxLength === null ? '' : ` MaxLength="${field.maxLength}"`;
  const scale = field.type === 'decimal' ? ' Scale="Variable"' : '';
  return `<Property Name="${field.name}" Type="${typeText(model, field)}"${field.nullable ? '' : ' Nullable="false"'}${size}${scale}/>`;
}

const linkXml = (model: Model, link: Link): string => {
  const type = `${model.namespace}.${model.sets.get(link.target)?.typeName ?? ''}`;
  return `<NavigationProperty Name="${link.name}" Type="${link.many ? `Collection(${type})` : type}"/>`;
};

const fieldsXml = (model: Model, type: StructType): string => [...type.fields.values()].map((field) => propertyXml(model, field)).join('');

function entityXml(model: Model, set: EntitySet): string {
  const keys = set.keys.map((name) => `<PropertyRef Name="${name}"/>`).join('');
  const links = [...set.links.values()].map((link) => linkXml(model, link)).join('');
  return `<EntityType Name="${set.typeName}"><Key>${keys}</Key>${fieldsXml(model, set)}${links}</EntityType>`;
}

function setXml(model: Model, set: EntitySet): string {
  const bindings = [...set.links.values()].map((link) => `<NavigationPropertyBinding Path="${link.name}" Target="${link.target}"/>`).join('');
  return `<EntitySet Name="${set.name}" EntityType="${model.namespace}.${set.typeName}">${bindings}</EntitySet>`;
}

/** The metadata document (EDMX, OData V4) of a service, made from our own definitions. Sets that share a type share its definition. */
export function metadataXml(model: Model): string {
  const types = [...new Map([...model.sets.values()].map((set) => [set.typeName, set])).values()];
  const enums = [...model.enums].map(
    ([name, members]) =>
      `<EnumType Name="${name}">${members.map((member, value) => `<Member Name="${escaped(member)}" Value="${value}"/>`).join('')}</EnumType>`,
  );
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>',
    `<Schema Namespace="${model.namespace}" xmlns="http://docs.oasis-open.org/odata/ns/edm">`,
    ...enums,
    ...[...model.complex.values()].map((type) => `<ComplexType Name="${type.name}">${fieldsXml(model, type)}</ComplexType>`),
    ...types.map((set) => entityXml(model, set)),
    '<EntityContainer Name="Container">',
    ...[...model.sets.values()].map((set) => setXml(model, set)),
    '</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>',
  ].join('\n');
}
