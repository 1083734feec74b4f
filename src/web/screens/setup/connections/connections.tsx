import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconPlugConnectedX, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ConnectionRow } from '../../../../modules/sync/contract.ts';
import { connectionsQuery } from '../../../data/queries.ts';
import buttons from '../../../ui/button.module.css';
import { ConnectionBadge } from '../../../ui/erp/connection-state.tsx';
import { useErpRights } from '../../../ui/erp/roles.ts';
import { Code, When } from '../../../ui/figures.tsx';
import page from '../../../ui/page.module.css';
import { EmptyState, ErrorState, LoadingState } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import classes from './connections.module.css';

/** Setup → Connections: the ERPs that are connected. */
export function Connections(): ReactNode {
  const { t } = useWords();
  const { mayManage } = useErpRights();
  const connections = useQuery(connectionsQuery);
  if (connections.data === undefined)
    return connections.error === null ? <LoadingState rows={3} /> : <ErrorState error={connections.error} onRetry={() => void connections.refetch()} />;
  const { rows } = connections.data;
  const connect = mayManage ? (
    <Link to="/setup/connect" className={`${buttons['button']} ${buttons['primary']}`}>
      <IconPlus size={15} /> {t('connections:new')}
    </Link>
  ) : null;
  return (
    <div className={page['page']} tabIndex={0}>
      <div className={page['inner']}>
        <header className={page['title']}>
          <h1>{t('connections:title')}</h1>
          <span className={classes['end']}>{rows.length === 0 ? null : connect}</span>
        </header>
        {mayManage ? null : <p className={page['dim']}>{t('connections:read_only')}</p>}
        {rows.length === 0 ? (
          <EmptyState icon={<IconPlugConnectedX size={28} stroke={1.5} />} title={t('erp:none.title')} text={t('erp:none.text')} action={connect} />
        ) : (
          <div className={classes['list']}>
            {rows.map((row) => (
              <One key={row.id} row={row} />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

function One({ row }: { readonly row: ConnectionRow }): ReactNode {
  const { t, say } = useWords();
  return (
    <Link to="/setup/connections/$connectionId" params={{ connectionId: row.id }} className={classes['entryCard']}>
      <strong>
        <bdi>{say('connector', row.connector)}</bdi>
      </strong>
      <ConnectionBadge row={row} />
      <span className={page['dim']}>
        <Code>{row.id}</Code>
        {row.host === '' ? null : (
          <>
            {' '}
            · <Code>{row.host}</Code>
          </>
        )}
      </span>
      <span className={`${classes['end']} ${page['dim']}`}>
        {t('erp:last_ok')} {row.lastOkAt === null ? t('erp:never') : <When at={row.lastOkAt} style="moment" />}
      </span>
    </Link>
  );
}
