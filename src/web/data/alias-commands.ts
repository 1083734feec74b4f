import {
  aliasImportSchema,
  aliasPageSchema,
  aliasUndoneSchema,
  type AliasImport,
  type AliasPage,
  type AliasUndone,
  type TeachAlias,
} from '../../modules/intake/contract.ts';
import { ask } from './client.ts';

const at = (id: string): string => `/api/aliases/${encodeURIComponent(id)}`;

/** Says what words mean. */
export const teachAlias = (body: TeachAlias): Promise<AliasPage> => ask(aliasPageSchema, '/api/aliases', { method: 'POST', body });

/** Takes back everything that taught an alias; tells the open orders that it had decided. */
export const removeAlias = (id: string, reason: string): Promise<AliasUndone> =>
  ask(aliasUndoneSchema, `${at(id)}/remove`, { method: 'POST', body: { reason } });

/** Takes back one lesson. */
export const undoLesson = (id: string, lessonId: string): Promise<AliasUndone> =>
  ask(aliasUndoneSchema, `${at(id)}/lessons/${encodeURIComponent(lessonId)}/undo`, { method: 'POST', body: {} });

/** These words never mean this item. */
export const ruleOutAlias = (id: string): Promise<AliasPage> => ask(aliasPageSchema, `${at(id)}/rule-out`, { method: 'POST', body: {} });

/** Makes it valid for everybody of the region or the company. */
export const promoteAlias = (id: string, scope: 'region' | 'company'): Promise<AliasPage> =>
  ask(aliasPageSchema, `${at(id)}/promote`, { method: 'POST', body: { scope } });

/** What a part of a file does, or would do without `apply`. */
export const importAliases = (csv: string, apply: boolean): Promise<AliasImport> =>
  ask(aliasImportSchema, '/api/aliases/import', { method: 'POST', body: { csv, apply } });

/** Where the whole library can be had as a file. */
export const aliasExportUrl = '/api/aliases/export';
