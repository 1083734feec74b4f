import { IconEye, IconEyeOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CaseEvent, CasePage, Decision } from '../../../modules/exceptions/contract.ts';
import { When } from '../figures.tsx';
import { Quoted } from '../text/quoted.tsx';
import { useWords } from '../use-words.ts';
import classes from './case.module.css';
import { Block } from './facts.tsx';

const idOf = (actor: string): string => actor.replace(/^person:/, '');

/** The name of somebody of the case, by their id or as an actor; null for nobody known, and for machines. */
export function nameIn(page: CasePage, actor: string): string | null {
  if (/^(system|customer):/.test(actor)) return null;
  const person = idOf(actor);
  if (person === idOf(page.requestedBy) && page.requestedByName !== '') return page.requestedByName;
  return page.tellings.find((each) => each.person === person)?.name ?? page.decisions.find((each) => idOf(each.by) === person)?.name ?? null;
}

/** The name of whoever asked: a person, the customer, or the product itself. */
export function Requester({ page }: { readonly page: CasePage }): ReactNode {
  const { t } = useWords();
  const [kind] = page.requestedBy.split(':');
  return kind === 'system' || kind === 'customer' ? t(`actor.${kind}`) : <bdi>{page.requestedByName}</bdi>;
}

/** Who was told, who has seen it, and how many of how many have agreed. */
export function People({ page }: { readonly page: CasePage }): ReactNode {
  const { t } = useWords();
  return (
    <Block title={t('approvals:people.title')}>
      <p className={classes['lead']}>{t('approvals:people.agreed', { agreed: page.personsAgreed, needed: page.personsNeeded })}</p>
      {page.tellings.length === 0 ? <p className={classes['dim']}>{t('approvals:people.nobody')}</p> : null}
      <ul className={classes['people']}>
        {page.tellings.map((telling) => (
          <li key={`${telling.person}-${telling.tier}`}>
            {telling.ackedAt === null ? <IconEyeOff size={15} /> : <IconEye size={15} color="var(--k-ok)" />}
            <span className={classes['person']}>
              <bdi>{telling.name}</bdi>
              <small className={classes['dim']}>
                {telling.role === 'forwarded' ? t('approvals:people.shown') : t(`roles.${telling.role}`)} · {t('approvals:tier', { no: telling.tier })}
                {telling.insteadOf === null ? null : ` · ${t('approvals:people.instead', { name: nameIn(page, telling.insteadOf) ?? '–' })}`}
              </small>
            </span>
            <small className={classes['dim']}>
              {telling.ackedAt === null ? (
                <>
                  {t(telling.remindedAt === null ? 'approvals:people.told' : 'approvals:people.reminded')} <When at={telling.remindedAt ?? telling.toldAt} />
                </>
              ) : (
                <>
                  {t('approvals:people.seen')} <When at={telling.ackedAt} />
                </>
              )}
            </small>
          </li>
        ))}
      </ul>
    </Block>
  );
}

/** What was decided, each decision kept with its reason. */
export function Decisions({ page }: { readonly page: CasePage }): ReactNode {
  const { t } = useWords();
  if (page.decisions.length === 0) return null;
  return (
    <Block title={t('approvals:decisions.title')}>
      <ol className={classes['story']}>
        {page.decisions.map((decision) => (
          <li key={decision.seq}>
            <When at={decision.at} style="moment" />
            <span>
              <DecisionWords decision={decision} currency={page.currency} />
              {decision.reason === '' ? null : (
                <blockquote className={classes['quote']}>
                  <Quoted words={decision.reason} max={500} />
                </blockquote>
              )}
            </span>
          </li>
        ))}
      </ol>
    </Block>
  );
}

/** One decision as a sentence: who chose what, until when, at which price, by which way. */
export function DecisionWords({ decision, currency }: { readonly decision: Decision; readonly currency: string | null }): ReactNode {
  const { say } = useWords();
  const facts = { ...decision.terms, name: decision.name, until: decision.until };
  // of several lines no one price can be said
  const { unitMinor, quantityMilli } = decision.terms;
  const variant = typeof unitMinor !== 'number' ? 'named' : decision.choice === 'counter' && typeof quantityMilli === 'number' ? 'quantity' : undefined;
  return (
    <>
      {say('decided', decision.choice, facts, currency, variant)} <span className={classes['dim']}>({say('way', decision.way)})</span>
    </>
  );
}

/** The case's own story, oldest first. */
export function Story({ page }: { readonly page: CasePage }): ReactNode {
  const { t } = useWords();
  return (
    <details className={classes['block']}>
      <summary>
        <h3>{t('approvals:story.title')}</h3>
      </summary>
      <ol className={classes['story']}>
        {page.story.map((event) => (
          <li key={event.seq}>
            <When at={event.at} style="moment" />
            <StoryLine page={page} event={event} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function StoryLine({ page, event }: { readonly page: CasePage; readonly event: CaseEvent }): ReactNode {
  const { say } = useWords();
  const person = event.facts['person'];
  const about = typeof person === 'string' ? nameIn(page, person) : null;
  const actor = nameIn(page, event.actor);
  return (
    <span>
      {say('case_event', event.what, { ...event.facts, ...(about === null ? {} : { name: about }) }, page.currency)}
      {actor === null ? null : (
        <span className={classes['dim']}>
          {' '}
          · <bdi>{actor}</bdi>
        </span>
      )}
    </span>
  );
}
