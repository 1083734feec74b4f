import type { ReactNode } from 'react';
import type { OrderPage } from '../../../modules/orders/contract.ts';
import type { OrderCommands } from '../../data/order-commands.ts';
import { Button } from '../../ui/button.tsx';
import { Quantity } from '../../ui/figures.tsx';
import { AsOf } from '../../ui/order/as-of.tsx';
import classes from '../../ui/order/holds.module.css';
import { shortagesOf } from '../../ui/order/stock-share.ts';
import { useWords } from '../../ui/use-words.ts';
import type { DraftDesk } from './use-draft.ts';

interface StockDecisionProps {
  readonly order: OrderPage;
  readonly desk: DraftDesk;
  readonly commands: OrderCommands;
  readonly canAsk: boolean;
}

const stockCodes: ReadonlySet<string> = new Set(['V25', 'V27']);

/** What is free of each short line, and the ways out: take that, wait for the rest, or ask the customer. Nothing where stock stops no one. */
export function StockDecision({ order, desk, commands, canAsk }: StockDecisionProps): ReactNode {
  const { t } = useWords();
  const short = shortagesOf(order.checks, order.lines);
  if (order.state !== 'stock_decision' || short.length === 0) return null;
  const codes = [...new Set(order.checks.filter((check) => check.outcome === 'stock' && stockCodes.has(check.code)).map((check) => check.code))];
  return (
    <section className={classes['hold']}>
      <h3>{t('orders:hold.stock_decision')}</h3>
      {short.map(({ line, sku, name, uom, freeMilli, neededMilli, takeMilli, asOf }) => (
        <div key={sku} className={classes['row']}>
          <span className={classes['grow']}>
            <bdi>{name}</bdi> · {t('orders:hold.free')} <Quantity milli={freeMilli} uom={uom} /> / <Quantity milli={neededMilli} uom={uom} />{' '}
            <AsOf at={asOf ?? null} />
          </span>
          {takeMilli === null ? null : (
            <Button
              small
              disabled={commands.busy}
              onClick={() => void commands.correct(order.version, line.lineId, { quantityMilli: takeMilli }).then(desk.settle)}
            >
              {t('orders:hold.take')} <Quantity milli={takeMilli} uom={line.uom} />
            </Button>
          )}
        </div>
      ))}
      <div className={classes['row']}>
        <Button small disabled={commands.busy} onClick={() => void commands.confirm(order.version, codes).then(desk.settleAcceptance)}>
          {t('orders:hold.wait')}
        </Button>
        {canAsk ? (
          <Button small onClick={() => desk.setTool({ kind: 'question' })}>
            {t('orders:action.ask')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
