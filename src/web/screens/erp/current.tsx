import type { ReactNode } from 'react';
import type { ObjectStanding } from '../../../modules/sync/contract.ts';
import { Badge } from '../../ui/badge.tsx';
import { freshnessOf, type Freshness } from '../../ui/erp/freshness.ts';
import { When } from '../../ui/figures.tsx';
import type { Tone } from '../../ui/status.ts';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../ui/use-words.ts';
import classes from './erp.module.css';

const tones: Readonly<Record<Freshness, Tone>> = { reading: 'waiting', stopped: 'stop', never: 'quiet', old: 'risk', current: 'ok' };

/** As of when each kind of record is true here. What is old looks old. */
export function Current({ objects }: { readonly objects: readonly ObjectStanding[] }): ReactNode {
  const { t, say } = useWords();
  const now = useNow(true, 10_000);
  return (
    <div className={classes['part']}>
      <div className={classes['partHead']}>
        <h3>{t('erp:current.title')}</h3>
      </div>
      <ul className={classes['objects']}>
        {objects.map((object) => {
          const freshness = freshnessOf(object, now);
          return (
            <li key={object.object} data-old={freshness === 'old'}>
              <span>{say('erp_object', object.object)}</span>
              <Badge tone={tones[freshness]} plain>
                {object.asOf === null || freshness === 'stopped' || freshness === 'reading' ? (
                  t(`erp:current.${freshness}`)
                ) : (
                  <When at={object.asOf} style={freshness === 'current' && object.object !== 'past_order' ? 'time' : 'moment'} />
                )}
              </Badge>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
