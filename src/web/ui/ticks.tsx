import { IconAlertCircle, IconCheck, IconChecks, IconClock, IconQuestionMark } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from './use-words.ts';

const read = 'var(--k-waiting)';

/** How far a message has come: waiting, sent, delivered, read, failed, or nobody knows. The word is there for screen readers and on hover. */
export function Ticks({ status }: { readonly status: string }): ReactNode {
  const { say } = useWords();
  const word = say('ticks', status);
  const shape =
    status === 'sent' ? (
      <IconCheck size={14} />
    ) : status === 'delivered' ? (
      <IconChecks size={14} />
    ) : status === 'read' ? (
      <IconChecks size={14} color={read} />
    ) : status === 'failed' ? (
      <IconAlertCircle size={14} color="var(--k-stop)" />
    ) : status === 'unknown' ? (
      <IconQuestionMark size={14} color="var(--k-risk)" />
    ) : (
      <IconClock size={12} />
    );
  return (
    <span title={word} style={{ display: 'inline-flex' }}>
      {shape}
      <span className="k-sr">{word}</span>
    </span>
  );
}
