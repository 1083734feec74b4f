import type { MappingPreview, MappingRule, RuleFault } from '../../../../modules/sync/contract.ts';

/** What every part of the editor works on. */
export interface Editing {
  readonly rules: readonly MappingRule[];
  /** What the server found wrong with the rules that were last tried or saved. */
  readonly faults: readonly RuleFault[];
  /** What was last seen of the ERP, for suggestions. */
  readonly seen: MappingPreview | null;
  readonly onChange: (rules: readonly MappingRule[]) => void;
}
