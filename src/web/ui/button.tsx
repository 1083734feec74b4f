import { Tooltip } from '@mantine/core';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import classes from './button.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'plain' | 'primary' | 'quiet' | 'danger';
  readonly small?: boolean;
  /** The key that does the same, shown on the button. */
  readonly hint?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with a word. */
export function Button({ look = 'plain', small = false, hint, children, className = '', ...rest }: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      className={`${classes['button']} ${look === 'plain' ? '' : classes[look]} ${small ? classes['small'] : ''} ${className}`}
      aria-keyshortcuts={hint}
      {...rest}
    >
      {children}
      {hint === undefined || hint === '' ? null : <KeyHint keys={hint} />}
    </button>
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly label: string;
  readonly hint?: string;
  readonly small?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button that is only an icon; its name is its tooltip and its accessible name. */
export function IconButton({ label, hint, small = false, children, className = '', ...rest }: IconButtonProps): ReactNode {
  return (
    <Tooltip label={<Hinted label={label} hint={hint} />}>
      <button
        type="button"
        aria-label={label}
        aria-keyshortcuts={hint}
        className={`${classes['button']} ${classes['quiet']} ${classes['icon']} ${small ? classes['small'] : ''} ${className}`}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  );
}

const shown: Readonly<Record<string, string>> = { shift: '⇧', Enter: '↵', Escape: 'Esc', ArrowDown: '↓', ArrowUp: '↑' };

/** One shortcut as keycaps. */
export function KeyHint({ keys }: { readonly keys: string }): ReactNode {
  return (
    <span aria-hidden="true" style={{ display: 'inline-flex', gap: 2 }} dir="ltr">
      {keys
        .split(' ')
        .flatMap((part) => part.split('+'))
        .map((key) => (
          <kbd key={key} className={classes['key']}>
            {key === 'mod' ? modifierSign() : (shown[key] ?? (key.length === 1 ? key.toUpperCase() : key))}
          </kbd>
        ))}
    </span>
  );
}

const modifierSign = (): string => (/mac|iphone|ipad/i.test(navigator.platform) ? '⌘' : 'Ctrl');

function Hinted({ label, hint }: { readonly label: string; readonly hint: string | undefined }): ReactNode {
  return (
    <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
      {label}
      {hint === undefined ? null : <KeyHint keys={hint} />}
    </span>
  );
}
