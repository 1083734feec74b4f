/** `npm run bench -- orders [--quick] [--json] [--seed N] [--no-growth] [--rate N] [--for SECONDS]`: see README.md beside this file. */
import { parseArgs } from 'node:util';
import { ordersText } from './orders-report.ts';
import { benchOrders, quickPlan, wholePlan } from './orders.ts';

const { values, positionals } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: true },
    seed: { type: 'string', default: '1' },
    rate: { type: 'string' },
    for: { type: 'string' },
  },
  allowNegative: true,
  allowPositionals: true,
});

const benches: Readonly<Record<string, () => Promise<void>>> = {
  async orders() {
    const base = values.quick ? quickPlan : wholePlan;
    const plan = { ...base, seed: Number(values.seed), perSecond: Number(values.rate ?? base.perSecond), seconds: Number(values.for ?? base.seconds) };
    const result = await benchOrders(values.growth ? plan : { ...plan, pasts: [] }, (line) => console.error(`  ${line} …`));
    console.log(values.json ? JSON.stringify(result, null, 2) : `\n${ordersText(result)}`);
  },
};

const name = positionals[0] ?? 'orders';
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (!bench) {
  console.error(`There is no bench ${name}; there are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
await bench();
process.exit(0);
