/** What every stand-in shares: seeded habits, a durable journal, live events, loopback listening. */
export type { Dice } from './dice.ts';
export { createHabits, pause, type Habits } from './habits.ts';
export { loopbackCors } from './cors.ts';
export { createSseHub, type SseHub } from './sse.ts';
export { openJournal, type Journal, type JournalOptions } from './journal.ts';
export { dropConnection, inProcess, listenOnLoopback, type Listening, type SandboxFetch, type SocketEnv } from './listen.ts';
export type * from './company-seed.ts';
