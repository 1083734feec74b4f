import { Link } from '@tanstack/react-router';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ConnectionRow } from '../../../modules/sync/contract.ts';
import { ConnectionBadge, ConnectionNotices } from '../../ui/erp/connection-state.tsx';
import { useErpError } from '../../ui/erp/use-erp-error.ts';
import { useLook } from '../../ui/erp/use-look.ts';
import { Code, Duration, When } from '../../ui/figures.tsx';
import page from '../../ui/page.module.css';
import { ErrorState, LoadingState, Notice } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../ui/use-words.ts';
import { Current } from './current.tsx';
import { Differences } from './differences.tsx';
import { DoctorPart } from './doctor-part.tsx';
import classes from './erp.module.css';
import { OpenCommands } from './open-commands.tsx';

/** One connection: whether it works, what waits, how current it is, what differs, what the doctor says. */
export function ConnectionCard({ row, sandboxUrl }: { readonly row: ConnectionRow; readonly sandboxUrl: string | null }): ReactNode {
  const erp = useLook(row.id);
  const sentence = useErpError();
  return (
    <section className={page['card']} aria-labelledby={`erp-${row.id}`}>
      <div className={`${page['cardBody']} ${page['stack']}`} style={{ gap: 14 }}>
        <Head row={row} sandboxUrl={sandboxUrl} />
        <ConnectionNotices row={row} />
        <Figures row={row} />
        {row.waiting + row.unknown === 0 ? null : <OpenCommands connection={row.id} />}
        {erp.trouble === null ? null : (
          <Notice tone="stop" urgent>
            {sentence(erp.trouble)}
          </Notice>
        )}
        {erp.page === undefined ? (
          erp.error === null ? (
            <LoadingState rows={3} />
          ) : (
            <ErrorState error={erp.error} onRetry={erp.again} />
          )
        ) : (
          <>
            <Current objects={erp.page.objects} />
            <Differences erp={erp} page={erp.page} />
            <DoctorPart erp={erp} page={erp.page} />
          </>
        )}
      </div>
    </section>
  );
}

function Head({ row, sandboxUrl }: { readonly row: ConnectionRow; readonly sandboxUrl: string | null }): ReactNode {
  const { t, say } = useWords();
  return (
    <div className={page['title']}>
      <h2 className={classes['name']} id={`erp-${row.id}`}>
        <bdi>{say('connector', row.connector)}</bdi>
      </h2>
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
      <span className={classes['end']}>
        <Link to="/setup/connections/$connectionId" params={{ connectionId: row.id }}>
          {t('erp:to_setup')}
        </Link>
        {sandboxUrl === null ? null : (
          <a className={classes['link']} href={sandboxUrl} target="_blank" rel="noreferrer">
            {t('erp:sandbox')} <IconExternalLink size={14} className="k-flip" />
          </a>
        )}
      </span>
    </div>
  );
}

function Figures({ row }: { readonly row: ConnectionRow }): ReactNode {
  const { t, formats } = useWords();
  const now = useNow(row.oldestAt !== null, 5_000);
  const figures = [
    { name: 'waiting', value: row.waiting, urgent: false },
    { name: 'unknown', value: row.unknown, urgent: row.unknown > 0 },
    { name: 'rejected', value: row.rejected, urgent: row.rejected > 0 },
  ] as const;
  return (
    <dl className={classes['figures']}>
      {figures.map((figure) => (
        <div key={figure.name} data-urgent={figure.urgent}>
          <dt>{t(`erp:${figure.name}`)}</dt>
          <dd className="k-num">{formats.number(figure.value)}</dd>
        </div>
      ))}
      <div>
        <dt>{t('erp:oldest')}</dt>
        <dd>{row.oldestAt === null ? t('erp:nothing_waits') : <Duration ms={now - Date.parse(row.oldestAt)} />}</dd>
      </div>
      <div>
        <dt>{t('erp:last_ok')}</dt>
        <dd>{row.lastOkAt === null ? t('erp:never') : <When at={row.lastOkAt} style="moment" />}</dd>
      </div>
    </dl>
  );
}
