import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conditionService } from '../model/condition.ts';
import { billingService } from '../model/billing.ts';
import { businessPartnerService } from '../model/business-partner.ts';
import { materialDocumentService } from '../model/material-document.ts';
import { deliveryService } from '../model/outbound-delivery.ts';
import { productionOrderService } from '../model/production-order.ts';
import { bomService } from '../model/production.ts';
import { productService } from '../model/product.ts';
import { simulationService } from '../model/sales-order-simulation.ts';
import { salesOrderService } from '../model/sales-order.ts';
import { stockService } from '../model/stock.ts';
import { metadataXml } from '../odata/metadata.ts';
import type { EntitySet, Service } from '../odata/model.ts';

const contracts = join(process.env['KARKHANA_SHARED'] ?? '../shared', 'erp-contracts/sap-s4');
const published = existsSync(contracts);
if (!published) process.stderr.write(`SKIPPED: the published SAP contracts are not at ${contracts}\n`);

type Attributes = Readonly<Record<string, string>>;
const attributesOf = (tag: string): Attributes =>
  Object.fromEntries([...tag.matchAll(/([\w:-]+)="([^"]*)"/g)].map((match) => [match[1] ?? '', match[2] ?? '']));

/** Type name → its properties, and the multiplicity and target of its links, as an EDMX says them. */
function read(xml: string): ReadonlyMap<string, { readonly properties: ReadonlyMap<string, Attributes>; readonly links: ReadonlyMap<string, string> }> {
  const ends = new Map(
    [...xml.matchAll(/<Association Name="([^"]+)"[\s\S]*?<\/Association>/g)].map((match) => [
      match[1] ?? '',
      [...match[0].matchAll(/<End [^>]*>/g)].map((end) => attributesOf(end[0])),
    ]),
  );
  return new Map(
    [...xml.matchAll(/<EntityType Name="([^"]+)"[\s\S]*?<\/EntityType>/g)].map((type) => {
      const properties = new Map([...type[0].matchAll(/<Property [^>]*>/g)].map((match) => [attributesOf(match[0])['Name'] ?? '', attributesOf(match[0])]));
      const links = new Map(
        [...type[0].matchAll(/<NavigationProperty [^>]*>/g)].map((match) => {
          const link = attributesOf(match[0]);
          const end = ends.get(link['Relationship']?.split('.').at(-1) ?? '')?.find((candidate) => candidate['Role'] === link['ToRole']);
          return [link['Name'] ?? '', `${end?.['Type']?.split('.').at(-1)} ${end?.['Multiplicity'] === '*' ? '*' : '1'}`];
        }),
      );
      return [type[1] ?? '', { properties, links }];
    }),
  );
}

const compared = ['Type', 'MaxLength', 'Precision', 'Scale', 'ConcurrencyMode', 'sap:unit', 'sap:display-format', 'sap:creatable'];

/** A type as an OpenAPI document says it. */
interface Shape {
  readonly properties?: Readonly<Record<string, { readonly maxLength?: number; readonly 'x-sap-precision'?: number; readonly 'x-sap-scale'?: number }>>;
}
type Shapes = Readonly<Record<string, Shape>>;

const propertiesOf = (schemas: Shapes, name: string): NonNullable<Shape['properties']> => schemas[name]?.properties ?? {};

/** Of each property: longest text, digits, digits after the point (as far as said), and whether it may be sent. */
const theirsOf = (schemas: Shapes, name: string): Readonly<Record<string, readonly unknown[]>> =>
  Object.fromEntries(
    Object.entries(propertiesOf(schemas, name))
      .filter(([property]) => !property.startsWith('to_'))
      .map(([property, { maxLength = null, 'x-sap-precision': precision = null, 'x-sap-scale': scale = null }]) => [
        property,
        [maxLength, precision, scale, property in propertiesOf(schemas, `Create${name}`)],
      ]),
  );

const oursOf = (set: EntitySet): Readonly<Record<string, readonly unknown[]>> =>
  Object.fromEntries([...set.properties.values()].map((each) => [each.name, [each.maxLength, each.precision, each.scale, !each.readOnly]]));

const functionsOf = (xml: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...xml.matchAll(/<FunctionImport [^>]*>[\s\S]*?<\/FunctionImport>/g)].map(([tag]) => [
      attributesOf(tag.slice(0, tag.indexOf('>')))['Name'] ?? '',
      [...tag.matchAll(/<Parameter [^>]*>/g)].map(([parameter]) => `${attributesOf(parameter)['Name']} ${attributesOf(parameter)['Type']}`).sort(),
    ]),
  );

function expectFunctions(service: Service, contract: string): void {
  const theirs = functionsOf(contract);
  for (const [name, parameters] of functionsOf(metadataXml(service))) expect(parameters, name).toEqual(theirs.get(name));
}

describe.skipIf(!published)('our definitions and the published contract', () => {
  const services: readonly Service[] = [
    salesOrderService,
    businessPartnerService,
    productService,
    conditionService,
    bomService,
    stockService,
    materialDocumentService,
    billingService,
    productionOrderService,
  ];
  it.each(services.map((service) => [service.name, service] as const))('agree on every property and link of %s', (name, service) => {
    const theirs = read(readFileSync(join(contracts, `${name}.edmx`), 'utf8'));
    for (const [type, ours] of read(metadataXml(service))) {
      const contract = theirs.get(type);
      expect(contract, type).toBeDefined();
      for (const [property, attributes] of ours.properties) {
        const pick = (all: Attributes | undefined): unknown =>
          compared.filter((key) => all?.['Type'] !== 'Edm.Boolean' || key !== 'sap:display-format').map((key) => `${key}=${all?.[key] ?? ''}`);
        expect(pick(attributes), `${type}.${property}`).toEqual(pick(contract?.properties.get(property)));
      }
      for (const [link, target] of ours.links) expect(target, `${type}.${link}`).toBe(contract?.links.get(link));
    }
  });

  // this file was written by an older tool: it says neither display formats nor the precision of days
  it('agree on every property of outbound deliveries, on when it may be sent, and on what can be done with them', () => {
    const file = readFileSync(join(contracts, 'API_OUTBOUND_DELIVERY_SRV_0002.edmx'), 'utf8');
    const theirs = read(file);
    for (const [type, ours] of read(metadataXml(deliveryService)))
      for (const [property, attributes] of ours.properties) {
        const facts = ['Type', 'MaxLength', 'Scale', 'ConcurrencyMode', 'sap:creatable', 'sap:updatable'];
        const pick = (all: Attributes | undefined): unknown => facts.map((key) => `${key}=${all?.[key] ?? ''}`);
        expect(pick(attributes), `${type}.${property}`).toEqual(pick(theirs.get(type)?.properties.get(property)));
      }
    expectFunctions(deliveryService, file);
  });

  it('agree on how goods movements are taken back', () => {
    expectFunctions(materialDocumentService, readFileSync(join(contracts, 'API_MATERIAL_DOCUMENT_SRV.edmx'), 'utf8'));
  });

  it('agree on every property of trying a sales order, and on which of them may be sent', () => {
    const file = readFileSync(join(contracts, 'openapi/API_SALES_ORDER_SIMULATION_SRV.json'), 'utf8');
    const { schemas } = (JSON.parse(file) as { components: { schemas: Readonly<Record<string, Shape>> } }).components;
    for (const set of simulationService.sets.values()) {
      expect(oursOf(set), set.name).toEqual(theirsOf(schemas, set.name));
      expect(Object.keys(propertiesOf(schemas, set.name)), set.name).toEqual(expect.arrayContaining([...set.links.keys()]));
    }
  });

  it('know every property of a sales order, so that nothing that SAP takes is refused', () => {
    const theirs = read(readFileSync(join(contracts, 'API_SALES_ORDER_SRV.edmx'), 'utf8'));
    for (const set of salesOrderService.sets.values())
      expect([...set.properties.keys()].sort()).toEqual([...(theirs.get(set.typeName)?.properties.keys() ?? [])].sort());
  });
});
