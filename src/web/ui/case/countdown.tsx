import { IconClockHour4, IconClockX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CaseRow } from '../../../modules/exceptions/contract.ts';
import { isOpen } from '../../../modules/exceptions/domain/index.ts';
import { useNow } from '../use-now.ts';
import { useWords } from '../use-words.ts';
import classes from './case.module.css';

const minuteMs = 60_000;

/** How long a case can still be decided; it warns by colour and word in the last hour and the last quarter of it. */
export function Countdown({ row }: { readonly row: Pick<CaseRow, 'deadlineAt' | 'state'> }): ReactNode {
  const { t, formats } = useWords();
  const open = isOpen(row.state);
  const now = useNow(open && row.deadlineAt !== null);
  if (!open || row.deadlineAt === null) return null;
  const left = Date.parse(row.deadlineAt) - now;
  const tone = left < 15 * minuteMs ? 'stop' : left < 60 * minuteMs ? 'risk' : 'quiet';
  const Shape = left > 0 ? IconClockHour4 : IconClockX;
  return (
    <span className={classes['countdown']} data-tone={tone} title={formats.moment(row.deadlineAt)}>
      <Shape size={13} stroke={2} />
      {left > 0 ? <bdi className="k-num">{t('approvals:left', { duration: formats.duration(left) })}</bdi> : t('approvals:over')}
    </span>
  );
}
