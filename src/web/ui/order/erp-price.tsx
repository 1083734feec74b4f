import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { currencyDigits, parseScaled } from '../../../kernel/money.ts';
import type { OrderLine, OrderPage } from '../../../modules/orders/contract.ts';
import { draftStates } from '../../../modules/orders/domain/index.ts';
import type { Simulation } from '../../../modules/sync/contract.ts';
import { askSimulation, simulationQuery } from '../../data/simulation.ts';
import { keys } from '../../data/stale-keys.ts';
import { useCommand } from '../../data/use-command.ts';
import { Button } from '../button.tsx';
import { Money, When } from '../figures.tsx';
import { useWords } from '../use-words.ts';
import classes from './holds.module.css';

interface ErpPriceProps {
  readonly order: OrderPage;
  readonly line: OrderLine;
}

/**
 * What the ERP itself would charge for a line, as of when it said so. It is asked when this is shown for a draft that it has not been asked about as it is
 * now, and whenever somebody wants it. Nothing where no ERP can be asked and none ever was.
 */
export function ErpPrice({ order, line }: ErpPriceProps): ReactNode {
  const { t } = useWords();
  const known = useQuery(simulationQuery(order.id)).data;
  const commands = useCommand(keys.order(order.id));
  const [refused, setRefused] = useState<number | null>(null);
  const wanted = known !== undefined && isStale(known, order) && refused !== order.version;
  const { run } = commands;
  useEffect(() => {
    if (!wanted) return;
    void run(() => askSimulation(order.id)).then((done) => {
      if (done?.ok === false) setRefused(order.version);
    });
  }, [wanted, run, order.id, order.version]);
  if (known === undefined || (!known.can && known.answer === null)) return null;
  const waits = known.answer === null && known.orderVersion !== null;
  return (
    <div className={classes['row']} role="status">
      <span className={classes['grow']}>{waits ? t('orders:erp_price.asked') : <Answer known={known} line={line} />}</span>
      {known.can && draftStates.has(order.state) ? (
        <Button small look="quiet" disabled={commands.busy || waits} onClick={() => void run(() => askSimulation(order.id))}>
          {t('orders:erp_price.ask')}
        </Button>
      ) : null}
    </div>
  );
}

/** Whether the ERP can be asked about a draft that it has not been asked about as it is now. */
const isStale = (known: Simulation, order: OrderPage): boolean => known.can && draftStates.has(order.state) && known.orderVersion !== order.version;

function Answer({ known, line }: { readonly known: Simulation; readonly line: OrderLine }): ReactNode {
  const { t, say } = useWords();
  const { answer, answeredAt } = known;
  if (answer === null || answeredAt === null) return t('orders:erp_price.never');
  if (answer.kind === 'not_known') return `${t('orders:erp_price.no_answer')} (${say('call', answer.why)})`;
  if (answer.kind === 'refused') return t('orders:erp_price.refused', { text: answer.text });
  const found = answer.lines.find((each) => each.lineNo === line.erpLine);
  if (found === undefined) return t('orders:erp_price.never');
  const money = (text: string | null): ReactNode => <Money minor={minorOf(text, answer.currency)} currency={answer.currency} />;
  return (
    <>
      {t('orders:erp_price.own')} {money(found.ownPrice)} · {t('orders:erp_price.charged')} {money(found.net)}
      {found.tax === null ? null : (
        <>
          {' '}
          · {t('orders:erp_price.tax')} {money(found.tax)}
        </>
      )}{' '}
      <span className={classes['dim']}>
        {t('orders:erp_price.as_of')} <When at={answeredAt} style="moment" />
      </span>
    </>
  );
}

/** A decimal text as minor units, for showing only: what is finer is cut. */
function minorOf(text: string | null, currency: string): number | null {
  if (text === null) return null;
  const digits = currencyDigits(currency);
  const [whole = '0', fraction = ''] = text.split('.');
  return parseScaled(digits === 0 ? whole : `${whole}.${fraction.slice(0, digits) || '0'}`, digits);
}
