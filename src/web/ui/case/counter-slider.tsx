import { useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { minorToText } from '../../../kernel/money.ts';
import { milliToText } from '../../../kernel/quantity.ts';
import type { PriceCardLine } from '../../../modules/exceptions/contract.ts';
import { counterAt, counterRange } from '../../../modules/exceptions/domain/index.ts';
import { Money } from '../figures.tsx';
import { readMoney, readQuantity } from '../text/read-number.ts';
import { useWords } from '../use-words.ts';
import { VerdictBadge } from './case-badge.tsx';
import classes from './case.module.css';
import { scaleOf } from './counter-scale.ts';

interface CounterSliderProps {
  readonly line: PriceCardLine;
  readonly currency: string;
  readonly value: number;
  readonly onValue: (unitMinor: number) => void;
  readonly onQuantity: (quantityMilli: number) => void;
  readonly first: boolean;
}

const verdicts = { above_floor: 'over_authority', below_floor: 'below_floor', below_cost: 'below_cost' } as const;

/** One price on a scale from cost to ours, with its margin as the hand moves, for a quantity that can be changed too. What is under cost cannot be chosen. */
export function CounterSlider({ line, currency, value, onValue, onQuantity, first }: CounterSliderProps): ReactNode {
  const { t, formats } = useWords();
  const { lowestMinor, leastMinor, highestMinor, floorMinor } = counterRange(line);
  const scale = scaleOf(line);
  const choose = (minor: number): void => onValue(Math.min(highestMinor, Math.max(leastMinor, minor)));
  const figures = counterAt(line, value);
  const label = t('approvals:counter.price', { item: line.itemName });
  const at = (minor: number): CSSProperties => ({ '--at': scale.share(minor) }) as CSSProperties;
  return (
    <fieldset className={classes['counter']}>
      <legend>
        <bdi>{line.itemName}</bdi>
      </legend>
      <div className={classes['scale']}>
        <span className={classes['under']} style={at(lowestMinor)} aria-hidden="true" />
        <input
          type="range"
          aria-label={label}
          aria-valuetext={formats.money(value, currency)}
          data-autofocus={first ? true : undefined}
          autoFocus={first}
          min={scale.lowMinor}
          max={scale.highMinor}
          step={scale.stepMinor}
          value={value}
          onChange={(event) => choose(Number(event.currentTarget.value))}
        />
        {line.cost === null ? null : <span className={classes['mark']} data-mark="cost" style={at(lowestMinor)} aria-hidden="true" />}
        {floorMinor === null ? null : <span className={classes['mark']} data-mark="floor" style={at(floorMinor)} aria-hidden="true" />}
        <span className={classes['mark']} data-mark="asked" style={at(line.askedUnitMinor)} aria-hidden="true" />
      </div>
      <ul className={classes['legend']}>
        {line.cost === null ? null : <Mark name="cost" minor={lowestMinor} currency={currency} />}
        {floorMinor === null ? null : <Mark name="floor" minor={floorMinor} currency={currency} />}
        <Mark name="asked" minor={line.askedUnitMinor} currency={currency} />
        <Mark name={highestMinor === line.listMinor ? 'list' : 'ours'} minor={highestMinor} currency={currency} />
      </ul>
      <Grounds line={line} />
      <div className={classes['figures']}>
        <QuantityField key={`q${line.quantityMilli}`} line={line} onValue={onQuantity} />
        <PriceField key={value} label={label} value={value} currency={currency} uom={line.uom} onValue={choose} />
        <Figure name="margin">{figures.marginBp === null ? t('approvals:not_known') : formats.basisPoints(figures.marginBp)}</Figure>
        <Figure name="discount">{formats.basisPoints(figures.discountBp)}</Figure>
        <Figure name="given">
          <Money minor={figures.givenMinor} currency={currency} />
        </Figure>
        {figures.overFloorMinor === null ? null : (
          <Figure name={figures.overFloorMinor < 0 ? 'under_floor' : 'over_floor'}>
            <Money minor={Math.abs(figures.overFloorMinor)} currency={currency} />
          </Figure>
        )}
        {figures.standing === 'above_floor' ? null : <VerdictBadge verdict={verdicts[figures.standing]} settled={false} />}
      </div>
    </fieldset>
  );
}

function Mark({
  name,
  minor,
  currency,
}: {
  readonly name: 'cost' | 'floor' | 'asked' | 'list' | 'ours';
  readonly minor: number;
  readonly currency: string;
}): ReactNode {
  const { t } = useWords();
  return (
    <li data-mark={name}>
      {t(`approvals:counter.${name}`)} <Money minor={minor} currency={currency} />
    </li>
  );
}

function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  const { t } = useWords();
  return (
    <span className={classes['figure']}>
      <small>{t(`approvals:counter.${name}`)}</small>
      <output className="k-num">{children}</output>
    </span>
  );
}

/** What our price in this quantity stands on, where a tier or a scheme has moved it. */
function Grounds({ line }: { readonly line: PriceCardLine }): ReactNode {
  const { t } = useWords();
  if (line.grounds.length === 0) return null;
  return (
    <p className={classes['dim']}>
      {t('approvals:counter.grounds')}{' '}
      {line.grounds.map(({ rule, source }, i) => (
        <span key={`${rule} ${source}`}>
          {i === 0 ? '' : ' · '}
          {t(`approvals:counter.ground.${rule}`)} <bdi>{source}</bdi>
        </span>
      ))}
    </p>
  );
}

/** Enter takes what was typed, so that what is sent is what is shown. */
const onEnter =
  (pending: boolean, take: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !pending) return;
    event.preventDefault();
    take();
  };

/** The quantity for which the price is offered; it counts when the field is left or sent. */
function QuantityField({ line, onValue }: { readonly line: PriceCardLine; readonly onValue: (quantityMilli: number) => void }): ReactNode {
  const { t } = useWords();
  const [typed, setTyped] = useState(() => milliToText(line.quantityMilli));
  const read = readQuantity(typed);
  const take = (): void => {
    if (read === null) setTyped(milliToText(line.quantityMilli));
    else if (read !== line.quantityMilli) onValue(read);
  };
  return (
    <label className={classes['figure']}>
      <small>
        {t('approvals:counter.quantity')} <bdi>{line.uom}</bdi>
      </small>
      <input
        className="k-num"
        dir="ltr"
        inputMode="decimal"
        aria-label={t('approvals:counter.quantity_of', { item: line.itemName })}
        aria-invalid={read === null}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={take}
        onKeyDown={onEnter(read !== line.quantityMilli, take)}
      />
    </label>
  );
}

interface PriceFieldProps {
  readonly label: string;
  readonly value: number;
  readonly currency: string;
  readonly uom: string;
  readonly onValue: (minor: number) => void;
}

/** The same price to be typed; it counts when the field is left or sent. */
function PriceField({ label, value, currency, uom, onValue }: PriceFieldProps): ReactNode {
  const { t } = useWords();
  const [typed, setTyped] = useState(() => minorToText(value, currency));
  const read = readMoney(typed, currency);
  const take = (): void => {
    if (read === null) setTyped(minorToText(value, currency));
    else if (read !== value) onValue(read);
  };
  return (
    <label className={classes['figure']}>
      <small>
        {t('approvals:counter.unit')} <bdi>{uom}</bdi>
      </small>
      <input
        className="k-num"
        dir="ltr"
        inputMode="decimal"
        aria-label={label}
        aria-invalid={read === null}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={take}
        onKeyDown={onEnter(read !== value, take)}
      />
    </label>
  );
}
