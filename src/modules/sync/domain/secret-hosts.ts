const webAddress = /^https?:\/\/[^/?#\s]+/i;

/** Scheme, host and port of every web address among these settings, however deep, in small letters. */
function hostsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [...(webAddress.exec(value.trim()) ?? [])].map((host) => host.toLowerCase());
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(hostsIn);
}

/** Whether these settings name a host that the ones before did not: secrets that were given for those must not be sent there. */
export function goesElsewhere(before: unknown, after: unknown): boolean {
  const known = new Set(hostsIn(before));
  return hostsIn(after).some((host) => !known.has(host));
}
