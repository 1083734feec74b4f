/** What orders look like from outside: one file a subject. */
export * from './contract/amendment.ts';
export * from './contract/desk.ts';
export * from './contract/events.ts';
export * from './contract/order.ts';
export * from './contract/rules.ts';
