/** The rate below which the true one lies with 95 % certainty when `wrong` of `total` were wrong. One for all: the engine's, given by the caller. */
export type UpperBound = (wrong: number, total: number) => number;

/**
 * The rate above which the true one lies with 95 % certainty; 0 when nothing was wrong. Where the share that is right has a highest, the
 * share that is wrong has a lowest.
 */
export const lowerBound95 = (wrong: number, total: number, upper95: UpperBound): number => 1 - upper95(total - wrong, total);
