import type { ReactNode } from 'react';
import type { ErpCall } from '../../../modules/sync/contract.ts';
import { Badge } from '../badge.tsx';
import { Code, Duration, When } from '../figures.tsx';
import page from '../page.module.css';
import { piecesOf } from '../text/spans.ts';
import type { Tone } from '../status.ts';
import { useWords } from '../use-words.ts';

/** Calls to an ERP, oldest first: what was asked, what it said, how long it took. */
export function CallsTable({ calls }: { readonly calls: readonly ErpCall[] }): ReactNode {
  const { t } = useWords();
  return (
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
