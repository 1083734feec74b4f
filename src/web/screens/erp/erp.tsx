import { useQuery } from '@tanstack/react-query';
import { IconExternalLink, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ConnectionRow } from '../../../modules/sync/contract.ts';
import { demoQuery } from '../../data/demo.ts';
import { connectionsQuery } from '../../data/queries.ts';
import { Badge } from '../../ui/badge.tsx';
import { Code, When } from '../../ui/figures.tsx';
import page from '../../ui/page.module.css';
import { EmptyState, ErrorState, LoadingState, Notice } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './erp.module.css';

/** The connections to ERPs: whether they work, and what waits for them. */
export function Erp(): ReactNode {
  const { t } = useWords();
  const connections = useQuery(connectionsQuery);
  const demo = useQuery(demoQuery).data ?? null;
  return (
    <div className={page['page']}>
      <div className={page['inner']}>
        <header className={page['title']}>
          <h1>{t('erp:title')}</h1>
          {connections.data === undefined ? null : (
            <span className={page['dim']}>
              {t('live.as_of')} <When at={new Date(connections.dataUpdatedAt).toISOString()} style="seconds" />
            </span>
          )}
        </header>
        {connections.data === undefined ? (
          connections.error === null ? (
            <LoadingState rows={3} />
          ) : (
            <ErrorState error={connections.error} onRetry={() => void connections.refetch()} />
          )
        ) : connections.data.rows.length === 0 ? (
          <EmptyState icon={<IconPlugConnectedX size={28} stroke={1.5} />} title={t('erp:none.title')} text={t('erp:none.text')} />
        ) : (
          connections.data.rows.map((row) => <Connection key={row.id} row={row} sandboxUrl={demo?.erpUrl ?? null} />)
        )}
      </div>
    </div>
  );
}

function Connection({ row, sandboxUrl }: { readonly row: ConnectionRow; readonly sandboxUrl: string | null }): ReactNode {
  const { t, say } = useWords();
  const figures = [
    { name: 'waiting', value: row.waiting, urgent: false },
    { name: 'unknown', value: row.unknown, urgent: row.unknown > 0 },
    { name: 'rejected', value: row.rejected, urgent: row.rejected > 0 },
  ] as const;
  return (
    <section className={page['card']}>
      <div className={`${page['cardBody']} ${page['stack']}`} style={{ gap: 14 }}>
        <div className={page['title']}>
          <h2 className={classes['name']}>
            <bdi>{say('connector', row.connector)}</bdi>
          </h2>
          <Badge tone={row.state === 'active' ? 'ok' : 'stop'}>{t(`erp:state.${row.state}`)}</Badge>
          <span className={page['dim']}>
            <Code>{row.id}</Code> · <Code>{row.host}</Code>
          </span>
          {sandboxUrl === null ? null : (
            <a className={classes['link']} href={sandboxUrl} target="_blank" rel="noreferrer">
              {t('erp:sandbox')} <IconExternalLink size={14} className="k-flip" />
            </a>
          )}
        </div>
        {row.pausedWhy === null ? null : <Notice tone="stop">{t('erp:paused', { why: say('pause', row.pausedWhy) })}</Notice>}
        <dl className={classes['figures']}>
          {figures.map((figure) => (
            <div key={figure.name} data-urgent={figure.urgent}>
              <dd className="k-num">{figure.value}</dd>
              <dt>{t(`erp:${figure.name}`)}</dt>
            </div>
          ))}
          <div>
            <dd>{row.lastOkAt === null ? t('erp:never') : <When at={row.lastOkAt} style="moment" />}</dd>
            <dt>{t('erp:last_ok')}</dt>
          </div>
        </dl>
      </div>
    </section>
  );
}
