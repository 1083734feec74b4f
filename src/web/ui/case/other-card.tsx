import type { ReactNode } from 'react';
import { z } from 'zod';
import type { CasePage } from '../../../modules/exceptions/contract.ts';
import { checkOutcomes } from '../../../modules/orders/contract.ts';
import { OutcomeIcon } from '../badge.tsx';
import { Code, When } from '../figures.tsx';
import { useWords } from '../use-words.ts';
import classes from './case.module.css';
import { Block, FactList } from './facts.tsx';

const facts = z.record(z.string(), z.unknown());
const findings = z.object({ findings: z.array(z.object({ name: z.string(), outcome: z.enum(checkOutcomes), facts: facts.default({}) })).min(1) });
const times = z.object({ times: z.array(z.object({ number: z.string(), at: z.string(), reason: z.string().default('') })).min(1) });

/** The card of a case of another kind than a price request: what was found, how often it happened, and every single fact by its name. */
export function OtherCard({ page }: { readonly page: CasePage }): ReactNode {
  const { t, say } = useWords();
  const found = findings.safeParse(page.card);
  const happened = times.safeParse(page.card);
  return (
    <>
      {found.success ? (
        <Block title={t('approvals:other.findings')}>
          <ul className={classes['people']}>
            {found.data.findings.map((each, i) => (
              <li key={`${each.name}-${i}`}>
                <OutcomeIcon outcome={each.outcome} />
                <span>{say('check', each.name, each.facts, page.currency, each.outcome)}</span>
              </li>
            ))}
          </ul>
        </Block>
      ) : null}
      {happened.success ? (
        <Block title={t('approvals:other.times')}>
          <ol className={classes['story']}>
            {happened.data.times.map((each) => (
              <li key={`${each.number}-${each.at}`}>
                <When at={each.at} style="moment" />
                <span>
                  <Code>{each.number}</Code>
                  {each.reason === '' ? null : <bdi> · {each.reason}</bdi>}
                </span>
              </li>
            ))}
          </ol>
        </Block>
      ) : null}
      <Block title={t('approvals:other.facts')}>
        <Facts facts={page.card} currency={page.currency} />
      </Block>
    </>
  );
}

/** The name of a fact as words are kept for it: `overdueDays` → `overdue_days`, `limitMinor` → `limit`. */
const factWord = (name: string): string =>
  name
    .replace(/(Minor|Milli|At|Ms|Bp)$/, '')
    .replaceAll(/[A-Z]/g, (letter) => `_${letter}`)
    .toLowerCase();

/** Facts that can be said in one line each, by their names. */
export function Facts({ facts: given, currency }: { readonly facts: unknown; readonly currency: string | null }): ReactNode {
  const { t, say, texts } = useWords();
  const plain = typeof given === 'object' && given !== null ? Object.fromEntries(Object.entries(given).filter(([, value]) => !Array.isArray(value))) : {};
  const said = Object.entries(texts(plain, currency));
  if (said.length === 0) return <p className={classes['dim']}>{t('approvals:other.none')}</p>;
  return <FactList facts={said.map(([name, text]) => [say('fact', factWord(name)), text])} />;
}
