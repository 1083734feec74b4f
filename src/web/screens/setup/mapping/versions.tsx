import type { ReactNode } from 'react';
import type { MappingVersion } from '../../../../modules/sync/contract.ts';
import { When } from '../../../ui/figures.tsx';
import page from '../../../ui/page.module.css';
import { useWords } from '../../../ui/use-words.ts';
import classes from './mapping.module.css';

/** Who saved which version, when and why. */
export function Versions({ versions }: { readonly versions: readonly MappingVersion[] }): ReactNode {
  const { t } = useWords();
  if (versions.length === 0) return <p className={page['dim']}>{t('mapping:none_yet')}</p>;
  return (
    <details>
      <summary>{t('mapping:versions', { count: versions.length })}</summary>
      <ol className={classes['plain']}>
        {versions.map((one) => (
          <li key={one.version}>
            {t('mapping:version', { version: one.version, rules: one.rules })} · <When at={one.at} style="moment" /> · <bdi>{one.by}</bdi> ·{' '}
            <bdi>{one.why}</bdi>
          </li>
        ))}
      </ol>
    </details>
  );
}
