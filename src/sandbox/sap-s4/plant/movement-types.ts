import type { StockType } from './types.ts';

/** What a movement type does: which stock it takes from and puts to, what it needs, and what takes it back. */
export interface MovementType {
  /** GoodsMovementCodes with which it may be posted. */
  readonly codes: readonly string[];
  readonly from: StockType | null;
  readonly to: StockType | null;
  /** Goods arrive in the place that is named beside the first. */
  readonly elsewhere: boolean;
  readonly needs: 'cost_centre' | 'order' | 'target' | 'none';
  readonly reversal: string;
}

const out = (from: StockType, needs: MovementType['needs'], reversal: string): MovementType => ({
  codes: ['03'],
  from,
  to: null,
  elsewhere: false,
  needs,
  reversal,
});
const into = (codes: readonly string[], reversal: string): MovementType => ({ codes, from: null, to: '01', elsewhere: false, needs: 'none', reversal });
const within = (from: StockType, to: StockType, reversal: string): MovementType => ({ codes: ['04'], from, to, elsewhere: false, needs: 'none', reversal });
const across = (reversal: string): MovementType => ({ codes: ['04'], from: '01', to: '01', elsewhere: true, needs: 'target', reversal });

/** The movement types of the company; those that take back are posted by cancelling only. */
export const movementTypes: Readonly<Record<string, MovementType>> = {
  '101': into(['01', '02'], '102'),
  '201': out('01', 'cost_centre', '202'),
  '261': out('01', 'order', '262'),
  '301': across('302'),
  '311': across('312'),
  '321': within('02', '01', '322'),
  '322': within('01', '02', '321'),
  '343': within('07', '01', '344'),
  '344': within('01', '07', '343'),
  '349': within('07', '02', '350'),
  '350': within('02', '07', '349'),
  '501': into(['05'], '502'),
  '551': out('01', 'none', '552'),
  '553': out('02', 'none', '554'),
  '555': out('07', 'none', '556'),
  '561': into(['05'], '562'),
  '601': { codes: [], from: '01', to: null, elsewhere: false, needs: 'none', reversal: '602' },
};
