import type { ReactNode } from 'react';
import type { CasePage, PriceCard } from '../../../modules/exceptions/contract.ts';
import { Badge } from '../badge.tsx';
import { Code, Money, Quantity } from '../figures.tsx';
import { Quoted } from '../text/quoted.tsx';
import { useWords } from '../use-words.ts';
import classes from './case.module.css';

/** A titled block of the card. */
export function Block({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section className={classes['block']}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Names and values, one under the other. */
export function FactList({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }): ReactNode {
  return (
    <dl className={classes['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const Bp = ({ bp, signed = false }: { readonly bp: number | null; readonly signed?: boolean }): ReactNode => {
  const { t, formats } = useWords();
  if (bp === null) return <span className={classes['dim']}>{t('approvals:not_known')}</span>;
  return <bdi className="k-num">{`${signed && bp > 0 ? '+' : ''}${formats.basisPoints(bp)}`}</bdi>;
};

/** A sum, or that it is not known. */
function Sum({ minor, currency }: { readonly minor: number | null; readonly currency: string }): ReactNode {
  const { t } = useWords();
  return minor === null ? <span className={classes['dim']}>{t('approvals:not_known')}</span> : <Money minor={minor} currency={currency} />;
}

/** What this request gives away: on the order, and in a year if it became normal. */
export function Given({ card }: { readonly card: PriceCard }): ReactNode {
  const { t } = useWords();
  return (
    <Block title={t('approvals:given.title')}>
      <FactList
        facts={[
          [t('approvals:given.order'), <Sum key="o" minor={card.givenMinor} currency={card.currency} />],
          [t('approvals:given.year'), <Sum key="y" minor={card.givenYearMinor} currency={card.currency} />],
        ]}
      />
    </Block>
  );
}

/** How much of the credit limit is used, as basis points; null when there is no limit or it is not known. */
const limitUseBp = ({ creditLimitMinor, exposureMinor }: PriceCard['customer']): number | null =>
  creditLimitMinor === null || creditLimitMinor <= 0 || exposureMinor === null ? null : Math.round((exposureMinor / creditLimitMinor) * 10_000);

/** Who asks: what they buy, what they leave us, how they pay. */
export function CustomerFacts({ card, seesMargins }: { readonly card: PriceCard; readonly seesMargins: boolean }): ReactNode {
  const { t } = useWords();
  const { customer, currency } = card;
  const use = limitUseBp(customer);
  const overdue = (
    <>
      <Sum minor={customer.overdueMinor} currency={currency} />
      {customer.overdueDays === null || customer.overdueDays <= 0 ? null : ` · ${t('approvals:days', { count: customer.overdueDays })}`}
    </>
  );
  const limit = (
    <>
      <Bp bp={use} />
      {use === null ? null : (
        <span className={classes['dim']}>
          {' '}
          · <Money minor={customer.exposureMinor} currency={currency} short /> / <Money minor={customer.creditLimitMinor} currency={currency} short />
        </span>
      )}
    </>
  );
  return (
    <Block title={t('approvals:customer.title')}>
      <p className={classes['lead']}>
        <bdi>{customer.name}</bdi> <Code>{customer.code}</Code>
      </p>
      <FactList
        facts={[
          [t('approvals:customer.sales'), <Money key="s" minor={customer.sales12Minor} currency={currency} />],
          ...(seesMargins ? [[t('approvals:customer.margin'), <Bp key="m" bp={customer.margin12Bp} />] as const] : []),
          [t('approvals:customer.trend'), <Bp key="t" bp={customer.trendBp} signed />],
          [t('approvals:customer.overdue'), overdue],
          [t('approvals:customer.limit'), limit],
        ]}
      />
    </Block>
  );
}

/** What this customer was given before, and what became of "only this once". */
export function Before({ card }: { readonly card: PriceCard }): ReactNode {
  const { t, formats } = useWords();
  if (card.before.length === 0) {
    return (
      <Block title={t('approvals:before.title')}>
        <p className={classes['dim']}>{t('approvals:before.none')}</p>
      </Block>
    );
  }
  return (
    <Block title={t('approvals:before.title')}>
      <ul className={classes['before']}>
        {card.before.map((one, i) => (
          <li key={`${one.on}-${one.sku}-${i}`}>
            <span className={classes['dim']}>{formats.dayMonth(one.on)}</span>
            <Code>{one.sku}</Code>
            <Bp bp={one.discountBp} />
            <Money minor={one.givenMinor} currency={card.currency} />
            {one.promisedOnce ? (
              <Badge tone={one.repeated ? 'risk' : 'ok'} plain>
                {t(one.repeated ? 'approvals:before.broken' : 'approvals:before.kept')}
              </Badge>
            ) : (
              <span />
            )}
          </li>
        ))}
      </ul>
    </Block>
  );
}

/** What comparable customers get. */
export function Peers({ card }: { readonly card: PriceCard }): ReactNode {
  const { t } = useWords();
  const { peers } = card;
  return (
    <Block title={t('approvals:peers.title')}>
      {peers.customers === 0 ? (
        <p className={classes['dim']}>{t('approvals:peers.none')}</p>
      ) : (
        <FactList
          facts={[
            [t('approvals:peers.median'), <Bp key="m" bp={peers.medianBp} />],
            [t('approvals:peers.p80'), <Bp key="p" bp={peers.p80Bp} />],
            [t('approvals:peers.of'), t('approvals:peers.customers', { count: peers.customers })],
          ]}
        />
      )}
    </Block>
  );
}

/** Why it is asked for, in a code and in the asker's own words. */
export function Why({ card, by }: { readonly card: PriceCard; readonly by: ReactNode }): ReactNode {
  const { t, say } = useWords();
  return (
    <Block title={t('approvals:why.title')}>
      <p className={classes['lead']}>{say('ask_reason', card.why.reason)}</p>
      {card.why.text === '' ? null : (
        <blockquote className={classes['quote']}>
          <Quoted words={card.why.text} max={500} />
        </blockquote>
      )}
      <p className={classes['dim']}>
        {t('approvals:why.by')} {by}
      </p>
    </Block>
  );
}

/** Whether there is a reason to sell: what is free of the items. */
export function StockAngle({ card }: { readonly card: PriceCard }): ReactNode {
  const { t } = useWords();
  if (card.stock.length === 0) return null;
  return (
    <Block title={t('approvals:stock.title')}>
      <FactList
        facts={card.stock.map((one) => [
          one.sku,
          one.freeMilli === null ? <span className={classes['dim']}>{t('approvals:not_known')}</span> : <Quantity milli={one.freeMilli} uom={one.uom} />,
        ])}
      />
    </Block>
  );
}

/** What whoever looks has let pass this month: the sum that this request would add to. Nothing for those who are not asked. */
export function OwnMonth({ page, card }: { readonly page: CasePage; readonly card: PriceCard }): ReactNode {
  const { t, formats } = useWords();
  const month = page.approverMonth;
  if (month === null) return null;
  return (
    <Block title={t('approvals:month.title')}>
      <FactList
        facts={[
          [
            t('approvals:month.requests'),
            <bdi key="n" className="k-num">
              {formats.number(month.requests)}
            </bdi>,
          ],
          [t('approvals:month.given'), <Money key="g" minor={month.givenMinor} currency={card.currency} />],
          [t('approvals:month.under_floor'), <Money key="u" minor={month.underFloorMinor} currency={card.currency} />],
          ...(page.mayDecide
            ? [[t('approvals:month.then'), <Money key="t" minor={month.givenMinor + card.givenMinor} currency={card.currency} />] as const]
            : []),
        ]}
      />
    </Block>
  );
}
