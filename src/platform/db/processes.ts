import { readFileSync } from 'node:fs';

/** Whether a process with this id runs. A zombie (ended, not yet collected by its parent) counts as ended. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  if (process.platform !== 'linux') return true;
  const stat = readStat(pid);
  return stat !== null && !stat.startsWith('Z');
}

/**
 * What tells a process from a later one with the same id: its start time in clock ticks since boot, and the boot.
 * Empty where the system does not say (not Linux) or the process is gone.
 */
export function birthOf(pid: number): string {
  const ticks = readStat(pid)?.split(' ')[19];
  if (ticks === undefined) return '';
  return `${readText('/proc/sys/kernel/random/boot_id').slice(0, 8)}-${ticks}`;
}

/** The fields of /proc/PID/stat from `state` on: the program's name before them may contain spaces and brackets. */
function readStat(pid: number): string | null {
  const text = readText(`/proc/${pid}/stat`);
  const end = text.lastIndexOf(') ');
  return end < 0 ? null : text.slice(end + 2);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
