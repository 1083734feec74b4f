import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { demoQuery } from '../../data/demo.ts';
import { connectionsQuery } from '../../data/queries.ts';
import { useErpRights } from '../../ui/erp/roles.ts';
import { When } from '../../ui/figures.tsx';
import page from '../../ui/page.module.css';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import { ConnectionCard } from './connection-card.tsx';
import { Letters } from './letters.tsx';

/** The exchange with ERPs: first what waits for a person, then each connection: whether it works, how current it is, what differs. */
export function Erp(): ReactNode {
  const { t } = useWords();
  const connections = useQuery(connectionsQuery);
  const demo = useQuery(demoQuery).data ?? null;
  const rows = connections.data?.rows;
  return (
    <div className={page['page']} tabIndex={0}>
      <div className={page['inner']}>
        <header className={page['title']}>
          <h1>{t('erp:title')}</h1>
          {rows === undefined ? null : (
            <span className={page['dim']}>
              {t('live.as_of')} <When at={new Date(connections.dataUpdatedAt).toISOString()} style="seconds" />
            </span>
          )}
        </header>
        {rows === undefined ? (
          connections.error === null ? (
            <LoadingState rows={3} />
          ) : (
            <ErrorState error={connections.error} onRetry={() => void connections.refetch()} />
          )
        ) : rows.length === 0 ? (
          <NoErp />
        ) : (
          <>
            <Letters />
            {rows.map((row) => (
              <ConnectionCard key={row.id} row={row} sandboxUrl={sandboxOf(demo?.erpUrl ?? null, row.host)} />
            ))}
          </>
        )}
      </div>
    </div>
  );
}

/** The stand-in's own page, where the connection leads to it. */
const sandboxOf = (url: string | null, host: string): string | null => (url !== null && URL.canParse(url) && new URL(url).host === host ? url : null);

function NoErp(): ReactNode {
  const { t } = useWords();
  const { mayManage } = useErpRights();
  return (
    <EmptyState
      icon={<IconPlugConnectedX size={28} stroke={1.5} />}
      title={t('erp:none.title')}
      text={t('erp:none.text')}
      action={mayManage ? <Link to="/setup/connect">{t('erp:connect')}</Link> : null}
    />
  );
}
