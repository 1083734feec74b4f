import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import type { CasePage, Choice, DecideCase } from '../../../modules/exceptions/contract.ts';
import { peopleQuery } from '../../data/case-queries.ts';
import { Button } from '../button.tsx';
import { useMe } from '../me.ts';
import { Notice } from '../states.tsx';
import { useWords } from '../use-words.ts';
import classes from './case.module.css';
import { formOf, mustReason } from './choices.ts';
import { CounterSlider } from './counter-slider.tsx';
import { counteredPrice, counterLines, counterTerms, inTriedQuantities, priceCardOf } from './price-card.ts';
import type { CaseDesk } from './use-case-desk.ts';

interface DecisionFormProps {
  readonly page: CasePage;
  readonly desk: CaseDesk;
  readonly choice: Choice;
}

/** What a choice still needs: a price, a day, a person, a reason. Enter sends it, Escape leaves everything as it was. */
export function DecisionForm({ page, desk, choice }: DecisionFormProps): ReactNode {
  const { t } = useWords();
  const [more, setMore] = useState<Partial<DecideCase>>({});
  const [reason, setReason] = useState('');
  const kind = formOf(choice, page);
  const must = mustReason(choice, page);
  const told = kind === 'counter' ? termsOf(page, desk) : more;
  const ready = isReady(kind, told) && (!must || reason.trim() !== '');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) desk.send(choice, { ...told, reason: reason.trim() });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    desk.close();
  };
  return (
    <form className={classes['form']} aria-label={t(`approvals:form.${choice}`)} onSubmit={send} onKeyDown={onKey}>
      <h3>{t(`approvals:form.${choice}`)}</h3>
      {kind === 'counter' ? <CounterFields page={page} desk={desk} /> : null}
      {kind === 'until' ? <UntilField onUntil={(until) => setMore({ until })} /> : null}
      {kind === 'person' ? <PersonField page={page} onPerson={(forwardTo) => setMore({ forwardTo })} /> : null}
      <ReasonField choice={choice} must={must} focused={kind === 'reason'} value={reason} onValue={setReason} />
      <div className={classes['row']}>
        <Button onClick={desk.close} hint="Escape">
          {t('action.cancel')}
        </Button>
        <Button type="submit" look="primary" hint="Enter" disabled={desk.busy || !ready}>
          {t(`approvals:send.${choice}`)}
        </Button>
      </div>
    </form>
  );
}

function termsOf(page: CasePage, desk: CaseDesk): Partial<DecideCase> {
  const asked = priceCardOf(page);
  const card = asked === null ? null : inTriedQuantities(asked, desk.tried);
  return card === null || counterLines(card).length === 0 ? {} : { terms: counterTerms(card, desk.countered) };
}

function isReady(kind: ReturnType<typeof formOf>, more: Partial<DecideCase>): boolean {
  if (kind === 'counter') return more.terms !== undefined;
  if (kind === 'until') return Boolean(more.until);
  return kind !== 'person' || Boolean(more.forwardTo);
}

interface ReasonFieldProps {
  readonly choice: Choice;
  readonly must: boolean;
  readonly focused: boolean;
  readonly value: string;
  readonly onValue: (reason: string) => void;
}

function ReasonField({ choice, must, focused, value, onValue }: ReasonFieldProps): ReactNode {
  const { t } = useWords();
  const label = choice === 'ask' ? 'approvals:question' : must ? 'approvals:reason' : 'approvals:reason_optional';
  return (
    <label className={classes['field']}>
      {t(label)}
      <input
        type="text"
        dir="auto"
        required={must}
        autoFocus={focused}
        maxLength={500}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
        autoComplete="off"
      />
    </label>
  );
}

const dayAfter = (days: number): string => {
  const day = new Date(Date.now() + days * 86_400_000);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
};

function UntilField({ onUntil }: { readonly onUntil: (until: string) => void }): ReactNode {
  const { t } = useWords();
  const [day, setDay] = useState('');
  const take = (value: string): void => {
    setDay(value);
    onUntil(value);
  };
  return (
    <div className={classes['row']} data-start>
      <label className={classes['field']}>
        {t('approvals:until')}
        <input type="date" required autoFocus dir="ltr" min={dayAfter(0)} value={day} onChange={(event) => take(event.currentTarget.value)} />
      </label>
      {[7, 30, 90].map((days) => (
        <Button key={days} small onClick={() => take(dayAfter(days))} aria-pressed={day === dayAfter(days)}>
          {t('approvals:days', { count: days })}
        </Button>
      ))}
    </div>
  );
}

/** At the desk everybody; by a link those who were told, because it shows nothing but its case. */
function usePeople(page: CasePage): readonly { readonly id: string; readonly name: string }[] {
  const me = useMe();
  const everybody = useQuery(peopleQuery(me !== null)).data?.rows;
  const told = page.tellings.map(({ person, name }) => ({ id: person, name }));
  const people = new Map((everybody ?? told).map((each) => [each.id, each]));
  return [...people.values()].filter((each) => each.id !== me?.id && `person:${each.id}` !== page.requestedBy);
}

function PersonField({ page, onPerson }: { readonly page: CasePage; readonly onPerson: (person: string) => void }): ReactNode {
  const { t } = useWords();
  const people = usePeople(page);
  if (people.length === 0) return <Notice tone="quiet">{t('approvals:forward.nobody')}</Notice>;
  return (
    <label className={classes['field']}>
      {t('approvals:forward.to')}
      <select required autoFocus defaultValue="" onChange={(event) => onPerson(event.currentTarget.value)}>
        <option value="" disabled>
          –
        </option>
        {people.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function CounterFields({ page, desk }: { readonly page: CasePage; readonly desk: CaseDesk }): ReactNode {
  const { t } = useWords();
  const asked = priceCardOf(page);
  const card = asked === null ? null : inTriedQuantities(asked, desk.tried);
  const lines = card === null ? [] : counterLines(card);
  if (card === null || lines.length === 0) return <Notice tone="stop">{t('approvals:counter.impossible')}</Notice>;
  return lines.map((line, i) => (
    <CounterSlider
      key={line.lineId}
      line={line}
      currency={card.currency}
      value={counteredPrice(line, desk.countered)}
      first={i === 0}
      onValue={(unitMinor) => desk.counter(line.lineId, unitMinor)}
      onQuantity={(quantityMilli) => desk.tryQuantity(line.lineId, quantityMilli)}
    />
  ));
}
