import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { commandQuery } from '../../data/queries.ts';
import { CallsTable } from '../../ui/erp/calls-table.tsx';
import page from '../../ui/page.module.css';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';

/** Each call to the ERP for this order: what was asked, what it said, how long it took. */
export function ErpCalls({ commandId }: { readonly commandId: string }): ReactNode {
  const { t, say } = useWords();
  const command = useQuery(commandQuery(commandId));
  if (command.data === undefined)
    return command.error === null ? <LoadingState rows={2} /> : <ErrorState error={command.error} onRetry={() => void command.refetch()} />;
  const { calls, connection, reference, state, attempts } = command.data;
  return (
    <>
      <p className={page['dim']}>
        {t('orders:calls.summary', { connection, reference: `\u2066${reference}\u2069`, state: say('command', state), count: attempts })}
      </p>
      <CallsTable calls={calls} />
    </>
  );
}
