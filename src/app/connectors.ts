import type { Connector } from '../connectors/kit/types.ts';
import { d365Bc } from '../connectors/d365-bc/index.ts';
import { d365Fo } from '../connectors/d365-fo/index.ts';
import { fileErp } from '../connectors/file/index.ts';
import { oracleFusion } from '../connectors/oracle-fusion/index.ts';
import { sapB1 } from '../connectors/sap-b1/index.ts';
import { sapS4 } from '../connectors/sap-s4/index.ts';
import { tally } from '../connectors/tally/index.ts';
import { tryton } from '../connectors/tryton/index.ts';

/** Every connector that ships. */
export const connectors: readonly Connector[] = [sapS4, sapB1, oracleFusion, d365Fo, d365Bc, tally, tryton, fileErp];
