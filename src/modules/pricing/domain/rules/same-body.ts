/** Whether two bodies say the same, whatever the order of their fields. */
export const sameBody = (left: unknown, right: unknown): boolean => inOrder(left) === inOrder(right);

const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
