import type { ReactNode } from 'react';
import type { SyncFinding } from '../../../modules/sync/contract.ts';
import { Badge } from '../badge.tsx';
import type { Tone } from '../status.ts';
import { useWords } from '../use-words.ts';
import classes from './erp.module.css';

const tones: Readonly<Record<SyncFinding['state'], Tone>> = { ok: 'ok', warn: 'risk', bad: 'stop' };

/** What the doctor found, the worst first; the words are the connector's own, for IT. */
export function Findings({ findings }: { readonly findings: readonly SyncFinding[] }): ReactNode {
  const { t, say } = useWords();
  const order = ['bad', 'warn', 'ok'] as const;
  const sorted = order.flatMap((state) => findings.filter((finding) => finding.state === state));
  return (
    <ul className={classes['findings']}>
      {sorted.map((finding) => (
        <li key={`${finding.about} ${finding.what} ${finding.text}`}>
          <Badge tone={tones[finding.state]}>{t(`erp:finding.${finding.state}`)}</Badge>
          <span className={classes['about']}>{say('erp_about', finding.about)}</span>
          <span>
            <strong>
              <bdi>{finding.what}</bdi>
            </strong>{' '}
            <bdi dir="auto">{finding.text}</bdi>
          </span>
        </li>
      ))}
    </ul>
  );
}
