/**
 * `npm run chaos`: the whole counts that `npm test` takes a sample of.
 *   npm run chaos -- [kills|answers|thrice|outages …] [--rounds 50] [--orders 200] [--seed 1]
 */
import { parseArgs } from 'node:util';
import { isExact, outcomeText, settle } from './audit.ts';
import { deliverThrice, loseAnswers } from './deliveries.ts';
import { killRounds } from './kills.ts';
import { frozenDatabase, fullDisk, smallDisk, unreachableDatabase, type Outage } from './outages.ts';
import { chaosWorld, type ChaosWorld, type WorldOptions } from './world.ts';

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '50' }, orders: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const [rounds, orders, seed] = [Number(values.rounds), Number(values.orders), Number(values.seed)];

interface Row {
  readonly what: string;
  readonly accepted: number;
  readonly inErp: number;
  readonly wrong: number;
  readonly ok: boolean;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function inWorld(what: string, options: Partial<WorldOptions>, work: (world: ChaosWorld) => Promise<Row>): Promise<Row> {
  const began = performance.now();
  say(`\n${what}`);
  const world = await chaosWorld({ customers: orders, seed, ...options });
  try {
    const row = await work(world);
    say(`  ${row.ok ? 'ok' : 'WRONG'} in ${Math.round((performance.now() - began) / 1000)} s`);
    return row;
  } finally {
    await world.close();
  }
}

type Ended = Awaited<ReturnType<typeof settle>>;
const rowOf = (what: string, outcome: Ended, ok = true): Row => ({
  what,
  accepted: outcome.accepted,
  inErp: outcome.inErp,
  wrong: outcome.lost.length + outcome.doubled.length + outcome.strange.length,
  ok: ok && isExact(outcome) && outcome.backlog.states['confirmed'] === outcome.accepted,
});

const kills = (): Promise<Row> =>
  inWorld(`kill -9 of application and database, ${rounds} rounds of ${orders} orders`, {}, async (world) => {
    let row: Row | null = null;
    const plan = { orders, rounds, perSecond: 20, seed, app: 2, database: 2, restLimitMs: 420_000 };
    for await (const round of killRounds(world, plan)) {
      say(`  round ${round.round}: ${round.text}`);
      row = rowOf('kill -9', round);
      if (!row.ok) break;
    }
    if (row === null) throw new Error('no round was run');
    return row;
  });

const answers = (): Promise<Row> =>
  inWorld(`the ERP loses 30 % of its answers, ${orders} orders`, {}, async (world) => {
    const outcome = await loseAnswers(world, { orders, seed, perSecond: 10, restLimitMs: 600_000 });
    say(`  ${outcomeText(outcome)}`);
    return rowOf('lost answers', outcome, outcome.backlog.inDoubt > orders * 0.15);
  });

const thrice = (): Promise<Row> =>
  inWorld(`every webhook three times in random order, ${orders} orders`, {}, async (world) => {
    const outcome = await deliverThrice(world, { orders, seed, restLimitMs: 300_000 });
    say(`  ${outcomeText(outcome)}`);
    return rowOf('thrice', outcome);
  });

async function judge(what: string, world: ChaosWorld, outage: Outage): Promise<Row> {
  const slowest = Math.round(Math.max(...outage.during.map((answer) => answer.ms)));
  const statuses = [...new Set(outage.during.map((answer) => answer.status))].join(', ');
  const outcome = await settle(world, 420_000);
  say(`  ${what}: answered ${statuses}, slowest ${slowest} ms; taken again ${outage.recoveredInMs} ms after the end\n  ${outcomeText(outcome)}`);
  const refused = outage.during.every(({ status }) => status === 503 || (what === 'disk full' && status === 200));
  return rowOf(what, outcome, refused && statuses.includes('503') && slowest < 4_000);
}

async function outages(): Promise<Row[]> {
  const each = Math.min(orders, 40);
  const rows = [
    await inWorld(`database refuses connections, ${each} orders`, {}, async (world) =>
      judge('database unreachable', world, await unreachableDatabase(world, world.nextOrders(each))),
    ),
    await inWorld(`database hangs, ${each} orders`, {}, async (world) => judge('database hangs', world, await frozenDatabase(world, world.nextOrders(each)))),
  ];
  let disk: ReturnType<typeof smallDisk> = null;
  const state: WorldOptions['state'] = ({ dir }) => (disk = smallDisk(dir, 400))?.state ?? `${dir}/state`;
  const full = await inWorld(`disk full, ${each} orders`, { state }, async (world) => {
    if (disk === null) {
      say('  NOT RUN: this account may not mount a small file system');
      return { what: 'disk full: NOT RUN', accepted: 0, inErp: 0, wrong: 0, ok: true };
    }
    return judge('disk full', world, await fullDisk(world, disk, world.nextOrders(each)));
  });
  return [...rows, full];
}

const parts: Readonly<Record<string, () => Promise<Row | Row[]>>> = { kills, answers, thrice, outages };
const unknown = positionals.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  say(`There is no ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
const rows: Row[] = [];
for (const [name, part] of Object.entries(parts)) {
  if (positionals.length === 0 || positionals.includes(name)) rows.push(...[await part()].flat());
}
say(`\n${'fault'.padEnd(24)}${'accepted'.padStart(10)}${'in ERP'.padStart(10)}${'wrong'.padStart(10)}`);
for (const row of rows)
  say(
    `${row.what.padEnd(24)}${String(row.accepted).padStart(10)}${String(row.inErp).padStart(10)}${String(row.wrong).padStart(10)}  ${row.ok ? 'ok' : 'WRONG'}`,
  );
process.exit(rows.every((row) => row.ok) ? 0 : 1);
