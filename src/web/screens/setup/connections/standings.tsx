import { useState, type ReactNode } from 'react';
import type { ObjectStanding } from '../../../../modules/sync/contract.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { freshnessOf, waitsForPerson, type Freshness } from '../../../ui/erp/freshness.ts';
import { useErpRights } from '../../../ui/erp/roles.ts';
import type { ErpLook } from '../../../ui/erp/use-look.ts';
import { When } from '../../../ui/figures.tsx';
import page from '../../../ui/page.module.css';
import type { Tone } from '../../../ui/status.ts';
import { useNow } from '../../../ui/use-now.ts';
import { useWords } from '../../../ui/use-words.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import classes from './connections.module.css';

const tones: Readonly<Record<Freshness, Tone>> = { reading: 'waiting', stopped: 'stop', never: 'quiet', old: 'risk', current: 'ok' };

/** Each kind of record that is read: how, as of when it is true, how many, and what stopped. */
export function Standings({ erp, objects }: { readonly erp: ErpLook; readonly objects: readonly ObjectStanding[] }): ReactNode {
  const { t } = useWords();
  const { mayManage } = useErpRights();
  const [asked, setAsked] = useState<ObjectStanding | null>(null);
  return (
    <section className={page['card']}>
      <div className={classes['partHead']}>
        <h2>{t('connections:read.title')}</h2>
        {mayManage ? (
          <span className={classes['end']}>
            <Button small disabled={erp.looking !== null} onClick={() => erp.look({ what: 'read', objects: objects.map(({ object }) => object), accept: [] })}>
              {t(erp.looking === 'read' ? 'connections:read.running' : 'connections:read.all')}
            </Button>
          </span>
        ) : null}
      </div>
      <div className={`${page['cardBody']} ${page['scroll']}`} tabIndex={0}>
        <table className={`${page['table']} ${classes['standings']}`}>
          <thead>
            <tr>
              {['object', 'state', 'as_of', 'records', 'how'].map((column) => (
                <th key={column} className={column === 'records' ? page['end'] : ''}>
                  {t(`connections:read.${column}`)}
                </th>
              ))}
              {mayManage ? <th aria-label={t('connections:read.act')} /> : null}
            </tr>
          </thead>
          <tbody>
            {objects.map((object) => (
              <Row key={object.object} object={object} erp={erp} mayManage={mayManage} onAccept={() => setAsked(object)} />
            ))}
          </tbody>
        </table>
      </div>
      <AcceptDialog
        object={asked}
        onClose={() => setAsked(null)}
        onAccept={(object) => {
          setAsked(null);
          erp.look({ what: 'read', objects: [object], accept: [object] });
        }}
      />
    </section>
  );
}

interface RowProps {
  readonly object: ObjectStanding;
  readonly erp: ErpLook;
  readonly mayManage: boolean;
  readonly onAccept: () => void;
}

function Row({ object, erp, mayManage, onAccept }: RowProps): ReactNode {
  const { t, say, formats } = useWords();
  const freshness = freshnessOf(object, useNow(true, 10_000));
  const name = say('erp_object', object.object);
  const how = object.how === 'delta' ? t('connections:read.delta', { by: object.by }) : t('connections:read.snapshot');
  return (
    <tr>
      <th scope="row" style={{ color: 'var(--k-text)', fontSize: 13 }}>
        {name}
      </th>
      <td>
        <Badge tone={tones[freshness]} plain>
          {t(`erp:current.${freshness}`)}
        </Badge>
        {object.trouble === null ? null : <Trouble trouble={object.trouble} />}
      </td>
      <td>{object.asOf === null ? '–' : <When at={object.asOf} style="moment" />}</td>
      <td className={page['end']}>
        <span className="k-num">{formats.number(object.records)}</span>
        {object.skipped === 0 ? null : (
          <div className={page['dim']}>{t('connections:read.skipped', { count: object.skipped, n: formats.number(object.skipped) })}</div>
        )}
      </td>
      <td className={page['dim']}>
        {how} {t(`connections:read.gone_${object.deletes}`)}
      </td>
      {mayManage ? (
        <td className={page['end']}>
          {waitsForPerson(object) ? (
            <Button small look="primary" disabled={erp.looking !== null} onClick={onAccept}>
              {t('connections:accept.open')}
            </Button>
          ) : (
            <Button
              small
              aria-label={t('connections:read.now_of', { object: name })}
              disabled={erp.looking !== null || object.reading}
              onClick={() => erp.look({ what: 'read', objects: [object.object], accept: [] })}
            >
              {t('connections:read.now')}
            </Button>
          )}
        </td>
      ) : null}
    </tr>
  );
}

function Trouble({ trouble }: { readonly trouble: NonNullable<ObjectStanding['trouble']> }): ReactNode {
  const { say } = useWords();
  return (
    <div style={{ maxInlineSize: '44ch' }}>
      {say('erp_trouble', trouble.code, { previous: trouble.previous, seen: trouble.seen })} <When at={trouble.at} style="moment" />
      {trouble.text === '' ? null : (
        <div className={page['dim']} style={{ overflowWrap: 'anywhere' }}>
          <q>
            <bdi dir="auto">{trouble.text}</bdi>
          </q>
        </div>
      )}
    </div>
  );
}
