import type { Choice, Decision } from '../contract.ts';
import { isRequester, type Case } from './case.ts';

type Judged = Pick<Case, 'version' | 'decisions' | 'requesters' | 'requestedBy'>;

/** Choices by which people agree to something, as many different people as the case needs. The others need one. */
const agreeing: ReadonlySet<Choice> = new Set(['approve', 'approve_until', 'counter', 'accept']);

/** True for a choice that needs as many different people as the case asks for. */
export const needsAgreement = (choice: Choice): boolean => agreeing.has(choice);

/** A value as text that does not depend on the order of its keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
    .join(',')}}`;
}

/** What was agreed to: the same text means the same choice with the same terms. */
export const termsKey = (one: Pick<Decision, 'choice' | 'until' | 'terms'>): string => canonical([one.choice, one.until, one.terms]);

/** The newest choice of each person that counts for the present version, by actor text. */
export function standingChoices(file: Pick<Case, 'version' | 'decisions'>): ReadonlyMap<string, Decision> {
  const mine = file.decisions.filter((one) => one.caseVersion === file.version);
  return new Map(mine.map((one) => [one.by, one]));
}

/** Agreements that count: of the present version, and not of somebody who has asked for the case themselves meanwhile. */
const agreements = (file: Judged): readonly Decision[] =>
  [...standingChoices(file).values()].filter((one) => needsAgreement(one.choice) && !isRequester(file, one.by)).toSorted((a, b) => a.seq - b.seq);

/** The different people who agreed to exactly this, in the order in which they did. */
export const agreedTo = (file: Judged, key: string): readonly string[] =>
  agreements(file)
    .filter((one) => termsKey(one) === key)
    .map((one) => one.by);

/** How many different people stand behind what most of them agree on. */
export function countAgreed(file: Judged): number {
  const keys = agreements(file).map(termsKey);
  return Math.max(0, ...keys.map((key) => keys.filter((one) => one === key).length));
}
