import type { ApprovalPolicy, BackTest, CustomerScope, Floor, ItemScope, Sale } from '../../contract.ts';
import { lessBp } from '../../../../kernel/ratio.ts';
import { customerKeys, itemKeys, keysOfCustomer, keysOfItem } from '../scope.ts';
import { listOf, type History } from './history.ts';
import { floorLimits } from './limits.ts';
import { countLine, newTally, resultOf } from './tally.ts';

/** A back-test under way. Sales must be told item by item, and those of one item by day; those before `from` are only looked back on. */
export interface RunningBackTest {
  tell(sale: Sale): void;
  result(): BackTest;
}

/** The days that are tested. */
export interface TestedDays {
  readonly from: string;
  readonly days: number;
}

/**
 * What a floor would have blocked: lines of its items and customers that brought less than its limit, whatever its own days of validity are.
 * Held against the invoiced price: what was given off invoice is not in it, so the floor would have blocked these or more.
 */
export function testFloor(floor: Floor, history: History, { from, days }: TestedDays): RunningBackTest {
  const tally = newTally();
  const limits = floorLimits(history, floor.limit.kind === 'last_days' ? [floor.limit.days] : []);
  const fits = scopeFilter(history, floor.items, floor.customers);
  return {
    tell: (sale) => {
      const limit = sale.on >= from && fits(sale) ? limits.limitOf(floor, sale) : null;
      limits.tell(sale);
      if (limit !== null) countLine(tally, sale, limit);
    },
    result: () => resultOf(tally, { days, currency: currencyOf(floor, history) }),
  };
}

const currencyOf = (floor: Floor, history: History): string => (floor.limit.kind === 'absolute' ? floor.limit.currency : history.currency);

/** What an approval policy would have sent to somebody: lines with a larger discount off list than goes by itself. */
export function testPolicy(policy: ApprovalPolicy, history: History, { from, days }: TestedDays): RunningBackTest {
  const tally = newTally();
  return {
    tell: (sale) => {
      const ours = sale.on >= from && sale.currency === history.currency && history.customers.has(sale.customer);
      const list = ours ? listOf(history, sale) : null;
      if (list !== null) countLine(tally, sale, lessBp(list, policy.autoUpToBp));
    },
    result: () => resultOf(tally, { days, currency: history.currency }),
  };
}

/** Whether a sale is of the items and customers of a rule, in the currency that it is counted in. */
function scopeFilter(history: History, items: ItemScope, customers: CustomerScope): (sale: Sale) => boolean {
  const [wantedItems, wantedCustomers] = [new Set(itemKeys(items)), new Set(customerKeys(customers))];
  const fitting = new Map<string, boolean>();
  const remembered = (key: string, keysOf: () => readonly string[], wanted: ReadonlySet<string>): boolean => {
    const found = fitting.get(key) ?? keysOf().some((each) => wanted.has(each));
    fitting.set(key, found);
    return found;
  };
  return (sale) => {
    const [item, customer] = [history.items.get(sale.sku), history.customers.get(sale.customer)];
    if (item === undefined || customer === undefined) return false;
    return remembered(`i${sale.sku}`, () => keysOfItem(item), wantedItems) && remembered(`c${sale.customer}`, () => keysOfCustomer(customer), wantedCustomers);
  };
}
