import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { roles } from '../../modules/identity/contract.ts';
import { caseKinds, caseStates, choices, decisionWays, exceptionRefusals } from '../../modules/exceptions/contract.ts';
import { conversationStates, intakeRefusals } from '../../modules/intake/contract.ts';
import { checkOutcomes, clockOwners, orderRefusals, orderStates, rejectOrderSchema } from '../../modules/orders/contract.ts';
import { priceVerdicts } from '../../modules/pricing/contract.ts';
import { changeSalesOrderSchema, commandStates, createSalesOrderSchema, postingSchemas, setupRefusals, syncRefusals } from '../../modules/sync/contract.ts';
import { stockStatuses } from '../../modules/stock/contract.ts';
import { actions } from '../ui/keys/key-map.ts';
import { languages, type Language } from '../ui/text/format.ts';
import { placeholdersOf } from '../ui/text/sentence.ts';

const here = import.meta.dirname;
const web = path.dirname(here);
const namespaces = readdirSync(path.join(here, 'en')).map((file) => path.basename(file, '.json'));

function flat(value: unknown, at = ''): [string, string][] {
  if (typeof value === 'string') return [[at, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => flat(inner, at === '' ? name : `${at}.${name}`));
}

const words = (language: Language, namespace: string): Map<string, string> =>
  new Map(flat(JSON.parse(readFileSync(path.join(here, language, `${namespace}.json`), 'utf8'))));

const plural = /_(zero|one|two|few|many|other)$/;
/** Keys with plural forms folded into one: what a screen asks for. */
const asked = (keys: Iterable<string>, all: ReadonlyMap<string, string>): Set<string> =>
  new Set([...keys].map((key) => (all.has(key.replace(plural, '_other')) && plural.test(key) ? key.replace(plural, '') : key)));

// Names, abbreviations and patterns that are the same in every language.
const mayStayLatin =
  /^(?:[\s\d·().,:/+–−-]|\{\{\w+\}\}|ERP|PO|IT|WhatsApp|SAP S\/4HANA|SAP Business One|Oracle Fusion Cloud|Dynamics 365 Finance|Dynamics 365 Business Central|TallyPrime|Tryton)*$/;
const scripts: Partial<Record<Language, RegExp>> = { hi: /\p{Script=Devanagari}/u, ar: /\p{Script=Arabic}/u };

describe.each(languages.filter((language) => language !== 'en'))('%s', (language) => {
  it.each(namespaces)('has every sentence of %s, and no other', (namespace) => {
    const english = words('en', namespace);
    const other = words(language, namespace);
    expect([...asked(other.keys(), other)].sort()).toEqual([...asked(english.keys(), english)].sort());
  });

  it.each(namespaces)('asks for the same facts in %s', (namespace) => {
    const english = words('en', namespace);
    for (const [key, text] of words(language, namespace)) {
      const own = english.get(key) ?? english.get(key.replace(plural, '_other')) ?? '';
      const facts = new Set(placeholdersOf(own));
      // A language may say "two checks" in words, so a plural form may leave the count out; nothing may ask for more.
      for (const fact of placeholdersOf(text)) expect(facts, `${key}: ${fact}`).toContain(fact);
      if (!plural.test(key)) expect(new Set(placeholdersOf(text)), key).toEqual(facts);
    }
  });

  it.each(namespaces)('is really translated in %s', (namespace) => {
    for (const [key, text] of words(language, namespace)) expect(mayStayLatin.test(text) || scripts[language]?.test(text), `${key}: ${text}`).toBe(true);
  });
});

describe('plural forms', () => {
  it.each(languages)('are complete in %s', (language) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const namespace of namespaces) {
      const all = words(language, namespace);
      for (const key of all.keys()) {
        if (!key.endsWith('_other') || !all.get(key)?.includes('{{count}}')) continue;
        for (const form of forms) expect(all.has(key.replace(plural, `_${form}`)), `${namespace}:${key} ${form}`).toBe(true);
      }
    }
  });
});

/** The names of all fields that a command to an ERP can have, at any depth. */
function fieldNames(shape: unknown): readonly string[] {
  if (typeof shape !== 'object' || shape === null) return [];
  return Object.entries(shape).flatMap(([name, inner]) => (name === 'properties' ? Object.keys(inner as object) : []).concat(fieldNames(inner)));
}
const sentFields = [createSalesOrderSchema, changeSalesOrderSchema, ...Object.values(postingSchemas)].flatMap((schema) => fieldNames(z.toJSONSchema(schema)));

describe('codes', () => {
  const codes = words('en', 'codes');
  const common = words('en', 'common');
  const expected: readonly (readonly [string, readonly string[]])[] = [
    ['state', orderStates],
    ['owner', clockOwners],
    ['outcome', checkOutcomes],
    ['refusal', [...orderRefusals, ...intakeRefusals]],
    ['conversation', conversationStates],
    ['reject', rejectOrderSchema.shape.reason.options],
    ['waiting', ['needs_customer', 'needs_desk', 'credit_hold', 'erp_rejected', 'unknown_sender', ...rejectOrderSchema.shape.reason.options]],
    ['command', commandStates],
    ['erp_refusal', [...syncRefusals, ...setupRefusals]],
    ['sent_field', sentFields],
    ['stock_status', stockStatuses],
    ['case_kind', caseKinds],
    ['case_state', caseStates],
    ['case_refusal', exceptionRefusals],
    ['decided', choices],
    ['way', decisionWays],
    ['verdict', priceVerdicts],
    ['case_rule', priceVerdicts],
  ];

  it.each(expected)('have a sentence for every %s of the contracts', (group, all) => {
    for (const code of all) expect(codes.has(`${group}.${code}`), `${group}.${code}`).toBe(true);
  });

  it('have a word for every choice: on its button, above its form, and to send it', () => {
    const approvals = words('en', 'approvals');
    for (const choice of choices) for (const place of ['choice', 'form', 'send']) expect(approvals.has(`${place}.${choice}`), `${place}.${choice}`).toBe(true);
  });

  it('have words for every role and key', () => {
    for (const role of roles) expect(common.has(`roles.${role}`), role).toBe(true);
    for (const action of actions) expect(common.has(`keys.${action}`), action).toBe(true);
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return sources(full);
    return /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.') ? [full] : [];
  });
}

describe('screens', () => {
  const all = new Set(
    namespaces.flatMap((namespace) =>
      [...asked(words('en', namespace).keys(), words('en', namespace))].map((key) => (namespace === 'common' ? key : `${namespace}:${key}`)),
    ),
  );

  it('ask only for sentences that exist', () => {
    for (const file of sources(web)) {
      for (const match of readFileSync(file, 'utf8').matchAll(/\bt\(\s*'([\w.:]+)'/g))
        expect(all, `${path.relative(web, file)}: ${match[1]}`).toContain(match[1]);
    }
  });

  it('write no words of their own between tags', () => {
    for (const file of sources(web).filter((name) => name.endsWith('.tsx'))) {
      const text = readFileSync(file, 'utf8').replaceAll('Karkhana', '');
      const loose = [...text.matchAll(/<\/?[a-zA-Z][\w.]*[^<>{}]*>\s*([A-Za-z]{3,}[^<>{}=;()]*)</g)].map((match) => match[1]?.trim());
      expect(loose, path.relative(web, file)).toEqual([]);
    }
  });
});
