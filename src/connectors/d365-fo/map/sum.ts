/** The exact sum of decimal texts; texts that are no numbers count nothing. */
export function sumOf(texts: readonly (string | null)[]): string {
  const plain = texts.filter((text): text is string => text !== null && /^-?\d+(\.\d+)?$/.test(text));
  const digits = Math.max(0, ...plain.map((text) => text.split('.')[1]?.length ?? 0));
  const total = plain.reduce((all, text) => {
    const [whole = '0', fraction = ''] = text.split('.');
    return all + BigInt(`${whole}${fraction.padEnd(digits, '0')}`);
  }, 0n);
  const size = (total < 0n ? -total : total).toString().padStart(digits + 1, '0');
  const head = `${total < 0n ? '-' : ''}${size.slice(0, size.length - digits)}`;
  return digits === 0 ? head : `${head}.${size.slice(size.length - digits)}`;
}

/** `a - b`, exactly. */
export const difference = (a: string | null, b: string | null): string => sumOf([a, b === null ? null : b.startsWith('-') ? b.slice(1) : `-${b}`]);
