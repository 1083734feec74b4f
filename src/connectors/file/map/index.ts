import type { ErpObject } from '../../kit/types.ts';
import { documentShapes } from './documents.ts';
import { masterShapes } from './masters.ts';
import type { Shape } from './shape.ts';

/** How each kind of record is made of rows. */
export const shapes: Readonly<Record<ErpObject, Shape>> = { ...masterShapes, ...documentShapes };
