import type { ApprovalPolicy, LeakReason } from '../../contract.ts';
import { lessThan, type Ratio } from '../../../../kernel/ratio.ts';
import type { ApprovalsOfDays } from './approvals-of-days.ts';
import type { DayFloor, FloorsOfDays } from './floors-of-days.ts';
import { goesByItself, type SoldLine } from './sold-line.ts';

/** A version of an approval policy with the business day from which it stood. */
export interface PolicyVersion {
  readonly since: string;
  readonly policy: ApprovalPolicy;
}

/** What stood on the days of the sales. */
export interface RulesOfDays {
  readonly floors: FloorsOfDays;
  readonly approvals: ApprovalsOfDays;
  /** In the order of their versions. */
  readonly policies: readonly PolicyVersion[];
  /** Before the first version of a policy. */
  readonly usual: ApprovalPolicy;
}

/** How a sold line came to its price. `lowest`: the lowest price that was let pass for this customer and item by then. */
export interface JudgedLine {
  readonly reason: LeakReason;
  readonly floor: DayFloor | null;
  readonly belowFloor: boolean;
  readonly lowest: Ratio | null;
}

/** Judges a line by the rules of its day. Lines must be told item by item, and those of one item by day. */
export function judgeLine(line: SoldLine, { floors, approvals, policies, usual }: RulesOfDays): JudgedLine {
  const floor = floors.floorOf(line.sale);
  const belowFloor = floor !== null && lessThan(line.unit, floor.limit);
  const policy = policies.findLast((version) => version.since <= line.sale.on)?.policy ?? usual;
  const alone = goesByItself(line, policy);
  if (!belowFloor && alone) return { reason: line.leakMinor === 0 ? 'at_list' : 'within_authority', floor, belowFloor, lowest: null };
  const { covered, lowest } = approvals.judge(line.sale, line.unit);
  const reason = covered ? 'approved' : belowFloor ? 'below_floor' : 'over_authority';
  return { reason, floor, belowFloor, lowest };
}
