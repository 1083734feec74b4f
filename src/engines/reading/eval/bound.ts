/** P(X ≤ k) of a binomial with n trials and chance p. */
function atMost(k: number, n: number, p: number): number {
  if (p <= 0) return 1;
  if (p >= 1) return k >= n ? 1 : 0;
  let term = n * Math.log1p(-p);
  let sum = Math.exp(term);
  for (let i = 1; i <= k; i += 1) {
    term += Math.log((n - i + 1) / i) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(term);
  }
  return sum;
}

/**
 * The exact one-sided 95 % upper bound of a rate (Clopper and Pearson 1934): the largest rate at which as few as `wrong` of
 * `total` would still be seen once in twenty. 1 when nothing was counted; about 3/total when nothing was wrong.
 */
export function upper95(wrong: number, total: number): number {
  if (total === 0 || wrong >= total) return 1;
  let low = wrong / total;
  let high = 1;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (atMost(wrong, total, middle) > 0.05) low = middle;
    else high = middle;
  }
  return high;
}
