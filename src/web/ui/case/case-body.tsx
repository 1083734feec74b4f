import type { ReactNode } from 'react';
import type { CasePage, PriceCard } from '../../../modules/exceptions/contract.ts';
import { counterRange } from '../../../modules/exceptions/domain/index.ts';
import { useWords } from '../use-words.ts';
import classes from './case.module.css';
import { CaseLines } from './case-lines.tsx';
import { Before, Block, CustomerFacts, Given, OwnMonth, Peers, StockAngle, Why } from './facts.tsx';
import { MarginPicture } from './margin-picture.tsx';
import { Facts, OtherCard } from './other-card.tsx';
import { Decisions, People, Requester, Story } from './people.tsx';
import { counteredPrice, counterLines, gravestLine, inTriedQuantities, priceCardOf } from './price-card.ts';
import type { CaseDesk } from './use-case-desk.ts';

interface CaseBodyProps {
  readonly page: CasePage;
  readonly desk: CaseDesk;
}

/** Everything that is needed to decide a case, the gravest first. */
export function CaseBody({ page, desk }: CaseBodyProps): ReactNode {
  const card = priceCardOf(page);
  return card === null ? <OtherBody page={page} /> : <PriceBody page={page} card={card} desk={desk} />;
}

function PriceBody({ page, card, desk }: CaseBodyProps & { readonly card: PriceCard }): ReactNode {
  return (
    <>
      <Rules card={card} />
      <div className={classes['blocks']}>
        {page.seesMargins ? <Margins card={card} desk={desk} /> : null}
        <Given card={card} />
      </div>
      <CaseLines card={card} seesMargins={page.seesMargins} />
      <div className={classes['blocks']}>
        <CustomerFacts card={card} seesMargins={page.seesMargins} />
        <Before card={card} />
        <Peers card={card} />
        <OwnMonth page={page} card={card} />
        <Why card={card} by={<Requester page={page} />} />
        <StockAngle card={card} />
        <Decisions page={page} />
        <People page={page} />
      </div>
      <Story page={page} />
    </>
  );
}

/** The picture of margins of the gravest line, with the price that is being tried. */
export function Margins({ card: asked, desk }: { readonly card: PriceCard; readonly desk: CaseDesk }): ReactNode {
  const { t } = useWords();
  const card = desk.open === 'counter' ? inTriedQuantities(asked, desk.tried) : asked;
  const line = gravestLine(card);
  if (line === null) return null;
  const tried = desk.open === 'counter' && counterLines(card).includes(line) ? counteredPrice(line, desk.countered) : null;
  return (
    <Block title={card.lines.length === 1 ? t('approvals:margin.title') : t('approvals:margin.title_of', { item: line.itemName })}>
      <MarginPicture line={line} currency={card.currency} counterMinor={tried} />
    </Block>
  );
}

/** The rules that the request hit, each as a sentence; not those of lines that were let pass before. */
export function Rules({ card }: { readonly card: PriceCard }): ReactNode {
  const { say } = useWords();
  const settled = new Set(card.lines.filter((line) => line.settled).map((line) => line.lineNo));
  const rules = card.rules.filter((rule) => !settled.has(Number(rule.facts['lineNo'])));
  if (rules.length === 0) return null;
  return (
    <ul className={classes['rules']}>
      {rules.map((rule, i) => (
        <li key={`${rule.code}-${i}`}>{say('case_rule', rule.code, ruleFacts(card, rule.facts), card.currency)}</li>
      ))}
    </ul>
  );
}

/** The facts of a rule, with those of the line that it speaks of in a form that can be said. */
function ruleFacts(card: PriceCard, facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const line = card.lines.find((each) => each.lineNo === facts['lineNo']);
  if (line === undefined) return facts;
  const { lowestMinor, floorMinor } = counterRange(line);
  return { ...facts, item: line.itemName, askedMinor: line.askedUnitMinor, floorMinor, costMinor: line.cost === null ? null : lowestMinor };
}

/** A case of another kind: its questions to each function with their facts, people, decisions, story. */
function OtherBody({ page }: { readonly page: CasePage }): ReactNode {
  const { t, say } = useWords();
  return (
    <>
      <div className={classes['blocks']}>
        <OtherCard page={page} />
        {page.audiences.map((audience) => (
          <Block key={audience.role} title={t(`roles.${audience.role}`)}>
            <p className={classes['lead']}>{say('case_question', audience.question, audience.facts, page.currency)}</p>
            <Facts facts={audience.facts} currency={page.currency} />
          </Block>
        ))}
        <Decisions page={page} />
        <People page={page} />
      </div>
      <Story page={page} />
    </>
  );
}
