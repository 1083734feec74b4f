import { demoD365Bc } from './d365-bc.ts';
import { demoD365Fo } from './d365-fo.ts';
import { demoFileErp } from './file.ts';
import type { DemoErpId } from './ids.ts';
import { demoOracle } from './oracle-fusion.ts';
import { demoSapB1 } from './sap-b1.ts';
import { demoSapS4 } from './sap-s4.ts';
import { demoTally } from './tally.ts';
import type { DemoErp } from './types.ts';

export type { DemoErp, ErpSignIn } from './types.ts';

const erps: Readonly<Record<DemoErpId, DemoErp>> = {
  'sap-s4': demoSapS4,
  'sap-b1': demoSapB1,
  'oracle-fusion': demoOracle,
  'd365-fo': demoD365Fo,
  'd365-bc': demoD365Bc,
  tally: demoTally,
  file: demoFileErp,
};

/** The ERP of an id. */
export const demoErpOf = (id: DemoErpId): DemoErp => erps[id];
