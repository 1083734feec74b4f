import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import type { AliasRow } from '../../../../modules/intake/contract.ts';
import { Code, When } from '../../../ui/figures.tsx';
import { Quoted } from '../../../ui/text/quoted.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { AliasBadge, By, Weight } from './alias-marks.tsx';
import classes from './alias-table.module.css';

const columns = ['words', 'item', 'unit', 'scope', 'weight', 'source', 'used', 'times', 'state'] as const;

interface AliasTableProps {
  readonly rows: readonly AliasRow[];
  readonly cursorId: string | null;
  readonly openId: string | null;
  /** Rows of two lines, for a phone. */
  readonly tall: boolean;
  readonly onPlace: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly onMore: () => void;
}

/** The library: only the rows in sight are drawn. One row is in the tab order; the keys move it. */
export function AliasTable({ rows, cursorId, openId, tall, onPlace, onOpen, onMore }: AliasTableProps): ReactNode {
  const { t } = useWords();
  const scroll = useRef<HTMLDivElement>(null);
  const rowHeight = tall ? 92 : 44;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey: (i) => rows[i]?.id ?? i,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  const at = rows.findIndex((row) => row.id === cursorId);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
    // Only when another row is meant: rows that arrive must not scroll the table.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [cursorId]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= 0 && last >= rows.length - 20) onMore();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `onMore` is new each time; it asks only when there is more
  }, [last, rows.length]);
  return (
    <div className={classes['table']} role="grid" aria-label={t('setup:aliases.title')} aria-rowcount={rows.length + 1}>
      <div className={classes['head']} role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <span key={column} role="columnheader" data-column={column}>
            {t(`setup:column.${column}`)}
          </span>
        ))}
      </div>
      <div ref={scroll} className={classes['scroll']} role="rowgroup">
        <div className={classes['inner']} style={{ blockSize: virtual.getTotalSize() }} role="presentation">
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <div
                key={row.id}
                role="row"
                data-row
                aria-rowindex={item.index + 2}
                aria-selected={row.id === cursorId}
                data-open={row.id === openId}
                tabIndex={row.id === cursorId || (at < 0 && item.index === 0) ? 0 : -1}
                className={classes['row']}
                style={{ blockSize: rowHeight, insetBlockStart: item.start }}
                onFocus={() => onPlace(row.id)}
                onClick={() => onOpen(row.id)}
              >
                <Cells alias={row} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Cells({ alias }: { readonly alias: AliasRow }): ReactNode {
  const { t, say, formats } = useWords();
  return (
    <>
      <span role="gridcell" data-column="words">
        <span className={classes['clip']} dir="auto">
          <Quoted words={alias.words} />
        </span>
      </span>
      <span role="gridcell" data-column="item" data-inactive={!alias.itemActive}>
        <span className={classes['clip']} dir="auto">
          {alias.itemName ?? t('setup:item_gone')}
        </span>
        <span className={classes['dim']}>
          <Code>{alias.sku}</Code>
        </span>
      </span>
      <span role="gridcell" data-column="unit">
        {alias.uom === null ? '–' : <Code>{alias.uom}</Code>}
      </span>
      <span role="gridcell" data-column="scope">
        {alias.scope === 'customer' ? null : <span className={classes['dim']}>{say('alias_scope', alias.scope)}</span>}
        <span className={classes['clip']} dir="auto">
          {alias.scopeName}
        </span>
      </span>
      <span role="gridcell" data-column="weight">
        <Weight alias={alias} />
      </span>
      <span role="gridcell" data-column="source">
        <span className={classes['clip']}>{say('alias_source', alias.source)}</span>
        <span className={`${classes['clip']} ${classes['dim']}`} dir="auto">
          <By actor={alias.createdBy} />
        </span>
      </span>
      <span role="gridcell" data-column="used">
        <When at={alias.lastUsedAt} style="date" />
      </span>
      <span role="gridcell" data-column="times" className="k-num">
        {formats.number(alias.timesUsed)}
      </span>
      <span role="gridcell" data-column="state">
        <AliasBadge state={alias.state} plain />
      </span>
    </>
  );
}
