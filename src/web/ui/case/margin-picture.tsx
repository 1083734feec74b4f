import type { ReactNode } from 'react';
import type { PriceCardLine } from '../../../modules/exceptions/contract.ts';
import { counterAt, counterRange } from '../../../modules/exceptions/domain/index.ts';
import { Money } from '../figures.tsx';
import { useWords } from '../use-words.ts';
import classes from './case.module.css';

interface Bar {
  readonly key: 'ask' | 'counter' | 'list';
  readonly unitMinor: number;
  readonly marginBp: number;
}

interface MarginPictureProps {
  readonly line: PriceCardLine;
  readonly currency: string;
  /** The unit price of a counter-offer that is being tried. */
  readonly counterMinor: number | null;
}

function barsOf(line: PriceCardLine, counterMinor: number | null): readonly Bar[] {
  const counter = counterMinor === null ? null : counterAt(line, counterMinor).marginBp;
  const all: readonly (Omit<Bar, 'marginBp'> & { readonly marginBp: number | null })[] = [
    { key: 'ask', unitMinor: line.askedUnitMinor, marginBp: line.marginAskBp },
    { key: 'counter', unitMinor: counterMinor ?? 0, marginBp: counter },
    { key: 'list', unitMinor: line.listMinor, marginBp: line.marginListBp },
  ];
  return all.flatMap((bar) => (bar.marginBp === null ? [] : [{ ...bar, marginBp: bar.marginBp }]));
}

/** Margin at the price asked, at a counter-offer and at list, as bars on one scale with the floor marked. */
export function MarginPicture({ line, currency, counterMinor }: MarginPictureProps): ReactNode {
  const { t, formats } = useWords();
  const bars = barsOf(line, counterMinor);
  if (bars.length === 0) return <p className={classes['dim']}>{t('approvals:margin.unknown')}</p>;
  const { floorMinor } = counterRange(line);
  const floorBp = floorMinor === null ? null : counterAt(line, floorMinor).marginBp;
  const top = Math.max(1, floorBp ?? 0, ...bars.map((bar) => bar.marginBp));
  const share = (bp: number): string => `${(Math.max(0, bp) / top) * 100}%`;
  return (
    <dl className={classes['margins']}>
      {bars.map((bar) => (
        <div key={bar.key} className={classes['margin']} data-bar={bar.key}>
          <dt>
            {t(`approvals:margin.${bar.key}`)} <Money minor={bar.unitMinor} currency={currency} />
          </dt>
          <dd>
            <span className={classes['track']} aria-hidden="true">
              <span className={classes['bar']} data-low={bar.marginBp < (floorBp ?? bar.marginBp)} style={{ inlineSize: share(bar.marginBp) }} />
              {floorBp === null ? null : <span className={classes['floorMark']} style={{ insetInlineStart: share(floorBp) }} />}
            </span>
            <bdi className="k-num">{formats.basisPoints(bar.marginBp)}</bdi>
          </dd>
        </div>
      ))}
      {floorBp === null ? null : (
        <div className={classes['marginNote']}>
          <dt>{t('approvals:margin.floor')}</dt>
          <dd>
            <bdi className="k-num">{formats.basisPoints(floorBp)}</bdi> · <Money minor={floorMinor} currency={currency} />
          </dd>
        </div>
      )}
    </dl>
  );
}
