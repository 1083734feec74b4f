import type { ReactNode } from 'react';
import type { OrderPage } from '../../../modules/orders/contract.ts';
import { reasonOfChange } from '../../../modules/orders/domain/index.ts';
import { Button } from '../../ui/button.tsx';
import { keyOf } from '../../ui/keys/key-map.ts';
import { isDraft } from '../../ui/order/acceptance.ts';
import { useWaitingSentence } from '../../ui/order/waiting.ts';
import { Notice, useErrorSentence } from '../../ui/states.tsx';
import { isolated } from '../../ui/text/sentence.ts';
import { piecesOf } from '../../ui/text/spans.ts';
import { useWords } from '../../ui/use-words.ts';
import classes from './draft.module.css';
import type { DraftDesk } from './use-draft.ts';

interface DraftNoticesProps {
  readonly order: OrderPage;
  readonly desk: DraftDesk;
  readonly undoable: boolean;
  /** Asks why the lines were changed. */
  readonly onWhy: () => void;
}

/** What is to be said about the order before its lines: why it waits, what was refused, what was learnt. */
export function DraftNotices({ order, desk, undoable, onWhy }: DraftNoticesProps): ReactNode {
  return (
    <div className={classes['notices']}>
      <Refusal order={order} desk={desk} />
      {desk.learnt !== null || undoable ? <Corrected order={order} desk={desk} undoable={undoable} onWhy={onWhy} /> : null}
      <Waits order={order} />
    </div>
  );
}

function Refusal({ order, desk }: Pick<DraftNoticesProps, 'order' | 'desk'>): ReactNode {
  const { t } = useWords();
  const errorSentence = useErrorSentence();
  const { note } = desk;
  if (note === null) return null;
  return (
    <Notice tone="stop" urgent>
      {note.stale ? t(desk.tool.kind === 'none' ? 'orders:stale.plain' : 'orders:stale.kept') : errorSentence(note.error, order.currency)}
    </Notice>
  );
}

/** The newest correction and what it taught, with the way back while there is one. */
function Corrected({ order, desk, undoable, onWhy }: DraftNoticesProps): ReactNode {
  const { t, say } = useWords();
  const { learnt } = desk;
  const reason = reasonOfChange(order.life, order.version);
  const undo = undoable ? (
    <>
      <Button small look="quiet" hint={keyOf('explain')} onClick={onWhy}>
        {reason === null ? t('orders:reason.why') : say('change_reason', reason)}
      </Button>
      <Button small hint="u" onClick={desk.undo}>
        {t('action.undo')}
      </Button>
    </>
  ) : null;
  if (learnt === null) {
    const newest = order.life.findLast((event) => event.kind === 'version');
    return (
      <Notice tone="quiet" action={undo}>
        {say('life', newest?.why ?? '', newest?.facts ?? {})}
      </Notice>
    );
  }
  const customer = isolated(order.customerName ?? t('orders:unknown_customer'));
  return (
    <Notice tone="ok" action={undo}>
      {t('orders:learnt', { words: quoted(learnt.words), item: isolated(`${learnt.sku} ${learnt.name}`), customer })}
    </Notice>
  );
}

/** Why it waits, unless the checks below say so in full. */
function Waits({ order }: { readonly order: OrderPage }): ReactNode {
  const waiting = useWaitingSentence();
  const open = isDraft(order.state);
  const told = open && order.checks.some((check) => check.outcome !== 'pass' && check.outcome !== 'warn');
  if (order.waiting === null || told) return null;
  return <Notice tone={open ? 'risk' : 'quiet'}>{waiting(order.waiting, order.currency)}</Notice>;
}

const quoted = (words: string): string =>
  isolated(
    piecesOf(words.slice(0, 80))
      .map((piece) => (piece.kind === 'text' ? piece.text : `[${piece.label}]`))
      .join(''),
  );
