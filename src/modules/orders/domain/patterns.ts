import type { RaiseCase } from '../../exceptions/contract.ts';
import type { CheckResult } from '../contract.ts';

/** So often must the same thing happen before anybody is asked to change something. */
export const patternSize = 3;

/** A check that people let pass again and again for one customer. */
export interface WavedPattern {
  readonly company: string;
  readonly customer: string;
  readonly code: string;
  readonly name: string;
  readonly times: readonly { readonly orderId: string; readonly number: string; readonly actor: string; readonly reason: string; readonly at: string }[];
}

/** A check that fails again and again for the same reason in the master data. */
export interface CausePattern {
  readonly company: string;
  readonly code: string;
  readonly name: string;
  readonly cause: string;
  readonly times: readonly { readonly orderId: string; readonly number: string; readonly at: string }[];
}

/** The proposal to take the check less strictly for the customer, once it was let pass often enough; it changes nothing by itself. */
export function tuningProposal(pattern: WavedPattern): RaiseCase | null {
  if (pattern.times.length < patternSize) return null;
  const { company, customer, code, name, times } = pattern;
  return {
    ...plainCase(company, { noun: 'check', id: `${company}:${customer}:${code}`, label: `${code} ${customer}` }, customer),
    kind: 'tuning_proposal',
    key: `tuning:${company}:${customer}:${code}`,
    card: { code, name, customer, times },
    audiences: [{ role: 'sales_head', question: 'tune_check', facts: { code, name, customer, times: times.length } }],
    steps: [{ tier: 1, roles: ['sales_head', 'owner'], afterMin: 0 }],
    choices: ['accept', 'dismiss'],
  };
}

/** The task to put the master data right, once it has stopped enough orders. */
export function masterDataTask(pattern: CausePattern): RaiseCase | null {
  if (pattern.times.length < patternSize) return null;
  const { company, code, name, cause, times } = pattern;
  return {
    ...plainCase(company, { noun: 'master_data', id: cause, label: cause }, cause.startsWith('customer:') ? cause.slice('customer:'.length) : null),
    kind: 'master_data_task',
    key: `master:${company}:${code}:${cause}`,
    card: { code, name, cause, times },
    audiences: [{ role: 'it', question: 'fix_master_data', facts: { code, name, cause, times: times.length } }],
    steps: [{ tier: 1, roles: ['it', 'sales_head'], afterMin: 0 }],
    choices: ['done', 'dismiss'],
  };
}

const plainCase = (company: string, subject: RaiseCase['subject'], customer: string | null) => ({
  company,
  subject,
  customer,
  amountMinor: null,
  currency: null,
  requestedBy: 'system:orders',
  personsNeeded: 1,
  deadlineAt: null,
});

/** Checks whose failure lies in the master data, and the fact that names what is wrong there. */
const causes: Readonly<Record<string, 'sku' | 'customer' | 'words'>> = {
  V02: 'customer',
  V04: 'sku',
  V06: 'sku',
  V08: 'sku',
  V18: 'sku',
  V24: 'customer',
  V29: 'customer',
};

/** The reasons in the master data for which an order's checks failed, each once. */
export function masterDataCauses(results: readonly CheckResult[]): readonly { readonly code: string; readonly name: string; readonly cause: string }[] {
  const found = results.flatMap((result) => {
    const kind = causes[result.code];
    const value = kind === undefined ? undefined : result.facts[kind];
    if (result.outcome === 'pass' || result.outcome === 'warn' || typeof value !== 'string' || value === '') return [];
    return [{ code: result.code, name: result.name, cause: `${kind}:${value}` }];
  });
  return [...new Map(found.map((each) => [`${each.code} ${each.cause}`, each])).values()];
}
