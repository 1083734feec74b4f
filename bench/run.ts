/** `npm run bench -- orders|matching|learning|external|pricing|desk-queue|desk-scroll|erp [options]`: see README.md beside this file. */
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
    data: { type: 'string' },
    sizes: { type: 'string', default: '300,3000,30000' },
    weeks: { type: 'string', default: '12' },
    wrong: { type: 'boolean', default: false },
    training: { type: 'boolean', default: true },
  },
  allowNegative: true,
  allowPositionals: true,
});

const tell = (line: string): void => console.error(`  ${line} …`);
const show = <T>(result: T, textOf: (result: T) => string): void => console.log(values.json ? JSON.stringify(result, null, 2) : `\n${textOf(result)}`);

const benches: Readonly<Record<string, () => Promise<void>>> = {
  async orders() {
    const base = values.quick ? quickPlan : wholePlan;
    const plan = { ...base, seed: Number(values.seed), perSecond: Number(values.rate ?? base.perSecond), seconds: Number(values.for ?? base.seconds) };
    const result = await benchOrders(values.growth ? plan : { ...plan, pasts: [] }, tell);
    show(result, ordersText);
  },
  async matching() {
    const { benchMatching, matchingText } = await import('./matching/matching.ts');
    const plan = { data: values.data ?? null, sizes: values.sizes.split(',').map(Number), seed: Number(values.seed) };
    show(await benchMatching(plan, tell), matchingText);
  },
  async external() {
    const { benchExternal, externalText } = await import('./external/external.ts');
    show(benchExternal(values.quick ? 300 : 2000, tell), externalText);
  },
  async pricing() {
    const { benchPricing, pricingText, quickPricing, wholePricing } = await import('./pricing/pricing.ts');
    show(await benchPricing({ ...(values.quick ? quickPricing : wholePricing), seed: Number(values.seed) }, tell), pricingText);
  },
  async 'desk-queue'() {
    const { benchDeskQueue, deskQueueText } = await import('./desk-queue.ts');
    show(await benchDeskQueue(values.quick ? [500, 5_000] : [500, 5_000, 50_000], values.quick ? 10 : 30, tell), deskQueueText);
  },
  async 'desk-scroll'() {
    const { benchDeskScroll, deskScrollText } = await import('./desk-scroll.ts');
    const plan = { openOrders: 5_000, perSecond: 5, wheelPx: 240, wheelMs: 40, rows: values.quick ? 1_000 : 5_000 };
    show(await benchDeskScroll(plan, tell), deskScrollText);
  },
  async erp() {
    const { benchErp, erpText, quickErp, wholeErp } = await import('./erp/erp.ts');
    show(await benchErp(values.quick ? quickErp : wholeErp, tell), erpText);
  },
  async learning() {
    const { benchLearning, learningText } = await import('./learning/learning.ts');
    const crowd = values.quick ? { people: 20, habits: 15, linesAWeek: 8 } : { people: 60, habits: 25, linesAWeek: 8 };
    const plan = { data: values.data ?? null, weeks: Number(values.weeks), seed: Number(values.seed), crowd, trained: values.training };
    show(benchLearning(plan, tell), (result) => learningText(result, values.wrong));
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
