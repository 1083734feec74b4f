import type { CompanySeed, Journal } from '../../kit/index.ts';
import { applyEffects } from '../vouchers/effects.ts';
import { createCompany, drop, folded, put } from './company.ts';
import type { Company, Entity } from './company.ts';
import { buildDocuments } from './documents.ts';
import { buildMasters } from './masters.ts';

/** What the journal holds: the whole state of its subject, so that a record may be replayed twice. */
export type JournalRecord =
  | { readonly t: 'start'; readonly today: string }
  | { readonly t: 'entity'; readonly company: string; readonly entity: Entity; readonly at: string }
  | { readonly t: 'gone'; readonly company: string; readonly type: string; readonly masterId: number };

/** The program: companies that are open, and whether it still runs. */
export interface Program {
  readonly companies: ReadonlyMap<string, Company>;
  readonly today: string;
  /** After a crash the port still listens, and nothing answers until somebody starts it again. */
  crashed: boolean;
  /** Objects that were made or changed since the company was built. */
  readonly kept: Map<string, JournalRecord>;
}

/** The program with the companies of the seed. */
export function createProgram(seed: CompanySeed): Program {
  const [first] = seed.companies;
  const companies = seed.companies.map((one) => {
    const orgs = seed.salesOrgs.filter((org) => org.company === one.code);
    const company = createCompany(one.code, one.name, one.currency, '20260401');
    const part = { seed, orgs: new Set(orgs.map((org) => org.code)), plants: new Set(orgs.map((org) => org.plant)), materials: one === first };
    buildMasters(company, part);
    buildDocuments(company, part);
    return company;
  });
  return { companies: new Map(companies.map((company) => [folded(company.name), company])), today: seed.today, crashed: false, kept: new Map() };
}

/** The open company of a name; null when none is open with it. */
export const companyNamed = (program: Program, name: string): Company | null => program.companies.get(folded(name)) ?? null;

/** Takes an object in with what it does to stock and accounts, in place of what its former state did. */
export function enter(company: Company, entity: Entity): void {
  const before = company.entities.get(entity.type.toLowerCase())?.get(entity.masterId);
  const isVoucher = entity.type.toLowerCase() === 'voucher';
  if (before && isVoucher) applyEffects(company, before, -1);
  put(company, entity);
  if (isVoucher) applyEffects(company, entity, 1);
}

/** Saves what a user did so that it outlives a crash of the sandbox. */
export async function keep(program: Program, journal: Journal<JournalRecord>, record: Exclude<JournalRecord, { t: 'start' }>): Promise<void> {
  const id = record.t === 'entity' ? record.entity : record;
  program.kept.set(`${record.company}:${id.type.toLowerCase()}:${id.masterId}`, record);
  await journal.append(record);
}

/** Takes a record of the journal in. */
export function replay(program: Program, record: JournalRecord): void {
  if (record.t === 'start') return;
  const company = companyNamed(program, record.company);
  if (!company) return;
  const id = record.t === 'entity' ? record.entity : record;
  program.kept.set(`${record.company}:${id.type.toLowerCase()}:${id.masterId}`, record);
  if (record.t === 'gone') remove(company, record.type, record.masterId);
  else {
    enter(company, record.entity);
    const { VOUCHERTYPENAME: type, VOUCHERNUMBER: number } = record.entity.fields;
    if (typeof type === 'string' && typeof number === 'string')
      company.numbers.set(folded(type), Math.max(company.numbers.get(folded(type)) ?? 0, Number(number) || 0));
  }
}

/** Takes an object out with what it did. */
export function remove(company: Company, type: string, masterId: number): void {
  const entity = company.entities.get(type.toLowerCase())?.get(masterId);
  if (entity && type.toLowerCase() === 'voucher') applyEffects(company, entity, -1);
  drop(company, type, masterId);
}
