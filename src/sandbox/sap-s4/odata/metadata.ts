import type { EntitySet, FunctionImport, Kind, Link, Property, Service } from './model.ts';

const edm: Readonly<Record<Kind, string>> = {
  string: 'Edm.String',
  upper: 'Edm.String',
  digits: 'Edm.String',
  decimal: 'Edm.Decimal',
  date: 'Edm.DateTime',
  stamp: 'Edm.DateTimeOffset',
  time: 'Edm.Time',
  bool: 'Edm.Boolean',
  guid: 'Edm.Guid',
  double: 'Edm.Double',
};
const formats: Partial<Record<Kind, string>> = { upper: 'UpperCase', digits: 'NonNegative', date: 'Date' };

const attributes = (pairs: readonly (readonly [string, string | number | null | undefined])[]): string =>
  pairs
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');

function propertyXml(property: Property): string {
  const fixedPrecision: Partial<Record<Kind, number>> = { date: 0, stamp: 7, time: 0 };
  return `<Property${attributes([
    ['Name', property.name],
    ['Type', edm[property.kind]],
    ['Nullable', property.key ? 'false' : null],
    ['MaxLength', property.maxLength],
    ['Precision', fixedPrecision[property.kind] ?? property.precision],
    ['Scale', property.scale],
    ['ConcurrencyMode', property.fixed ? 'Fixed' : null],
    ['sap:unit', property.unit],
    ['sap:display-format', formats[property.kind]],
    ['sap:creatable', property.creatable ? null : 'false'],
    ['sap:updatable', property.updatable ? null : 'false'],
  ])}/>`;
}

const association = (set: EntitySet, link: Link): string => `assoc_${set.name}_${link.name}`;

function typeXml(service: Service, set: EntitySet): string {
  const keys = set.keys.map((name) => `<PropertyRef Name="${name}"/>`).join('');
  const links = [...set.links.values()].map((link) => {
    const name = association(set, link);
    return `<NavigationProperty Name="${link.name}" Relationship="${service.name}.${name}" FromRole="From_${name}" ToRole="To_${name}"/>`;
  });
  return `<EntityType Name="${set.typeName}"><Key>${keys}</Key>${[...set.properties.values()].map(propertyXml).join('')}${links.join('')}</EntityType>`;
}

function associationXml(service: Service, set: EntitySet, link: Link): string {
  const name = association(set, link);
  const target = service.sets.get(link.target)?.typeName ?? '';
  const end = (type: string, many: string, role: string): string => `<End Type="${service.name}.${type}" Multiplicity="${many}" Role="${role}_${name}"/>`;
  return `<Association Name="${name}">${end(set.typeName, '1', 'From')}${end(target, link.many ? '*' : '0..1', 'To')}</Association>`;
}

function associationSetXml(service: Service, set: EntitySet, link: Link): string {
  const name = association(set, link);
  return `<AssociationSet Name="${name}" Association="${service.name}.${name}"><End EntitySet="${set.name}" Role="From_${name}"/><End EntitySet="${link.target}" Role="To_${name}"/></AssociationSet>`;
}

const setXml = (service: Service, set: EntitySet): string =>
  `<EntitySet${attributes([
    ['Name', set.name],
    ['EntityType', `${service.name}.${set.typeName}`],
    ['sap:creatable', set.creatable ? null : 'false'],
    ['sap:updatable', set.changeable ? null : 'false'],
    ['sap:deletable', set.creatable ? null : 'false'],
  ])}/>`;

function functionXml(service: Service, entry: FunctionImport): string {
  const set = service.sets.get(entry.returns ?? '');
  const head = attributes([
    ['Name', entry.name],
    ['ReturnType', set ? `${service.name}.${set.typeName}` : null],
    ['EntitySet', set?.name],
    ['m:HttpMethod', 'POST'],
  ]);
  const parameters = entry.parameters.map(
    ({ property, optional }) =>
      `<Parameter${attributes([
        ['Name', property.name],
        ['Type', edm[property.kind]],
        ['Mode', 'In'],
        ['MaxLength', property.maxLength],
        ['Nullable', optional ? 'true' : null],
      ])}/>`,
  );
  return `<FunctionImport${head}>${parameters.join('')}</FunctionImport>`;
}

/** The metadata document (EDMX, OData V2) of a service, made from our own definitions. */
export function metadataXml(service: Service): string {
  const sets = [...service.sets.values()];
  const links = sets.flatMap((set) => [...set.links.values()].map((link) => ({ set, link })));
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata" xmlns:sap="http://www.sap.com/Protocols/SAPData">',
    '<edmx:DataServices m:DataServiceVersion="2.0">',
    `<Schema Namespace="${service.name}" xmlns="http://schemas.microsoft.com/ado/2008/09/edm">`,
    ...sets.map((set) => typeXml(service, set)),
    ...links.map(({ set, link }) => associationXml(service, set, link)),
    `<EntityContainer Name="${service.name}_Entities" m:IsDefaultEntityContainer="true">`,
    ...sets.map((set) => setXml(service, set)),
    ...links.map(({ set, link }) => associationSetXml(service, set, link)),
    ...[...service.functions.values()].map((entry) => functionXml(service, entry)),
    '</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>',
  ].join('\n');
}
