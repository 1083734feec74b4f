import type { Resource } from './resource.ts';

const wireTypes = { string: 'string', integer: 'integer', number: 'number', boolean: 'boolean', date: 'string', datetime: 'string' } as const;

function bodyOf(resource: Resource, href: string): object {
  const verbs = resource.verbs ?? ['get'];
  return {
    discrColumnType: false,
    title: resource.name,
    attributes: resource.attributes.map((one) => ({
      name: one.name,
      type: wireTypes[one.type],
      ...(one.type === 'date' || one.type === 'datetime' ? { properties: { format: one.type === 'date' ? 'date' : 'date-time' } } : {}),
      updatable: one.updatable ?? false,
      mandatory: one.mandatory ?? false,
      queryable: true,
      ...(one.maxLength === undefined ? {} : { maxLength: String(one.maxLength) }),
    })),
    collection: {
      href,
      actions: verbs.filter((verb) => verb === 'get' || verb === 'create').map((name) => ({ name, method: name === 'get' ? 'GET' : 'POST' })),
    },
    item: {
      actions: [
        ...verbs.filter((verb) => verb !== 'create').map((name) => ({ name, method: name === 'get' ? 'GET' : name === 'update' ? 'PATCH' : 'DELETE' })),
        ...(resource.actions ?? []).map((name) => ({ name, method: 'POST', requestType: ['application/vnd.oracle.adf.action+json'] })),
      ],
    },
    children: Object.fromEntries((resource.children ?? []).map((child) => [child.name, bodyOf(child.resource, `${href}/{id}/child/${child.name}`)])),
  };
}

/** What `/describe` says of a resource. */
export const describeJson = (resource: Resource, base: string): object => ({ Resources: { [resource.name]: bodyOf(resource, `${base}/${resource.name}`) } });
