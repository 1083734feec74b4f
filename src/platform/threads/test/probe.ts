import { serveThread } from '../serve.ts';

const kept: unknown[] = [];

serveThread({
  echo: (data: unknown) => data,
  keep: (data: unknown) => kept.push(data),
  count: () => kept.length,
  spin: (ms: number) => {
    const end = performance.now() + ms;
    while (performance.now() < end);
    return 'done';
  },
  fail: () => {
    throw new Error('on purpose');
  },
  exit: () => process.exit(3),
  hoard: () => {
    const all: number[][] = [];
    for (;;) all.push(new Array<number>(100_000).fill(all.length));
  },
});
