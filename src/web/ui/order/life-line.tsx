import { IconArrowRight, IconCircleDot, IconHistory, IconPointFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { LifeEvent } from '../../../modules/orders/contract.ts';
import { StateBadge } from '../badge.tsx';
import { Duration, When } from '../figures.tsx';
import { useWords } from '../use-words.ts';
import classes from './life-line.module.css';

interface LifeLineProps {
  readonly life: readonly LifeEvent[];
  readonly currency: string | null;
  /** What belongs below an event, e.g. the calls to the ERP. */
  readonly details?: (event: LifeEvent) => ReactNode;
}

/** Everything that happened to an order, in time order: versions, decisions, messages, ERP calls. */
export function LifeLine({ life, currency, details }: LifeLineProps): ReactNode {
  const { say } = useWords();
  const factsOf = ({ why, facts }: LifeEvent): LifeEvent['facts'] =>
    why === 'change_explained' ? { ...facts, reason: say('change_reason', String(facts['reason'])) } : facts;
  return (
    <ol className={classes['life']}>
      {life.map((event, i) => {
        const gap = gapMs(life[i - 1], event);
        return (
          <li key={event.seq} className={`${classes['event']} ${event.kind === 'state' ? classes['state'] : ''}`}>
            <span className={classes['at']}>
              <When at={event.at} style="seconds" />
            </span>
            <span className={classes['dot']}>
              <EventIcon kind={event.kind} />
            </span>
            <div>
              <span className={classes['words']}>{say('life', event.why, factsOf(event), currency)}</span> <Actor actor={event.actor} />
              {event.toState === null || event.toState === event.fromState ? null : (
                <div>
                  <StateBadge state={event.toState} plain />
                </div>
              )}
              {gap > 1000 ? (
                <div className={classes['gap']}>
                  +<Duration ms={gap} />
                </div>
              ) : null}
              {details === undefined ? null : <Detail>{details(event)}</Detail>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function Detail({ children }: { readonly children: ReactNode }): ReactNode {
  return children === null || children === undefined || children === false ? null : <div className={classes['details']}>{children}</div>;
}

function EventIcon({ kind }: { readonly kind: LifeEvent['kind'] }): ReactNode {
  if (kind === 'state') return <IconArrowRight size={14} stroke={2} className="k-flip" />;
  return kind === 'version' ? <IconHistory size={14} stroke={2} /> : kind === 'milestone' ? <IconPointFilled size={12} /> : <IconCircleDot size={12} />;
}

const gapMs = (before: LifeEvent | undefined, event: LifeEvent): number => (before === undefined ? 0 : Date.parse(event.at) - Date.parse(before.at));

/** Who did it, in words: `system:intake` → Karkhana, `customer:9198…` → the customer, anything else as the server names it. */
export function Actor({ actor }: { readonly actor: string }): ReactNode {
  const { t } = useWords();
  const [kind, rest] = [actor.split(':')[0] ?? '', actor.slice(actor.indexOf(':') + 1)];
  const name =
    kind === 'system'
      ? t('actor.system')
      : kind === 'customer'
        ? t('actor.customer')
        : kind === 'person'
          ? /^[0-9a-f-]{30,}$/i.test(rest)
            ? t('actor.person')
            : rest
          : actor;
  return (
    <span className={classes['who']}>
      · <bdi>{name}</bdi>
    </span>
  );
}
