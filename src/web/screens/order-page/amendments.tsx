import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import type { Amendment, OrderPage } from '../../../modules/orders/contract.ts';
import { amendmentsQuery, confirmAmendment, withdrawAmendment } from '../../data/amendments.ts';
import { keys } from '../../data/stale-keys.ts';
import { useCommand } from '../../data/use-command.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { When } from '../../ui/figures.tsx';
import { Actor } from '../../ui/order/life-line.tsx';
import { useWaitingSentence } from '../../ui/order/waiting.ts';
import page from '../../ui/page.module.css';
import { Notice, useErrorSentence } from '../../ui/states.tsx';
import type { Tone } from '../../ui/status.ts';
import { useWords } from '../../ui/use-words.ts';
import { Difference } from './difference.tsx';
import classes from './order-page.module.css';

const tones: Readonly<Record<Amendment['state'], Tone>> = {
  proposed: 'waiting',
  needs_desk: 'risk',
  needs_planner: 'risk',
  sending: 'waiting',
  unknown: 'risk',
  applied: 'ok',
  refused: 'stop',
  withdrawn: 'quiet',
};
const waitsForUs: ReadonlySet<Amendment['state']> = new Set(['needs_desk', 'needs_planner']);
const mayWithdraw: ReadonlySet<Amendment['state']> = new Set(['proposed', 'needs_desk', 'needs_planner']);

/** Every change to the order since the ERP holds it, newest first, each with what it was before and is after. Nothing when there was none. */
export function Amendments({ order, wrap }: { readonly order: OrderPage; readonly wrap: (list: ReactNode) => ReactNode }): ReactNode {
  const rows = useQuery({ ...amendmentsQuery(order.id), enabled: order.erpNumber !== null }).data?.rows ?? [];
  if (rows.length === 0) return null;
  return wrap(rows.toReversed().map((row) => <One key={row.id} amendment={row} order={order} />));
}

const codesOf = (amendment: Amendment): readonly string[] => {
  const parsed = z.array(z.object({ code: z.string() })).safeParse(amendment.waiting?.facts['checks']);
  return parsed.success ? parsed.data.map((check) => check.code) : [];
};

function One({ amendment, order }: { readonly amendment: Amendment; readonly order: OrderPage }): ReactNode {
  const { t, say } = useWords();
  const waitingSentence = useWaitingSentence();
  const { state, waiting } = amendment;
  return (
    <div className={classes['version']} role="group" aria-label={t('orders:amend.one', { state: say('amendment', state) })}>
      <div className={classes['versionHead']}>
        <Badge tone={tones[state]}>{say('amendment', state)}</Badge>
        <span className={page['dim']}>
          <When at={amendment.at} style="moment" />
        </span>
        <span>{t(`orders:amend.wanted_by.${amendment.wantedBy}`)}</span>
        <Actor actor={amendment.requestedBy} />
      </div>
      <Difference amendment={amendment} currency={order.currency} />
      {waiting === null || state === 'withdrawn' ? null : <p className={page['dim']}>{waitingSentence(waiting, order.currency)}</p>}
      {mayWithdraw.has(state) ? <Decide amendment={amendment} order={order} /> : null}
    </div>
  );
}

function Decide({ amendment, order }: { readonly amendment: Amendment; readonly order: OrderPage }): ReactNode {
  const { t } = useWords();
  const errorSentence = useErrorSentence();
  const commands = useCommand(keys.order(order.id));
  const [error, setError] = useState<unknown>(null);
  const act = async (what: () => Promise<unknown>): Promise<void> => {
    const done = await commands.run(what);
    setError(done?.ok === false ? done.error : null);
  };
  return (
    <div className={classes['decide']}>
      {error === null ? null : (
        <Notice tone="stop" urgent>
          {errorSentence(error, order.currency)}
        </Notice>
      )}
      {waitsForUs.has(amendment.state) ? (
        <Button small look="primary" disabled={commands.busy} onClick={() => void act(() => confirmAmendment(order.id, amendment.id, codesOf(amendment)))}>
          {t('orders:amend.confirm')}
        </Button>
      ) : null}
      <Button small disabled={commands.busy} onClick={() => void act(() => withdrawAmendment(order.id, amendment.id))}>
        {t('orders:amend.withdraw')}
      </Button>
    </div>
  );
}
