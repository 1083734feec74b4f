import { IconArrowsSplit2, IconBan, IconCircleCheck, IconHelpCircle, IconHourglassLow } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { AliasRow, AliasState } from '../../../../modules/intake/contract.ts';
import { Badge } from '../../../ui/badge.tsx';
import type { Tone } from '../../../ui/status.ts';
import { useWords } from '../../../ui/use-words.ts';
import classes from './aliases.module.css';

const tones: Readonly<Record<AliasState, Tone>> = { deciding: 'ok', helping: 'quiet', conflict: 'risk', stale: 'waiting', ruled_out: 'stop' };
const icons = { deciding: IconCircleCheck, helping: IconHelpCircle, conflict: IconArrowsSplit2, stale: IconHourglassLow, ruled_out: IconBan } as const;

/** How an alias stands. */
export function AliasBadge({ state, plain = false }: { readonly state: AliasState; readonly plain?: boolean }): ReactNode {
  const { say } = useWords();
  return (
    <Badge tone={tones[state]} icon={icons[state]} plain={plain}>
      {say('alias_state', state)}
    </Badge>
  );
}

/** What an alias weighs, and how much of all meanings of its words it is. */
export function Weight({ alias }: { readonly alias: AliasRow }): ReactNode {
  const { t, formats } = useWords();
  const share = formats.percent(alias.share);
  return (
    <span className={classes['weight']} title={t('setup:weight_title', { weight: formats.number(alias.weight), share })}>
      <span className={classes['bar']} aria-hidden="true">
        <span style={{ inlineSize: `${Math.round(alias.share * 100)}%` }} data-state={alias.state} />
      </span>
      <span className="k-num">{share}</span>
      <span className={`k-num ${classes['dim']}`}>{formats.number(alias.weight)}</span>
    </span>
  );
}

/** Whose words they are. */
export function ScopeName({ alias }: { readonly alias: AliasRow }): ReactNode {
  const { say } = useWords();
  return alias.scope === 'customer' ? (
    <bdi>{alias.scopeName}</bdi>
  ) : (
    <>
      {say('alias_scope', alias.scope)} · <bdi>{alias.scopeName}</bdi>
    </>
  );
}

/** Who did something: a person by name, ourselves by ours. */
export function By({ actor }: { readonly actor: string }): ReactNode {
  const { t } = useWords();
  return actor === 'system' || actor.startsWith('system:') ? t('actor.system') : <bdi>{actor}</bdi>;
}
