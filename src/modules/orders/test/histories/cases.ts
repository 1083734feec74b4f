import { addMs } from '../../../../kernel/time.ts';
import { nextState } from '../../../../kernel/machine.ts';
import type { DecideCase, DecisionWay, RaiseCase, Telling } from '../../../exceptions/contract.ts';
import { isRequester, type Case, type Viewer } from '../../../exceptions/domain/case.ts';
import { caseMachine, isOpen, type CaseEventName } from '../../../exceptions/domain/case-machine.ts';
import { changedParts, contentOf } from '../../../exceptions/domain/content.ts';
import { decide } from '../../../exceptions/domain/decide.ts';
import { nextDueAt, whatIsDue } from '../../../exceptions/domain/ladder.ts';
import { holdKey } from '../../domain/price-request/offer.ts';
import { newId, type Play } from './play.ts';
import { people } from './world.ts';

const keep = (play: Play, file: Case): Case => {
  const saved = { ...file, nextAt: nextDueAt(file) };
  play.cases = play.cases.some((one) => one.id === file.id) ? play.cases.map((one) => (one.id === file.id ? saved : one)) : [...play.cases, saved];
  return saved;
};

const step = (file: Case, event: CaseEventName): Case | null => {
  const state = nextState(caseMachine, file.state, event);
  return state === null ? null : { ...file, state };
};

const tell = (play: Play, file: Case, person: Viewer, role: string, tier: number): Telling => ({
  person: person.id,
  name: person.name,
  role,
  tier,
  insteadOf: null,
  toldAt: play.now,
  remindedAt: null,
  ackedAt: null,
});

/** Asks the next step; the one after it too while nobody may decide. */
function askNext(play: Play, file: Case): Case {
  const next = file.steps[file.stepsAsked];
  if (next === undefined) return file;
  const able = people.flatMap((person) => {
    const role = next.roles.find((one) => person.roles.includes(one));
    return role === undefined || isRequester(file, person.id) || person.customers.includes(file.customer ?? '')
      ? []
      : [tell(play, file, person, role, next.tier)];
  });
  const asked: Case = { ...file, stepsAsked: file.stepsAsked + 1, stepAt: play.now, reminded: false, tellings: [...file.tellings, ...able] };
  return able.length === 0 ? askNext(play, asked) : asked;
}

const openOf = (play: Play, kind: Case['kind'], key: string): Case | undefined =>
  play.cases.find((one) => one.kind === kind && one.key === key && isOpen(one.state));

/** Raises a case, or renews the open one of its key; null when there is nobody to be asked. */
export function raise(play: Play, input: RaiseCase): Case | null {
  if (input.steps.length === 0) return null;
  const content = contentOf(input);
  const deadlineAt = input.deadlineAt as Case['deadlineAt'];
  const standing = openOf(play, input.kind, input.key);
  if (standing === undefined) {
    const fresh = { number: '', versionAt: play.now, stepsAsked: 0, stepAt: play.now, reminded: false, nextAt: null, outcome: null };
    const file: Case = {
      ...content,
      ...fresh,
      id: newId(play, 'case'),
      kind: input.kind,
      key: input.key,
      state: caseMachine.initial,
      version: 1,
      company: input.company,
      requestedBy: input.requestedBy,
      requesters: [input.requestedBy],
      deadlineAt,
      raisedAt: play.now,
      ackedAt: null,
      decidedAt: null,
      tellings: [],
      decisions: [],
    };
    return keep(play, askNext(play, file));
  }
  const requesters = [...new Set([...standing.requesters, input.requestedBy])];
  if (changedParts(standing, content).length === 0) return keep(play, { ...standing, deadlineAt, requesters });
  const renewed = step(standing, 'renew');
  if (renewed === null) return standing;
  const version = standing.version + 1;
  let again: Case = {
    ...renewed,
    ...content,
    version,
    versionAt: play.now,
    requestedBy: input.requestedBy,
    requesters,
    deadlineAt,
    stepsAsked: 0,
    tellings: [],
  };
  do again = askNext(play, again);
  while (again.stepsAsked < Math.min(standing.stepsAsked, again.steps.length));
  return keep(play, again);
}

/** The order has left its hold: the open cases of it are void. */
export function withdrawCase(play: Play, orderId: string): void {
  for (const file of play.cases) {
    const gone = file.key === holdKey(orderId) && isOpen(file.state) ? step(file, 'withdraw') : null;
    if (gone !== null) keep(play, gone);
  }
}

/** Somebody chooses; the case as decided, with everybody who stands behind it, or null when it is not decided by this. */
export function choose(
  play: Play,
  file: Case,
  person: Viewer,
  input: DecideCase,
  way: DecisionWay,
): { readonly file: Case; readonly by: readonly string[] } | null {
  const verdict = decide(file, person, input, { way, now: play.now });
  if (!verdict.ok || verdict.value.kind === 'asked' || verdict.value.kind === 'forwarded') return null;
  const chosen: Case = { ...file, decisions: [...file.decisions, verdict.value.decision] };
  if (verdict.value.kind === 'agreed') {
    keep(play, chosen);
    return null;
  }
  const decided = step(chosen, 'decide');
  if (decided === null) return null;
  return { file: keep(play, { ...decided, decidedAt: play.now, outcome: input.choice }), by: verdict.value.by };
}

/** What time does to every case; those that lapsed. */
export function keepTime(play: Play): readonly Case[] {
  return play.cases.flatMap((found) => {
    let file = found;
    for (let due = whatIsDue(file, play.now); due !== null; due = whatIsDue(file, play.now)) {
      const expired = due === 'expire' ? step(file, 'expire') : null;
      if (expired !== null) return [keep(play, expired)];
      file = due === 'escalate' ? askNext(play, file) : { ...file, reminded: true };
    }
    keep(play, file);
    return [];
  });
}

/** So many minutes later. */
export const wait = (play: Play, minutes: number): void => void (play.now = addMs(play.now, minutes * 60_000));
