/** Pure face of stock: what others decide with, on the server and on the screen. */
export { lotsFor } from './shelf-life.ts';
export type { ShelfLifeRule } from './shelf-life.ts';
