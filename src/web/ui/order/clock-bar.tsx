import type { ReactNode } from 'react';
import type { Clock } from '../../../modules/orders/contract.ts';
import { Duration } from '../figures.tsx';
import { useNow } from '../use-now.ts';
import { useWords } from '../use-words.ts';
import { clockNow, clockShares, clockTotal } from './clock.ts';
import classes from './clock-bar.module.css';

interface ClockProps {
  readonly clock: Clock;
  /** When the clock was read, epoch milliseconds. */
  readonly readAt: number;
}

/** Who has held the order how long: ours, customer, approver, ERP, in a bar and in figures; ticks for whoever holds it now. */
export function ClockBar({ clock, readAt }: ClockProps): ReactNode {
  const { t, say, formats } = useWords();
  const now = useNow(clock.running !== null);
  const current = clockNow(clock, now - readAt);
  const shares = clockShares(current);
  return (
    <div className={classes['clock']} role="group" aria-label={t('orders:clock.title')}>
      <div className={classes['bar']} aria-hidden="true">
        {shares.map((part) => (
          <span key={part.owner} className={`${classes['part']} ${classes[part.owner]}`} style={{ flexGrow: Math.max(part.ms, 1), flexBasis: 0 }} />
        ))}
      </div>
      <ul className={classes['legend']}>
        {shares.map((part) => (
          <li key={part.owner} className={part.running ? classes['running'] : ''}>
            <span className={`${classes['dot']} ${classes[part.owner]}`} aria-hidden="true" />
            {say('owner', part.owner)} <Duration ms={part.running ? Math.floor(part.ms / 1000) * 1000 : part.ms} />
            {part.owner === 'ours' && clock.quietWindow > 0 ? (
              <span>({t('orders:clock.quiet', { duration: formats.duration(clock.quietWindow) })})</span>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The age of an order in a queue row: all parties together, and who holds it now. */
export function ClockAge({ clock, readAt }: ClockProps): ReactNode {
  const { say } = useWords();
  const now = useNow(clock.running !== null, 5000);
  const total = clockTotal(clockNow(clock, now - readAt));
  const title = clock.running === null ? undefined : say('owner', clock.running);
  return (
    <span title={title}>
      <Duration ms={clock.running === null ? total : Math.max(1, Math.floor(total / 1000)) * 1000} />
    </span>
  );
}
