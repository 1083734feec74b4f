import { currencyDigits, scaledToText } from '../../kernel/money.ts';
import { milliToText } from '../../kernel/quantity.ts';
import type { OrderPage } from '../../modules/orders/contract.ts';
import type { Played } from './play.ts';

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** The life line of one order: message, lines, checks, ERP number, milliseconds a stage. */
export function lifeLine(said: readonly string[], order: OrderPage): string {
  const stages = Object.entries(order.stages).map(([stage, ms]) => `${stage} ${ms} ms`);
  const passed = order.checks.filter((check) => check.outcome === 'pass').length;
  const others = order.checks.filter((check) => check.outcome !== 'pass').map((check) => `${check.name}: ${check.outcome}`);
  const net =
    order.netMinor === null || order.currency === null ? '' : `, ${order.currency} ${scaledToText(order.netMinor, currencyDigits(order.currency), true)}`;
  return [
    `  ${order.customerName ?? order.sender ?? ''} wrote: ${said.map((text) => `“${text}”`).join(' ')}`,
    ...order.lines.map((line) => `    “${line.words}” → ${milliToText(line.quantityMilli ?? 0)} ${line.uom ?? ''} ${line.sku ?? '?'} ${line.itemName ?? ''}`),
    `    checks: ${passed} passed${others.length > 0 ? `; ${others.join(', ')}` : ''}${net}`,
    `    ${order.number} → ERP order ${order.erpNumber ?? '(none)'} (reference ${order.erpReference ?? '-'}), ${order.state}`,
    `    ${stages.join(' · ')}`,
  ].join('\n');
}

const columns = ['', 'conversation', 'ended as', 'ERP order', 'lines', 'ours', 'customer', 'ERP'] as const;

/** A table of what happened to each conversation, with the clock split. */
export function table(played: readonly Played[]): string {
  const rows = played.map(({ scene, state, lines, order, asExpected }) => [
    asExpected ? 'ok' : 'NO',
    scene.name,
    state,
    order?.erpNumber ?? '-',
    lines.join(', ') || '-',
    order === null ? '-' : seconds(order.clock.ours),
    order === null ? '-' : seconds(order.clock.customer),
    order === null ? '-' : seconds(order.clock.erp),
  ]);
  const widths = columns.map((column, index) => Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  const wrong = played
    .filter((each) => !each.asExpected)
    .map(
      (each) =>
        `  ${each.scene.name}: expected ${each.scene.ending.state} with ${each.scene.ending.lines.join(', ') || 'no lines'}, orders in the ERP ${each.inErp}`,
    );
  return [line(columns), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line), ...wrong].join('\n');
}
