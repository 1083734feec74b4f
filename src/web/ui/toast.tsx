import { IconX } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { IconButton } from './button.tsx';
import classes from './toast.module.css';
import { useWords } from './use-words.ts';

const shownMs = 12_000;

interface ToastProps {
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly onClose: () => void;
}

/** What was just done, with the way back. It goes by itself, but never while a hand or the focus is on it. */
export function Toast({ children, action, onClose }: ToastProps): ReactNode {
  const { t } = useWords();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(onClose, shownMs);
    return () => clearTimeout(timer);
  }, [held, onClose]);
  return (
    <div
      className={classes['toast']}
      role="status"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className={classes['text']}>{children}</div>
      {action}
      <IconButton small label={t('action.close')} onClick={onClose}>
        <IconX size={15} />
      </IconButton>
    </div>
  );
}
