import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ConnectionPage } from '../../../../modules/sync/contract.ts';
import { keys } from '../../../data/stale-keys.ts';
import { pauseConnection } from '../../../data/sync-commands.ts';
import { connectorsQuery } from '../../../data/sync-queries.ts';
import { useCommand } from '../../../data/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { ConnectionBadge, ConnectionNotices } from '../../../ui/erp/connection-state.tsx';
import { useErpRights } from '../../../ui/erp/roles.ts';
import { useErpError } from '../../../ui/erp/use-erp-error.ts';
import { useLook } from '../../../ui/erp/use-look.ts';
import { Code } from '../../../ui/figures.tsx';
import page from '../../../ui/page.module.css';
import { ErrorState, LoadingState, Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { MappingEditor } from '../mapping/mapping-editor.tsx';
import { Abilities } from './abilities.tsx';
import { ChangeSettings } from './change-settings.tsx';
import classes from './connections.module.css';
import { DoctorReport } from './doctor-report.tsx';
import { Standings } from './standings.tsx';

/** One connection: how current each kind of record is, what it can, what the doctor says, how it is set up. */
export function Connection(): ReactNode {
  const { connectionId } = useParams({ from: '/desk/setup/connections/$connectionId' });
  return <Whole key={connectionId} id={connectionId} />;
}

function Whole({ id }: { readonly id: string }): ReactNode {
  const erp = useLook(id);
  const connectors = useQuery(connectorsQuery);
  const sentence = useErpError();
  const { mayManage } = useErpRights();
  if (erp.page === undefined) return erp.error === null ? <LoadingState rows={8} /> : <ErrorState error={erp.error} onRetry={erp.again} />;
  const connector = connectors.data?.rows.find((row) => row.id === erp.page?.connector) ?? null;
  return (
    <div className={page['page']} tabIndex={0}>
      <div className={page['inner']}>
        <Head shown={erp.page} />
        <ConnectionNotices row={erp.page} />
        {erp.trouble === null ? null : (
          <Notice tone="stop" urgent>
            {sentence(erp.trouble)}
          </Notice>
        )}
        <Standings erp={erp} objects={erp.page.objects} />
        {connector === null ? null : <Abilities connector={connector} />}
        <DoctorReport erp={erp} shown={erp.page} />
        {mayManage ? <MappingEditor connection={id} /> : null}
        {mayManage && connectors.data !== undefined && connector !== null ? <ChangeSettings id={id} connector={connector} own={connectors.data.own} /> : null}
      </div>
    </div>
  );
}

function Head({ shown }: { readonly shown: ConnectionPage }): ReactNode {
  const { t } = useWords();
  const { mayManage } = useErpRights();
  const { busy, run } = useCommand(keys.connections);
  return (
    <header className={page['title']}>
      <Link to="/setup/connections">{t('connections:title')}</Link>
      <h1>
        <Code>{shown.id}</Code>
      </h1>
      <ConnectionBadge row={shown} />
      <span className={page['dim']}>
        <bdi>
          {shown.vendor} {shown.product}
        </bdi>
        {shown.host === '' ? null : (
          <>
            {' '}
            · <Code>{shown.host}</Code>
          </>
        )}
      </span>
      <span className={classes['end']}>
        <Link to="/erp">{t('connections:to_erp')}</Link>
        {mayManage && shown.state === 'active' ? (
          <Button disabled={busy} onClick={() => void run(() => pauseConnection(shown.id))}>
            {t('connections:pause')}
          </Button>
        ) : null}
      </span>
    </header>
  );
}
