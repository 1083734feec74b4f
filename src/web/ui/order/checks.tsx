import { Tooltip } from '@mantine/core';
import { IconChevronDown, IconCircleCheck } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { CheckResult } from '../../../modules/orders/contract.ts';
import { OutcomeIcon } from '../badge.tsx';
import { toneOfOutcome } from '../status.ts';
import { useWords } from '../use-words.ts';
import { AsOf, asOfCheck } from './as-of.tsx';
import { variantOf } from './check-variant.ts';
import classes from './checks.module.css';

interface ChecksProps {
  readonly checks: readonly CheckResult[];
  readonly currency: string | null;
}

/** All checks of an order: problems as sentences first, what passed folded into one chip that opens. */
export function Checks({ checks, currency }: ChecksProps): ReactNode {
  const { t, say, formats } = useWords();
  const [open, setOpen] = useState(false);
  const problems = checks.filter((check) => check.outcome !== 'pass');
  const passed = checks.filter((check) => check.outcome === 'pass');
  const asOf = (check: CheckResult): string => {
    const at = asOfCheck(check);
    return at === null ? '' : ` · ${t('live.as_of')} ${formats.moment(at)}`;
  };
  const labelOf = (check: CheckResult): string =>
    check.facts['known'] === false
      ? t('orders:checks.not_known', { name: say('check', check.name) })
      : say('check', check.name, check.facts, currency, variantOf(check)) + asOf(check);
  if (checks.length === 0) return <p className={classes['which']}>{t('orders:checks.none_yet')}</p>;
  return (
    <div className={classes['checks']}>
      {problems.length === 0 ? null : <Problems checks={problems} currency={currency} />}
      <div className={classes['chips']}>
        {passed.length === 0 ? null : (
          <button type="button" className={`${classes['chip']} ${classes['ok']}`} aria-expanded={open} onClick={() => setOpen(!open)}>
            <IconCircleCheck size={14} stroke={2} color="var(--k-ok)" />
            {t('orders:checks.passed', { count: passed.length })}
            <IconChevronDown size={12} style={{ transform: open ? 'rotate(180deg)' : 'none' }} />
          </button>
        )}
        {open
          ? passed.map((check) => (
              <Tooltip key={`${check.code}-${check.lineNo}`} label={labelOf(check)}>
                <span className={classes['chip']} tabIndex={0}>
                  <OutcomeIcon outcome="pass" />
                  {say('check', check.name)}
                  {check.lineNo === null ? null : <span className={classes['which']}>{t('orders:line_no', { no: check.lineNo })}</span>}
                </span>
              </Tooltip>
            ))
          : null}
      </div>
    </div>
  );
}

function Problems({ checks, currency }: ChecksProps): ReactNode {
  const { t, say } = useWords();
  return (
    <ul className={classes['problems']}>
      {checks.map((check) => (
        <li key={`${check.code}-${check.lineNo}`}>
          <Tooltip label={`${check.code} · ${say('check', check.name)}`}>
            <span className={`${classes['chip']} ${classes[toneOfOutcome(check.outcome)]}`} tabIndex={0}>
              <OutcomeIcon outcome={check.outcome} />
              {say('outcome', check.outcome)}
            </span>
          </Tooltip>
          <span style={{ paddingBlockStart: 2 }}>
            {check.lineNo === null ? null : <span className={classes['which']}>{t('orders:line_no', { no: check.lineNo })} · </span>}
            {say('check', check.name, check.facts, currency, variantOf(check))} <AsOf at={asOfCheck(check)} />
          </span>
        </li>
      ))}
    </ul>
  );
}
