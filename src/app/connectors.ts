import type { Connector } from '../connectors/kit/types.ts';
import { sapS4 } from '../connectors/sap-s4/index.ts';

/** Every connector that ships. */
export const connectors: readonly Connector[] = [sapS4];
