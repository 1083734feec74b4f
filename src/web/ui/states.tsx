import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClockPause,
  IconHandStop,
  IconInfoCircle,
  IconLock,
  IconPlugConnectedX,
  IconZoomQuestion,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Broken, Refused, Unreachable } from '../data/refused.ts';
import { Button } from './button.tsx';
import classes from './states.module.css';
import type { Tone } from './status.ts';
import { useWords } from './use-words.ts';

interface StateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly text?: string;
  readonly action?: ReactNode;
}

/** A pane with nothing in it: says why and what to do next. */
export function EmptyState({ icon, title, text, action }: StateProps): ReactNode {
  return (
    <div className={classes['state']}>
      {icon}
      <p className={classes['title']}>{title}</p>
      {text === undefined ? null : <p className={classes['text']}>{text}</p>}
      {action}
    </div>
  );
}

/** A pane that could not be read: what went wrong in words, and a way on. */
export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }): ReactNode {
  const { t } = useWords();
  const kind =
    error instanceof Unreachable
      ? 'unreachable'
      : error instanceof Refused
        ? error.code === 'forbidden'
          ? 'forbidden'
          : error.code === 'not_found'
            ? 'not_found'
            : 'refused'
        : 'broken';
  const icon =
    kind === 'unreachable' ? (
      <IconPlugConnectedX size={28} stroke={1.5} />
    ) : kind === 'forbidden' ? (
      <IconLock size={28} stroke={1.5} />
    ) : kind === 'not_found' ? (
      <IconZoomQuestion size={28} stroke={1.5} />
    ) : (
      <IconAlertTriangle size={28} stroke={1.5} />
    );
  return (
    <div role="alert" style={{ blockSize: '100%' }}>
      <EmptyState
        icon={icon}
        title={t(`error.${kind}.title`)}
        text={t(`error.${kind}.text`, { detail: error instanceof Broken ? error.message : '' })}
        action={onRetry === undefined || kind === 'forbidden' ? null : <Button onClick={onRetry}>{t('action.try_again')}</Button>}
      />
    </div>
  );
}

/** A pane that is being read for the first time. */
export function LoadingState({ rows = 5 }: { readonly rows?: number }): ReactNode {
  const { t } = useWords();
  return (
    <div className={classes['rows']} role="status" aria-label={t('state.loading')}>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} style={{ display: 'grid', gap: 8 }}>
          <div className={classes['bone']} style={{ inlineSize: `${40 + ((i * 17) % 40)}%` }} />
          <div className={classes['bone']} style={{ inlineSize: `${60 + ((i * 23) % 35)}%`, opacity: 0.6 }} />
        </div>
      ))}
    </div>
  );
}

const noticeIcons: Readonly<Record<Tone, typeof IconInfoCircle>> = {
  ok: IconCircleCheck,
  waiting: IconClockPause,
  risk: IconAlertTriangle,
  stop: IconHandStop,
  quiet: IconInfoCircle,
};

/** A sentence that belongs to what is being worked on, with what can be done about it. */
export function Notice({
  tone,
  children,
  action,
  urgent = false,
}: {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly urgent?: boolean;
}): ReactNode {
  const Shape = noticeIcons[tone];
  return (
    <div className={`${classes['notice']} ${classes[tone]}`} role={urgent ? 'alert' : 'status'}>
      <Shape size={16} stroke={2} />
      <div className={classes['noticeText']}>{children}</div>
      {action}
    </div>
  );
}

/** The sentence for any error of a command. */
export function useErrorSentence(): (error: unknown, currency?: string | null) => string {
  const { t, say } = useWords();
  return (error, currency = null) => {
    if (error instanceof Refused) return say('refusal', error.code, error.facts, currency);
    return error instanceof Unreachable ? t('error.command_unreachable') : t('error.command_broken');
  };
}
