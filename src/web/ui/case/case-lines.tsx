import type { ReactNode } from 'react';
import type { PriceCard, PriceCardLine } from '../../../modules/exceptions/contract.ts';
import { Code, Money, Quantity } from '../figures.tsx';
import { useWords } from '../use-words.ts';
import { VerdictBadge } from './case-badge.tsx';
import classes from './case.module.css';

/** The lines of a request: asked, ours, discount and margin of each, and what the rules say of it. */
export function CaseLines({ card, seesMargins }: { readonly card: PriceCard; readonly seesMargins: boolean }): ReactNode {
  const { t } = useWords();
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('approvals:lines.title')}>
      <table className={classes['lines']}>
        <thead>
          <tr>
            <th>{t('approvals:lines.item')}</th>
            {['quantity', 'asked', 'ours', 'discount', ...(seesMargins ? ['margin'] : []), 'given'].map((name) => (
              <th key={name} className={classes['end']}>
                {t(`approvals:lines.${name}`)}
              </th>
            ))}
            <th>{t('approvals:lines.rule')}</th>
          </tr>
        </thead>
        <tbody>
          {card.lines.map((line) => (
            <LineRow key={line.lineId} line={line} currency={card.currency} seesMargins={seesMargins} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface LineRowProps {
  readonly line: PriceCardLine;
  readonly currency: string;
  readonly seesMargins: boolean;
}

function LineRow({ line, currency, seesMargins }: LineRowProps): ReactNode {
  const { formats } = useWords();
  return (
    <tr data-settled={line.settled}>
      <td>
        <bdi>{line.itemName}</bdi> <Code>{line.sku}</Code>
      </td>
      <td className={classes['end']}>
        <Quantity milli={line.quantityMilli} uom={line.uom} />
      </td>
      <td className={classes['end']}>
        <Money minor={line.askedUnitMinor} currency={currency} />
      </td>
      <td className={classes['end']}>
        <Money minor={line.ourUnitMinor} currency={currency} />
      </td>
      <td className={classes['end']}>
        <bdi className="k-num">{formats.basisPoints(line.askedDiscountBp)}</bdi>
      </td>
      {seesMargins ? (
        <td className={classes['end']}>
          <bdi className="k-num">{line.marginAskBp === null ? '–' : formats.basisPoints(line.marginAskBp)}</bdi>
        </td>
      ) : null}
      <td className={classes['end']}>
        <Money minor={line.givenMinor} currency={currency} />
      </td>
      <td>
        <VerdictBadge verdict={line.verdict} settled={line.settled} />
      </td>
    </tr>
  );
}
