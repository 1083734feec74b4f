import type { Journal } from '../kit/index.ts';
import { changed, create, masterOf } from './company/company.ts';
import type { Company, Entity } from './company/company.ts';
import { companyNamed, keep, remove } from './company/program.ts';
import type { JournalRecord, Program } from './company/program.ts';
import type { Fields } from './program/xml.ts';

/** What somebody does who sits before the program: masters and vouchers change without us. */
export interface TallyUser {
  /** Saves an object again with other fields. */
  alter(company: string, entity: Entity, fields: Fields): Entity;
  /** A new master. */
  add(company: string, type: string, fields: Fields): Entity;
  /** Deletes an object. Nothing tells of it afterwards. */
  remove(company: string, entity: Entity): void;
  /** The master of a name or alias. */
  master(company: string, type: string, name: string): Entity | undefined;
  /** Splits the company at a year's end: another id, and every counter starts anew. Not kept over a restart of the sandbox. */
  split(company: string): void;
}

/** Builds the user of a program. */
export function createUser(program: Program, journal: Journal<JournalRecord>, tell: (event: string, subject: string) => void): TallyUser {
  const open = (name: string): Company => {
    const company = companyNamed(program, name);
    if (!company) throw new Error(`no company ${name} is open`);
    return company;
  };
  const kept = (company: Company, entity: Entity): Entity => {
    // on the disk soon after; a user sees no answer that would promise it
    void keep(program, journal, { t: 'entity', company: company.name, entity, at: new Date().toISOString() });
    tell('order.changed', String(entity.masterId));
    return entity;
  };
  return {
    alter: (name, entity, fields) => {
      const company = open(name);
      return kept(company, changed(company, entity, { ...entity.fields, ...fields }));
    },
    add: (name, type, fields) => {
      const company = open(name);
      return kept(company, create(company, type, fields));
    },
    remove: (name, entity) => {
      const company = open(name);
      remove(company, entity.type, entity.masterId);
      void keep(program, journal, { t: 'gone', company: company.name, type: entity.type, masterId: entity.masterId });
    },
    master: (name, type, key) => masterOf(open(name), type, key),
    split: (name) => {
      const company = open(name);
      company.guid = `${company.guid.slice(0, -4)}5p1t`;
      company.changes = 0;
      company.lastMasterChange = 0;
      company.lastVoucherChange = 0;
      for (const group of company.entities.values())
        for (const entity of group.values()) {
          company.changes += 1;
          entity.alterId = company.changes;
          if (entity.type === 'Voucher') company.lastVoucherChange = company.changes;
          else company.lastMasterChange = company.changes;
        }
    },
  };
}
