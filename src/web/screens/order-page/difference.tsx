import type { ReactNode } from 'react';
import type { Amendment, OrderLine } from '../../../modules/orders/contract.ts';
import { Code, Money, Quantity } from '../../ui/figures.tsx';
import { diffGifts, diffLines, type GiftChange, type LineChange } from '../../ui/order/diff.ts';
import { useWords } from '../../ui/use-words.ts';
import classes from './order-page.module.css';

const signOf = ({ kind, before, after }: LineChange): string => {
  if (kind === 'added') return '+';
  if (kind === 'removed') return '−';
  return (after?.quantityMilli ?? 0) >= (before?.quantityMilli ?? 0) ? '▲' : '▼';
};

/** What an amendment changes: lines struck out, new, more (▲) or less (▼), the day and the total, before and after. */
export function Difference({ amendment, currency }: { readonly amendment: Amendment; readonly currency: string | null }): ReactNode {
  const { t, formats } = useWords();
  const changes = diffLines(amendment.before, amendment.after).filter((change) => change.kind !== 'same');
  const { dateBefore, dateAfter, netBeforeMinor, netAfterMinor } = amendment;
  const day = (date: string | null): string => (date === null ? t('orders:fact.no_date') : formats.day(date));
  return (
    <div className={classes['difference']}>
      {changes.map((change) => (
        <Line key={change.lineId} change={change} />
      ))}
      {diffGifts(amendment.before, amendment.after).map((change) => (
        <Gift key={`${change.lineNo} ${change.good.sku} ${change.good.scheme}`} change={change} />
      ))}
      {dateBefore === dateAfter ? null : <BeforeAfter name={t('orders:fact.date')} before={day(dateBefore)} after={day(dateAfter)} />}
      <BeforeAfter
        name={t('orders:total')}
        before={<Money minor={netBeforeMinor} currency={currency} />}
        after={<Money minor={netAfterMinor} currency={currency} />}
      />
    </div>
  );
}

function BeforeAfter({ name, before, after }: { readonly name: string; readonly before: ReactNode; readonly after: ReactNode }): ReactNode {
  return (
    <div className={classes['change']}>
      <span className={classes['sign']} aria-hidden="true" />
      <span>{name}</span>
      <del>{before}</del>
      <ins>{after}</ins>
    </div>
  );
}

function Line({ change }: { readonly change: LineChange }): ReactNode {
  const { t } = useWords();
  const { before, after, kind } = change;
  const sameItem = before !== null && after !== null && before.sku === after.sku;
  return (
    <div className={classes['change']}>
      <span className={classes['sign']} aria-hidden="true">
        {signOf(change)}
      </span>
      <span className="k-sr">{t(`orders:versions.${kind}`)}</span>
      {sameItem ? <Item line={after} /> : null}
      {before === null ? null : (
        <del>
          <Quantity milli={before.quantityMilli} uom={before.uom} /> {sameItem ? null : <Item line={before} />}
        </del>
      )}
      {after === null ? null : (
        <ins>
          <Quantity milli={after.quantityMilli} uom={after.uom} /> {sameItem ? null : <Item line={after} />}
        </ins>
      )}
    </div>
  );
}

/** Goods that go along free, before and after. */
function Gift({ change }: { readonly change: GiftChange }): ReactNode {
  const { t } = useWords();
  const { good, lineNo, beforeMilli, afterMilli } = change;
  return (
    <div className={classes['change']}>
      <span className={classes['sign']} aria-hidden="true">
        {beforeMilli === null ? '+' : afterMilli === null ? '−' : afterMilli > beforeMilli ? '▲' : '▼'}
      </span>
      <span>
        <bdi>{good.itemName ?? good.sku}</bdi> · {t('orders:free.with', { no: lineNo, scheme: `\u2068${good.scheme}\u2069` })}
      </span>
      {beforeMilli === null ? null : (
        <del>
          <Quantity milli={beforeMilli} uom={good.uom} />
        </del>
      )}
      {afterMilli === null ? null : (
        <ins>
          <Quantity milli={afterMilli} uom={good.uom} />
        </ins>
      )}
    </div>
  );
}

function Item({ line }: { readonly line: OrderLine }): ReactNode {
  return (
    <span>
      <bdi>{line.itemName ?? line.sku}</bdi> {line.sku === null ? null : <Code>{line.sku}</Code>}
    </span>
  );
}
