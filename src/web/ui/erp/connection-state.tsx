import type { ReactNode } from 'react';
import type { ConnectionRow } from '../../../modules/sync/contract.ts';
import { keys } from '../../data/stale-keys.ts';
import { resumeConnection } from '../../data/sync-commands.ts';
import { useCommand } from '../../data/use-command.ts';
import { Badge } from '../badge.tsx';
import { Button } from '../button.tsx';
import { When } from '../figures.tsx';
import { Notice } from '../states.tsx';
import type { Tone } from '../status.ts';
import { useWords } from '../use-words.ts';
import { useErpRights } from './roles.ts';

/** In one word: paused goes before resting, resting before a known downtime. */
type Standing = 'paused' | 'resting' | 'down' | 'untried' | 'active';

const standingOf = ({ state, restUntil, downUntil, lastOkAt }: ConnectionRow): Standing =>
  state === 'paused' ? 'paused' : restUntil !== null ? 'resting' : downUntil !== null ? 'down' : lastOkAt === null ? 'untried' : 'active';

const tones: Readonly<Record<Standing, Tone>> = { paused: 'stop', resting: 'risk', down: 'waiting', untried: 'quiet', active: 'ok' };

/** Whether a connection works, as a word with an icon. */
export function ConnectionBadge({ row }: { readonly row: ConnectionRow }): ReactNode {
  const { t } = useWords();
  const standing = standingOf(row);
  return <Badge tone={tones[standing]}>{t(`erp:state.${standing}`)}</Badge>;
}

/** Why a connection does not work now, until when, and the way on for whoever may take it. */
export function ConnectionNotices({ row }: { readonly row: ConnectionRow }): ReactNode {
  const { t } = useWords();
  const { mayManage } = useErpRights();
  const { busy, run } = useCommand(keys.connections);
  const resume = (
    <Button small disabled={busy} onClick={() => void run(() => resumeConnection(row.id))}>
      {t('erp:resume')}
    </Button>
  );
  return (
    <>
      {row.state === 'paused' ? (
        <Notice tone="stop" action={mayManage ? resume : null}>
          {row.pausedWhy === 'by_hand' ? t('erp:paused.by_hand') : t('erp:paused.refused')}
          {row.pausedWhy === 'by_hand' || row.pausedWhy === null ? null : (
            <>
              {' '}
              <q>
                <bdi dir="auto">{row.pausedWhy}</bdi>
              </q>
            </>
          )}
        </Notice>
      ) : null}
      {row.restUntil === null ? null : (
        <Notice tone="risk">
          {t('erp:resting')} <When at={row.restUntil} style="seconds" />
        </Notice>
      )}
      {row.downUntil === null ? null : (
        <Notice tone="waiting">
          {t('erp:down')} <When at={row.downUntil} style="moment" />
        </Notice>
      )}
    </>
  );
}
