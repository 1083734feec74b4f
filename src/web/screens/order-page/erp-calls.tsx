import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ErpCall } from '../../../modules/sync/contract.ts';
import { commandQuery } from '../../data/queries.ts';
import { Badge } from '../../ui/badge.tsx';
import { Code, Duration, When } from '../../ui/figures.tsx';
import page from '../../ui/page.module.css';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { piecesOf } from '../../ui/text/spans.ts';
import type { Tone } from '../../ui/status.ts';
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
      <div className={page['scroll']} tabIndex={0}>
        <table className={page['table']}>
          <thead>
            <tr>
              {['at', 'step', 'request', 'status', 'outcome', 'time'].map((column) => (
                <th key={column} className={column === 'time' ? page['end'] : ''}>
                  {t(`orders:calls.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {calls.map((call) => (
              <Call key={`${call.at} ${call.step} ${call.path}`} call={call} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function toneOf(call: ErpCall): Tone {
  if (call.status === null) return 'risk';
  return call.status < 400 ? 'ok' : call.status === 429 || call.status === 503 ? 'waiting' : 'stop';
}

function Call({ call }: { readonly call: ErpCall }): ReactNode {
  const { say } = useWords();
  return (
    <tr>
      <td>
        <When at={call.at} style="seconds" />
      </td>
      <td>{say('step', call.step)}</td>
      <td className={page['mono']}>
        <bdi dir="ltr">
          {call.method} {call.path}
        </bdi>
      </td>
      <td>{call.status === null ? '–' : <Code>{String(call.status)}</Code>}</td>
      <td>
        <Badge tone={toneOf(call)} plain>
          {say('call', call.outcome)}
        </Badge>
        {call.detail === null ? null : (
          <div className={page['dim']}>
            <bdi dir="auto">
              {piecesOf(call.detail.slice(0, 300))
                .map((piece) => (piece.kind === 'text' ? piece.text : `[${piece.label}]`))
                .join('')}
            </bdi>
          </div>
        )}
      </td>
      <td className={page['end']}>
        <Duration ms={call.ms} />
      </td>
    </tr>
  );
}
