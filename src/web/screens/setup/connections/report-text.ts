import type { ConnectionPage } from '../../../../modules/sync/contract.ts';

/** The doctor's report as plain English text, the worst first: it goes to whoever looks after the ERP, in a mail or a ticket. */
export function reportText(
  { id, vendor, product, host }: Pick<ConnectionPage, 'id' | 'vendor' | 'product' | 'host'>,
  { at, findings }: NonNullable<ConnectionPage['doctor']>,
): string {
  const order = ['bad', 'warn', 'ok'] as const;
  const width = Math.max(0, ...findings.map(({ about }) => about.length));
  const lines = order.flatMap((state) =>
    findings.filter((finding) => finding.state === state).map(({ about, what, text }) => `${state.padEnd(4)}  ${about.padEnd(width)}  ${what}: ${text}`),
  );
  const counted = order.map((state) => `${findings.filter((finding) => finding.state === state).length} ${state}`).join(', ');
  const where = [`${vendor} ${product}`, host].filter((part) => part !== '').join(' at ');
  return [`Karkhana ERP doctor: ${id} (${where})`, `Looked at ${at}: ${counted}`, '', ...lines].join('\n');
}
