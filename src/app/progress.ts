/** Shows the person at the terminal what is happening, and how long each step took. */
export interface Progress {
  /** Runs one step under its name. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** A line of its own. */
  say(text: string): void;
}

/** Lines like `  database ……… 312 ms`. */
export function createProgress(write: (line: string) => void): Progress {
  return {
    async step(name, work) {
      const began = performance.now();
      const value = await work();
      write(`  ${name.padEnd(44, ' .')} ${String(Math.round(performance.now() - began)).padStart(6)} ms`);
      return value;
    },
    say: write,
  };
}
