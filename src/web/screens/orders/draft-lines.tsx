import { useEffect, useRef, type ReactNode } from 'react';
import type { OrderLine, OrderPage } from '../../../modules/orders/contract.ts';
import type { OrderCommands } from '../../data/order-commands.ts';
import { Badge } from '../../ui/badge.tsx';
import { Code, Money, Quantity } from '../../ui/figures.tsx';
import { isOpenLine } from '../../ui/order/candidates.ts';
import { FreeLines } from '../../ui/order/free-goods.tsx';
import { Sums } from '../../ui/order/sums.tsx';
import { Quoted } from '../../ui/text/quoted.tsx';
import { useWords } from '../../ui/use-words.ts';
import { AddLine } from './add-line.tsx';
import classes from './draft-lines.module.css';
import { LineDetails } from './line-details.tsx';
import type { DraftDesk } from './use-draft.ts';

interface DraftLinesProps {
  readonly order: OrderPage;
  readonly desk: DraftDesk;
  readonly commands: OrderCommands;
  readonly editable: boolean;
  readonly lit: string | null;
  readonly onLight: (lineId: string | null) => void;
  readonly onFocus: (lineId: string | null) => void;
}

/** The lines: the customer's words beside what they were read as; the focused line opens to be settled. */
export function DraftLines({ order, desk, commands, editable, lit, onLight, onFocus }: DraftLinesProps): ReactNode {
  const { t } = useWords();
  return (
    <section className={classes['lines']} aria-label={t('orders:lines')}>
      <div className={classes['head']} aria-hidden="true">
        <span>#</span>
        <span>{t('orders:column.item')}</span>
        <span className={classes['end']}>{t('orders:column.quantity')}</span>
        <span className={classes['end']}>{t('orders:column.price')}</span>
        <span className={classes['end']}>{t('orders:column.net')}</span>
      </div>
      {order.lines.length === 0 ? <p className={classes['empty']}>{t('orders:no_lines')}</p> : null}
      {order.lines.map((line) => (
        <Item
          key={line.lineId}
          line={line}
          order={order}
          desk={desk}
          commands={commands}
          editable={editable}
          lit={lit === line.lineId}
          onLight={onLight}
          onFocus={onFocus}
        />
      ))}
      {editable && desk.tool.kind === 'add' ? <AddLine order={order} desk={desk} commands={commands} /> : null}
      <div className={classes['foot']}>
        <Sums order={order} />
      </div>
    </section>
  );
}

interface ItemProps extends Omit<DraftLinesProps, 'lit'> {
  readonly line: OrderLine;
  readonly lit: boolean;
}

function Item({ line, order, desk, commands, editable, lit, onLight, onFocus }: ItemProps): ReactNode {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const focused = desk.focused?.lineId === line.lineId;
  useEffect(() => {
    if (focused) box.current?.scrollIntoView({ block: 'nearest' });
  }, [focused]);
  return (
    <div
      ref={box}
      className={classes['item']}
      data-lit={lit}
      data-focused={focused}
      data-open={isOpenLine(line)}
      onMouseEnter={() => onLight(line.lineId)}
      onMouseLeave={() => onLight(null)}
      onClick={() => onFocus(line.lineId)}
    >
      <div
        className={classes['line']}
        data-row
        role="button"
        tabIndex={0}
        aria-pressed={focused}
        aria-label={t('orders:line_label', { no: line.lineNo, item: line.itemName ?? line.words })}
        onFocus={() => onFocus(line.lineId)}
      >
        <span className={`${classes['no']} k-num`}>{line.lineNo}</span>
        <span className={classes['name']}>
          {line.sku === null ? (
            <span className={classes['missing']}>{t('orders:not_settled')}</span>
          ) : (
            <>
              <b className={isOpenLine(line) && line.open.includes('item') ? classes['missing'] : ''}>
                <bdi>{line.itemName ?? line.sku}</bdi>
                {isOpenLine(line) && line.open.includes('item') ? '?' : ''}
              </b>
              <span className={classes['sku']}>
                <Code>{line.sku}</Code>
              </span>
            </>
          )}
        </span>
        <span className={classes['quantity']}>
          <span className={line.quantityMilli === null || line.uom === null ? classes['missing'] : ''}>
            <Quantity milli={line.quantityMilli} uom={line.uom} />
          </span>
        </span>
        <span className={`${classes['price']} ${classes['end']}`}>
          <Money minor={line.priceMinor} currency={order.currency} />
        </span>
        <span className={`${classes['net']} ${classes['end']}`}>
          <Money minor={line.netMinor} currency={order.currency} />
        </span>
        <span />
        <LineWords line={line} />
      </div>
      <FreeLines line={line} currency={order.currency} />
      {focused ? <LineDetails line={line} desk={desk} commands={commands} order={order} editable={editable} /> : null}
    </div>
  );
}

function LineWords({ line }: { readonly line: OrderLine }): ReactNode {
  const { t, say, formats } = useWords();
  return (
    <span className={classes['words']}>
      {line.words === '' ? (
        <span>{t('orders:added_by_desk')}</span>
      ) : (
        <span className={classes['quote']}>
          “<Quoted words={line.words} />”
        </span>
      )}
      {isOpenLine(line) ? (
        <Badge tone={line.decision === 'ask' ? 'waiting' : 'risk'} plain>
          {line.open.length > 0
            ? t('orders:open_aspects', { aspects: formats.list(line.open.map((aspect) => say('aspect', aspect))) })
            : say('decision', line.decision)}
        </Badge>
      ) : (
        <span title={formats.percent(line.p)}>{say('via', line.via)}</span>
      )}
    </span>
  );
}
