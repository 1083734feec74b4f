import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { StockComparison, StockDifference, StockMove } from '../../../modules/sync/contract.ts';
import { Badge } from '../../ui/badge.tsx';
import { Code, When } from '../../ui/figures.tsx';
import page from '../../ui/page.module.css';
import { useWords } from '../../ui/use-words.ts';
import classes from './erp.module.css';

const columns = ['item', 'place', 'lot', 'status', 'ours', 'theirs', 'difference', 'explained', 'rest'] as const;
const figures: ReadonlySet<string> = new Set(['ours', 'theirs', 'difference', 'rest']);

/** Our stock against the ERP's, position by position: what differs, which of our bookings explain it, and what none does. */
export function StockDifferences({
  stock,
  why,
}: {
  readonly stock: StockComparison | null;
  /** Why it was not compared. */ readonly why: string | null;
}): ReactNode {
  const { t, say } = useWords();
  return (
    <div className={classes['sent']} role="group" aria-label={t('erp:stock.title')}>
      <div className={classes['partHead']}>
        <h4>{t('erp:stock.title')}</h4>
        {stock === null ? (
          <span className={page['dim']}>
            {t('erp:stock.not_compared')}
            {why === null ? '' : ` (${say('erp_skipped', why)})`}
          </span>
        ) : (
          <Summary stock={stock} />
        )}
      </div>
      {stock === null || stock.differences.length === 0 ? null : <Table stock={stock} />}
    </div>
  );
}

function Summary({ stock }: { readonly stock: StockComparison }): ReactNode {
  const { t, formats } = useWords();
  const { positions, differing, unexplained } = stock;
  const counted = (key: string, count: number): string => t(`erp:stock.${key}`, { count, n: formats.number(count) });
  return (
    <>
      <Badge tone={unexplained > 0 ? 'stop' : 'ok'}>
        {differing === 0
          ? counted('none', positions)
          : unexplained === 0
            ? counted('all_explained', differing)
            : `${counted('differ', differing)} · ${counted('unexplained', unexplained)}`}
      </Badge>
      <span className={page['dim']}>
        {stock.readAt === null ? null : (
          <>
            {t('erp:stock.read')} <When at={stock.readAt} style="moment" /> ·{' '}
          </>
        )}
        {t('erp:stock.asked')} <When at={stock.nowAt} style="moment" />
      </span>
    </>
  );
}

function Table({ stock }: { readonly stock: StockComparison }): ReactNode {
  const { t, formats } = useWords();
  const more = stock.differing - stock.differences.length;
  return (
    <>
      <div className={page['scroll']} tabIndex={0}>
        <table className={page['table']}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} className={figures.has(column) ? page['end'] : undefined}>
                  {t(`erp:stock.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {stock.differences.map((one) => (
              <Row key={JSON.stringify([one.sku, one.place, one.lot, one.status])} one={one} />
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 ? <p className={page['dim']}>{t('erp:stock.more', { count: more, n: formats.number(more) })}</p> : null}
      <p className={page['dim']}>{t('erp:stock.unit')}</p>
    </>
  );
}

function Row({ one }: { readonly one: StockDifference }): ReactNode {
  const { t, say } = useWords();
  return (
    <tr>
      <td>
        <Code>{one.sku}</Code>
      </td>
      <td>
        <Code>{one.place}</Code>
      </td>
      <td>{one.lot === '' ? <span className={page['dim']}>–</span> : <Code>{one.lot}</Code>}</td>
      <td>{say('stock_status', one.status)}</td>
      <td className={page['end']}>
        <Milli milli={one.readMilli} />
      </td>
      <td className={page['end']}>
        <Milli milli={one.nowMilli} />
      </td>
      <td className={page['end']}>
        <Milli milli={one.nowMilli - one.readMilli} signed />
      </td>
      <td>
        {one.moves.length === 0 ? (
          <span className={page['dim']}>{t('erp:stock.no_move')}</span>
        ) : (
          <ul className={classes['moves']}>
            {one.moves.map((move) => (
              <Move key={`${move.commandId} ${move.milli}`} move={move} />
            ))}
          </ul>
        )}
      </td>
      <td className={page['end']}>
        <Badge tone={one.unexplainedMilli === 0 ? 'ok' : 'stop'} plain>
          {one.unexplainedMilli === 0 ? t('erp:stock.nothing_left') : <Milli milli={one.unexplainedMilli} signed />}
        </Badge>
      </td>
    </tr>
  );
}

function Move({ move }: { readonly move: StockMove }): ReactNode {
  const { t, say } = useWords();
  return (
    <li>
      <Milli milli={move.milli} signed /> {say('erp_write', move.kind)}{' '}
      <Link to="/erp/commands/$commandId" params={{ commandId: move.commandId }}>
        <Code>{move.reference}</Code>
      </Link>{' '}
      <span className={page['dim']}>
        {say('command', move.state)}, <When at={move.at} style="moment" />
        {move.counted ? '' : ` · ${t('erp:stock.not_counted')}`}
      </span>
    </li>
  );
}

/** Thousandths as a number, with its sign where it is a change. */
function Milli({ milli, signed = false }: { readonly milli: number; readonly signed?: boolean }): ReactNode {
  const { formats } = useWords();
  return (
    <bdi className="k-num" dir="ltr">
      {signed && milli > 0 ? '+' : ''}
      {formats.quantity(milli)}
    </bdi>
  );
}
