/** A state machine as data: for each state, which event leads to which state. */
export type MachineTable<S extends string, E extends string> = Readonly<Record<S, Readonly<Partial<Record<E, S>>>>>;

/** A table with the state in which everything begins. */
export interface Machine<S extends string, E extends string> {
  readonly initial: S;
  readonly table: MachineTable<S, E>;
}

/** The state that `event` leads to, or null when the state does not know the event. */
export function nextState<S extends string, E extends string>(machine: Machine<S, E>, state: S, event: E): S | null {
  return machine.table[state][event] ?? null;
}

/** States that can be reached from the initial one; a test compares them with all states. */
export function reachableStates<S extends string, E extends string>(machine: Machine<S, E>): ReadonlySet<S> {
  const seen = new Set<S>([machine.initial]);
  const todo: S[] = [machine.initial];
  for (let state = todo.pop(); state !== undefined; state = todo.pop()) {
    for (const target of Object.values<S | undefined>(machine.table[state])) {
      if (target !== undefined && !seen.has(target)) {
        seen.add(target);
        todo.push(target);
      }
    }
  }
  return seen;
}
