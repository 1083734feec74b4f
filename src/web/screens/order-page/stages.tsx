import type { ReactNode } from 'react';
import { Duration } from '../../ui/figures.tsx';
import page from '../../ui/page.module.css';
import { useWords } from '../../ui/use-words.ts';
import classes from './order-page.module.css';

const order = ['door', 'read', 'quiet_window', 'checks', 'erp_wait', 'erp', 'reply'];
const sums = ['door_to_erp'];

/** How long each stage took, the longest drawn full; the sum stands below. */
export function Stages({ stages }: { readonly stages: Readonly<Record<string, number>> }): ReactNode {
  const { t, say } = useWords();
  const known = order.filter((stage) => stage in stages);
  const names = [...known, ...Object.keys(stages).filter((stage) => !order.includes(stage) && !sums.includes(stage))];
  if (names.length === 0) return <p className={page['dim']}>{t('orders:stages.none')}</p>;
  const longest = Math.max(1, ...names.map((stage) => stages[stage] ?? 0));
  return (
    <div className={classes['stages']}>
      {names.map((stage) => (
        <div key={stage} className={classes['stage']} data-quiet={stage === 'quiet_window'} data-erp={stage === 'erp'}>
          <span>{say('stage', stage)}</span>
          <span className={classes['track']}>
            <span className={classes['fill']} style={{ display: 'block', inlineSize: `${((stages[stage] ?? 0) / longest) * 100}%` }} />
          </span>
          <Duration ms={stages[stage] ?? 0} />
        </div>
      ))}
      {sums
        .filter((stage) => stage in stages)
        .map((stage) => (
          <div key={stage} className={`${classes['stage']} ${classes['sum']}`}>
            <span style={{ gridColumn: '1 / 3' }}>{say('stage', stage)}</span>
            <Duration ms={stages[stage] ?? 0} />
          </div>
        ))}
    </div>
  );
}
