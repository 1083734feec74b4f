import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { OpenCommand } from '../../../modules/sync/contract.ts';
import { outboxQuery } from '../../data/sync-queries.ts';
import { Badge } from '../../ui/badge.tsx';
import { Code, Duration, When } from '../../ui/figures.tsx';
import page from '../../ui/page.module.css';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import type { Tone } from '../../ui/status.ts';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../ui/use-words.ts';
import classes from './erp.module.css';

const tones: Readonly<Record<OpenCommand['state'], Tone>> = { new: 'quiet', sending: 'waiting', unknown: 'risk' };
/** More are not looked at one by one. */
const mostShown = 20;

/** What waits to be sent or looked up, the oldest first. */
export function OpenCommands({ connection }: { readonly connection: string }): ReactNode {
  const { t } = useWords();
  const outbox = useQuery(outboxQuery(connection));
  if (outbox.data === undefined)
    return outbox.error === null ? <LoadingState rows={2} /> : <ErrorState error={outbox.error} onRetry={() => void outbox.refetch()} />;
  const { rows, total } = outbox.data;
  if (rows.length === 0) return null;
  return (
    <div className={classes['part']}>
      <div className={classes['partHead']}>
        <h3>{t('erp:outbox.title')}</h3>
      </div>
      <div className={page['scroll']} tabIndex={0}>
        <table className={page['table']}>
          <thead>
            <tr>
              {['what', 'reference', 'customer', 'state', 'waits', 'next'].map((column) => (
                <th key={column}>{t(`erp:outbox.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostShown).map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {total > mostShown ? <p className={page['dim']}>{t('erp:outbox.more', { count: total - mostShown, n: String(total - mostShown) })}</p> : null}
    </div>
  );
}

function Row({ row }: { readonly row: OpenCommand }): ReactNode {
  const { say } = useWords();
  const now = useNow(true, 5_000);
  return (
    <tr>
      <td>{say('erp_write', row.kind)}</td>
      <td>
        <Link to="/erp/commands/$commandId" params={{ commandId: row.id }}>
          <Code>{row.reference}</Code>
        </Link>
      </td>
      <td>{row.customer === null ? '–' : <Code>{row.customer}</Code>}</td>
      <td>
        <Badge tone={tones[row.state]} plain>
          {say('command', row.state)}
        </Badge>
      </td>
      <td>
        <Duration ms={now - Date.parse(row.since)} />
      </td>
      <td>
        <When at={row.notBefore} style="seconds" />
      </td>
    </tr>
  );
}
