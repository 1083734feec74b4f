import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import type { BackTest, RuleKind } from '../../../../modules/pricing/contract.ts';
import { backTestQuery } from '../../../data/price-queries.ts';
import { Code, Money } from '../../../ui/figures.tsx';
import page from '../../../ui/page.module.css';
import { Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import classes from './prices.module.css';
import { bodyOf, problemOf, type Draft } from './rule-draft.ts';
import { useRuleProblem } from './use-rule-problem.ts';

const spans = [91, 182, 365] as const;

interface PreviewProps {
  readonly company: string;
  readonly kind: RuleKind;
  readonly draft: Draft;
}

/** What the rule that is being edited would have done to past sales, while it is being edited. */
export function BackTestPreview({ company, kind, draft }: PreviewProps): ReactNode {
  const { t } = useWords();
  const problems = useRuleProblem();
  const [days, setDays] = useState<number>(spans[0]);
  const [settled] = useDebouncedValue(draft, 400);
  // a rule may be tried before it has a name
  const tried = useMemo(() => ({ ...settled, code: settled['code'] || 'NEW', name: settled['name'] || 'NEW' }), [settled]);
  const rehearsal = useMemo(() => (problemOf(kind, tried) === null ? { company, kind, body: bodyOf(kind, tried), days } : null), [company, kind, tried, days]);
  const tested = useQuery(backTestQuery(rehearsal));
  return (
    <section className={classes['preview']} aria-label={t('prices:test.title')} aria-busy={tested.isFetching}>
      <header>
        <h3>{t('prices:test.title')}</h3>
        <select aria-label={t('prices:test.span')} value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
          {spans.map((span) => (
            <option key={span} value={span}>
              {t(`prices:span.${span}`)}
            </option>
          ))}
        </select>
      </header>
      {rehearsal === null ? (
        <p className={classes['dim']}>{t('prices:test.not_yet')}</p>
      ) : tested.error !== null ? (
        <Notice tone="stop">{problems.ofError(kind, tested.error)}</Notice>
      ) : tested.data === undefined ? (
        <p className={classes['dim']}>{t('state.loading')}</p>
      ) : (
        <Tested kind={kind} test={tested.data} />
      )}
    </section>
  );
}

function Tested({ kind, test }: { readonly kind: RuleKind; readonly test: BackTest }): ReactNode {
  const { t, formats } = useWords();
  if (test.lines === 0) return <p>{t('prices:test.no_sales')}</p>;
  const amount = formats.moneyShort(test.amountMinor, test.currency);
  const sentence =
    test.blockedOrders === 0
      ? t('prices:test.none', { n: formats.number(test.orders) })
      : t(kind === 'policy' ? 'prices:test.asked' : 'prices:test.blocked', {
          count: test.blockedOrders,
          n: formats.number(test.blockedOrders),
          amount: `\u2068${amount}\u2069`,
        });
  return (
    <>
      <p className={classes['verdict']} role="status" data-any={test.blockedOrders > 0}>
        {sentence}
      </p>
      <p className={classes['dim']}>
        {t('prices:test.of', { lines: formats.number(test.blockedLines), all: formats.number(test.lines), orders: formats.number(test.orders) })}
      </p>
      {test.examples.length === 0 ? null : (
        <div className={page['scroll']} tabIndex={0} role="group" aria-label={t('prices:test.dearest')}>
          <table className={page['table']}>
            <thead>
              <tr>
                <th>{t('prices:column.order')}</th>
                <th>{t('prices:column.item')}</th>
                <th className={page['end']}>{t('prices:column.sold_at')}</th>
                <th className={page['end']}>{t('prices:column.limit')}</th>
              </tr>
            </thead>
            <tbody>
              {test.examples.map((example, i) => (
                <tr key={`${example.erpNumber} ${example.sku} ${i}`}>
                  <td>
                    <Code>{example.erpNumber}</Code> <span className={classes['dim']}>{formats.dayMonth(example.on)}</span>
                  </td>
                  <td>
                    <Code>{example.sku}</Code>{' '}
                    <span className={classes['dim']}>
                      <Code>{example.customer}</Code>
                    </span>
                  </td>
                  <td className={page['end']}>
                    <Money minor={Math.round(Number(example.unit))} currency={test.currency} />
                  </td>
                  <td className={page['end']}>
                    <Money minor={Math.round(Number(example.limit))} currency={test.currency} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
