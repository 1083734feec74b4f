import { Link } from '@tanstack/react-router';
import { IconArrowRight, IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OrderLine } from '../../../modules/orders/contract.ts';
import { Code } from '../figures.tsx';
import { Quoted } from '../text/quoted.tsx';
import { useWords } from '../use-words.ts';
import { deciderOf, rivalsOf } from './explained.ts';
import classes from './explain.module.css';

interface ExplainProps {
  readonly line: OrderLine;
  readonly customer: string | null;
}

/** Why a line is what it is: the words, what spoke for the item, what else was near, and what stopped it from being booked unasked. */
export function Explain({ line, customer }: ExplainProps): ReactNode {
  const { t, say, formats } = useWords();
  return (
    <details className={classes['explain']}>
      <summary aria-label={t('orders:explain.label', { no: line.lineNo })}>
        <IconChevronDown size={13} aria-hidden="true" /> {t('orders:explain.open')}
      </summary>
      <div className={classes['body']}>
        <p className={classes['path']}>
          {line.words === '' ? t('orders:added_by_desk') : <Quoted words={line.words} />}
          <IconArrowRight size={14} className="k-flip" aria-hidden="true" />
          <bdi>{line.itemName ?? t('orders:not_settled')}</bdi>
          {line.sku === null ? null : <Code>{line.sku}</Code>}
        </p>
        <p>
          {say('via', line.via)} · {t('orders:explain.sureness', { share: formats.percent(line.p) })}
        </p>
        <AliasLink line={line} customer={customer} />
        <Part title={t('orders:explain.evidence')} rows={line.why.map((reason) => say('reason', reason.code, reason.facts))} />
        <Part title={t('orders:explain.why_not')} rows={stops(line).map(([group, code]) => say(group, code))} />
        <Rivals line={line} />
      </div>
    </details>
  );
}

/** What kept the line from being booked unasked: each veto, else that it was not sure enough; nothing for a line that was. */
function stops(line: OrderLine): readonly (readonly ['veto', string])[] {
  if (line.vetoes.length > 0) return line.vetoes.map((veto) => ['veto', veto]);
  return line.decision === 'auto' ? [] : [['veto', 'low_confidence']];
}

function Part({ title, rows }: { readonly title: string; readonly rows: readonly string[] }): ReactNode {
  if (rows.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {rows.map((row, i) => (
          <li key={`${row} ${i}`}>{row}</li>
        ))}
      </ul>
    </div>
  );
}

function Rivals({ line }: { readonly line: OrderLine }): ReactNode {
  const { t, formats } = useWords();
  const rivals = rivalsOf(line);
  if (rivals.length === 0) return null;
  return (
    <div>
      <h3>{t('orders:explain.rivals')}</h3>
      <ul>
        {rivals.map((rival) => (
          <li key={rival.sku} className={classes['rival']}>
            <span>
              <bdi>{rival.name}</bdi> <Code>{rival.sku}</Code> <span className="k-num">{formats.percent(rival.p)}</span>
            </span>
            {rival.differsBy.length === 0 ? (
              <span>{t('orders:explain.no_difference')}</span>
            ) : (
              rival.differsBy.map((difference) => (
                <bdi key={difference} className={classes['differs']}>
                  {difference}
                </bdi>
              ))
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The way to what was learnt about the words, where that decided the line. */
export function AliasLink({ line, customer }: ExplainProps): ReactNode {
  const { t } = useWords();
  const decider = deciderOf(line);
  if (decider === null || line.sku === null) return null;
  const search = { q: line.sku, ...(decider === 'customer' && customer !== null ? { customer } : {}) };
  return (
    <Link to="/setup/aliases" search={search} className={classes['link']}>
      {t('orders:explain.alias')}
    </Link>
  );
}
