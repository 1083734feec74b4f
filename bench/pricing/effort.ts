import pg from 'pg';

/** What one piece of work took: wall clock and this process' processor time in milliseconds, and how many statements it sent. */
export interface Effort {
  readonly wall: { readonly least: number; readonly p50: number; readonly p95: number };
  readonly cpu: { readonly least: number; readonly p50: number };
  readonly statements: number;
}

let sent = 0;

/** Counts every statement that this process sends from now on. */
export function countStatements(): void {
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]): unknown {
    sent += 1;
    return query.apply(this, args);
  } as typeof pg.Client.prototype.query;
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** By nearest rank, of ascending values. */
const at = (sorted: readonly number[], share: number): number => tenths(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);

/** Does the work so often, after a fifth of it to warm up. Least and median are what a machine that others use as well can be asked for. */
export async function effortOf(times: number, work: (turn: number) => unknown): Promise<Effort> {
  const [wall, cpu]: [number[], number[]] = [[], []];
  const statements: number[] = [];
  for (let turn = -Math.ceil(times / 5); turn < times; turn += 1) {
    const [began, used, before] = [performance.now(), process.cpuUsage(), sent];
    await work(Math.abs(turn));
    const took = performance.now() - began;
    const { user, system } = process.cpuUsage(used);
    if (turn < 0) continue;
    wall.push(took);
    cpu.push((user + system) / 1_000);
    statements.push(sent - before);
  }
  for (const list of [wall, cpu, statements]) list.sort((a, b) => a - b);
  return {
    wall: { least: at(wall, 0), p50: at(wall, 0.5), p95: at(wall, 0.95) },
    cpu: { least: at(cpu, 0), p50: at(cpu, 0.5) },
    statements: at(statements, 0.5),
  };
}
