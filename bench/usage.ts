import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { childrenOf, type Karkhana, type SapProcess } from '../test/support/karkhana.ts';

/** The processes of one run, by what they are. */
export type Processes = Readonly<Record<'karkhana' | 'database' | 'sandbox ERP', readonly number[]>>;

/** All processes that the run consists of now. The sandbox WhatsApp is a part of karkhana's. */
export function processesOf(karkhana: Karkhana, sap: SapProcess): Processes {
  const postmaster = karkhana.databasePid();
  return { karkhana: [karkhana.pid], database: postmaster === null ? [] : [postmaster, ...childrenOf(postmaster)], 'sandbox ERP': [sap.pid] };
}

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** Proportional memory in MB: shared pages count once over all who share them. */
export function memoryMb(pids: readonly number[]): number {
  const kb = pids.map((pid) => Number(/^Pss:\s+(\d+)/m.exec(readText(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0));
  return Math.round(kb.reduce((sum, each) => sum + each, 0) / 102.4) / 10;
}

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Seconds of CPU that the processes have used so far; those of children that have ended count with their parent. */
export function cpuSeconds(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    const stat = readText(`/proc/${pid}/stat`);
    const fields = stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
    return Number(fields[11] ?? 0) + Number(fields[12] ?? 0) + Number(fields[13] ?? 0) + Number(fields[14] ?? 0);
  });
  return ticks.reduce((sum, each) => sum + each, 0) / ticksPerSecond;
}

/** Highest memory of each part and of all together, looked at once a second until `stop`. */
export function watchMemory(processes: () => Processes): { stop(): Record<string, number> } {
  const peak: Record<string, number> = { everything: 0 };
  const look = (): void => {
    let all = 0;
    for (const [name, pids] of Object.entries(processes())) {
      const mb = memoryMb(pids);
      all += mb;
      peak[name] = Math.max(peak[name] ?? 0, mb);
    }
    peak['everything'] = Math.max(peak['everything'] ?? 0, Math.round(all * 10) / 10);
  };
  look();
  const timer = setInterval(look, 1_000);
  return {
    stop() {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}

/** How busy the machine is with everything that runs on it. */
export const machineLoad = (): number => Number(readText('/proc/loadavg').split(' ')[0] ?? 0);
