/** `npm run bench -- orders [--quick] [--json] [--seed N] [--no-growth]`: see README.md beside this file. */
import { parseArgs } from 'node:util';
import { ordersText } from './orders-report.ts';
import { benchOrders, quickPlan, wholePlan } from './orders.ts';

const { values, positionals } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: true },
    seed: { type: 'string', default: '1' },
  },
  allowNegative: true,
  allowPositionals: true,
});

const benches: Readonly<Record<string, () => Promise<void>>> = {
  async orders() {
    const plan = { ...(values.quick ? quickPlan : wholePlan), seed: Number(values.seed) };
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
