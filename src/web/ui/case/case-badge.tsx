import { IconCircleCheck, IconCircleX, IconClockX, IconEye, IconLoader2, IconTag, IconUserQuestion } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import type { CaseState } from '../../../modules/exceptions/contract.ts';
import { Badge } from '../badge.tsx';
import type { Tone } from '../status.ts';
import { useWords } from '../use-words.ts';

type Icon = ComponentType<{ readonly size?: number; readonly stroke?: number; readonly className?: string | undefined }>;

const looks: Readonly<Record<CaseState, readonly [Tone, Icon]>> = {
  raised: ['risk', IconUserQuestion],
  acked: ['waiting', IconEye],
  decided: ['ok', IconCircleCheck],
  acting: ['waiting', IconLoader2],
  verified: ['ok', IconCircleCheck],
  closed: ['quiet', IconCircleCheck],
  expired: ['stop', IconClockX],
  withdrawn: ['quiet', IconCircleX],
};

/** The state of a case. */
export function CaseBadge({ state, plain = false }: { readonly state: CaseState; readonly plain?: boolean }): ReactNode {
  const { say } = useWords();
  const [tone, icon] = looks[state];
  return (
    <Badge tone={tone} icon={icon} plain={plain}>
      {say('case_state', state)}
    </Badge>
  );
}

const verdictTones: Readonly<Record<string, Tone>> = {
  ok: 'ok',
  approved: 'ok',
  asks_less: 'waiting',
  over_authority: 'risk',
  below_floor: 'stop',
  below_cost: 'stop',
};

/** What the rules say of a price. */
export function VerdictBadge({ verdict, settled }: { readonly verdict: string; readonly settled: boolean }): ReactNode {
  const { t, say } = useWords();
  if (settled) return <Badge tone="ok">{t('approvals:settled')}</Badge>;
  return (
    <Badge tone={verdictTones[verdict] ?? 'quiet'} {...(verdict === 'asks_less' ? { icon: IconTag } : {})}>
      {say('verdict', verdict)}
    </Badge>
  );
}
