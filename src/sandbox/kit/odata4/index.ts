/** A small OData V4 server in memory, from data: what the stand-ins of the ERPs that speak it share. How each refuses, pages and books is its own. */
export type { Body } from './body.ts';
export { createFace, type Answer, type Call, type Dialect, type Service, type Written } from './face.ts';
export { badRequest, businessFault, ODataFault } from './fault.ts';
export { complexType, defineModel, entitySet } from './model.ts';
export type { EntitySet, Model, Row, Value } from './model.ts';
export { rowKey, sourceOf, tableOf } from './source.ts';
export { createRowStore, type RowStore } from './store.ts';
