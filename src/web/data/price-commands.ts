import {
  ruleHistorySchema,
  ruleImportSchema,
  type ImportRules,
  type RetireRule,
  type RuleHistory,
  type RuleImport,
  type RuleKind,
  type SaveRule,
} from '../../modules/pricing/contract.ts';
import { ask, queryOf } from './client.ts';

const at = (kind: RuleKind, code: string): string => `/api/pricing/rules/${kind}/${encodeURIComponent(code)}`;

/** Keeps a new version of a rule. */
export const saveRule = (kind: RuleKind, code: string, body: SaveRule): Promise<RuleHistory> =>
  ask(ruleHistorySchema, at(kind, code), { method: 'POST', body });

/** Switches a rule off. */
export const retireRule = (kind: RuleKind, code: string, body: RetireRule): Promise<RuleHistory> =>
  ask(ruleHistorySchema, `${at(kind, code)}/retire`, { method: 'POST', body });

/** What a file does, or would do without `apply`. */
export const importRules = (kind: RuleKind, body: ImportRules): Promise<RuleImport> =>
  ask(ruleImportSchema, `/api/pricing/import/${kind}`, { method: 'POST', body });

/** Where all rules of a kind can be had as a file. */
export const ruleExportUrl = (kind: RuleKind, company: string): string => `/api/pricing/export/${kind}${queryOf({ company })}`;
