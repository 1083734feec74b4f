import type { ReactNode } from 'react';
import type { CheckResult } from '../../../modules/orders/contract.ts';
import { When } from '../figures.tsx';
import { useWords } from '../use-words.ts';

/** As of when the figures of a check (stock, credit) were true in the ERP; null where a check has no such figures. */
export const asOfCheck = ({ facts }: Pick<CheckResult, 'facts'>): string | null => (typeof facts['asOf'] === 'string' ? facts['asOf'] : null);

/** "as of 23 Nov, 14:02"; nothing when it is not known. */
export function AsOf({ at }: { readonly at: string | null }): ReactNode {
  const { t } = useWords();
  if (at === null) return null;
  return (
    <span style={{ color: 'var(--k-text-3)', whiteSpace: 'nowrap' }}>
      {t('live.as_of')} <When at={at} style="moment" />
    </span>
  );
}
