import type { ReactNode } from 'react';
import type { ConversationPage } from '../../../modules/intake/contract.ts';
import type { OrderPage } from '../../../modules/orders/contract.ts';
import type { OrderCommands } from '../../data/order-commands.ts';
import { useKeys } from '../../ui/keys/use-keys.ts';
import { useMe } from '../../ui/me.ts';
import { acceptanceOf, canUndo, codesOf, isDraft } from '../../ui/order/acceptance.ts';
import { Checks } from '../../ui/order/checks.tsx';
import { useWords } from '../../ui/use-words.ts';
import { usePresence } from '../../data/use-presence.ts';
import { DeskDialogs } from './desk-line.tsx';
import { Hold } from '../../ui/order/holds.tsx';
import { AskPriceDialog } from './ask-price-dialog.tsx';
import classes from './draft.module.css';
import { DraftActions } from './draft-actions.tsx';
import { DraftHead } from './draft-head.tsx';
import { DraftLines } from './draft-lines.tsx';
import { DraftNotices } from './draft-notices.tsx';
import { Notes } from './notes.tsx';
import { QuestionDialog } from './question-dialog.tsx';
import { RejectDialog } from './reject-dialog.tsx';
import { StockDecision } from './stock-decision.tsx';
import { useOrderDesk, type OrderDesk } from './use-desk.ts';
import { useDraft, type DraftDesk } from './use-draft.ts';
import { WhoIsThis } from './who-is-this.tsx';

/** An order, when it was read, the conversation that it came from, and what is lit and focused in both. */
export interface DraftProps {
  readonly order: OrderPage;
  readonly readAt: number;
  readonly talk: ConversationPage | null;
  readonly commands: OrderCommands;
  readonly lit: string | null;
  readonly onLight: (lineId: string | null) => void;
  readonly focused: string | null;
  readonly onFocus: (lineId: string | null) => void;
}

/** What was made of the conversation, and the hands on it. Nearly everything is one key. */
export function Draft({ order, readAt, talk, commands, lit, onLight, focused, onFocus }: DraftProps): ReactNode {
  const { t } = useWords();
  const me = useMe();
  const desk = useDraft(order, commands, focused, onFocus);
  const around = useOrderDesk(order);
  usePresence(order.id);
  const open = isDraft(order.state);
  const stranger = order.customer === null && talk !== null;
  const acceptance = acceptanceOf(order.checks, me?.roles.some((role) => role === 'sales_head' || role === 'owner') ?? false);
  const undoable = open && canUndo(order.life);
  const codes = codesOf(acceptance.toAccept);
  // What is taken on is what is listed: when the checks change meanwhile, the list is closed and asked for anew.
  const asked = desk.tool.kind === 'accepting' && codes.length > 0 && desk.tool.codes.join() === codes.join();
  const accept = (): void => {
    if (!open) return;
    if (codes.length > 0 && !asked) desk.setTool({ kind: 'accepting', codes });
    else void commands.confirm(order.version, asked ? codes : []).then(desk.settleAcceptance);
  };
  const focusedLine = desk.focused;
  useKeys(['orders'], {
    accept,
    next_line: () => desk.moveLine(1),
    previous_line: () => desk.moveLine(-1),
    pick: (key) => open && desk.pick(Number(key)),
    search: () => open && focusedLine !== null && desk.setTool({ kind: 'search', lineId: focusedLine.lineId }),
    quantity: () => open && focusedLine !== null && desk.setTool({ kind: 'quantity', lineId: focusedLine.lineId }),
    remove: () => open && focusedLine !== null && desk.remove(focusedLine),
    ask_price: () => open && focusedLine !== null && focusedLine.sku !== null && desk.setTool({ kind: 'price', lineId: focusedLine.lineId }),
    add: () => open && desk.setTool({ kind: 'add' }),
    ask: () => open && talk !== null && desk.setTool({ kind: 'question' }),
    reject: () => open && desk.setTool({ kind: 'reject' }),
    undo: () => undoable && desk.undo(),
    take: around.take,
    assign: () => around.setOpen('assign'),
    explain: () => undoable && around.setOpen('reason'),
    snooze: () => (order.snoozed === null ? around.setOpen('snooze') : around.wake()),
    note: () => around.setOpen('note'),
  });
  return (
    <div className={classes['pane']}>
      <DraftHead order={order} readAt={readAt} around={around} />
      <div className={classes['body']}>
        <Notes notes={order.notes} around={around} />
        <DraftNotices order={order} desk={desk} undoable={undoable} onWhy={() => around.setOpen('reason')} />
        <Hold order={order} />
        <StockDecision order={order} desk={desk} commands={commands} canAsk={talk !== null} />
        {stranger ? <WhoIsThis talk={talk} commands={commands} onOutcome={desk.settle} /> : null}
        <DraftLines order={order} desk={desk} commands={commands} editable={open} lit={lit} onLight={onLight} onFocus={onFocus} />
        <section className={classes['section']}>
          <h3>{t('orders:checks.title')}</h3>
          <Checks checks={order.checks} currency={order.currency} />
        </section>
      </div>
      {open ? (
        <DraftActions order={order} desk={desk} asked={asked} acceptance={acceptance} busy={commands.busy} onAccept={accept} canAsk={talk !== null} />
      ) : null}
      <Dialogs order={order} desk={desk} commands={commands} talk={talk} around={around} />
    </div>
  );
}

interface DialogsProps extends Pick<DraftProps, 'order' | 'commands' | 'talk'> {
  readonly desk: DraftDesk;
  readonly around: OrderDesk;
}

/** What a clerk fills in over the draft. */
function Dialogs({ order, desk, commands, talk, around }: DialogsProps): ReactNode {
  const { tool, settle } = desk;
  const close = (): void => desk.setTool({ kind: 'none' });
  const priced = tool.kind === 'price' ? (order.lines.find((line) => line.lineId === tool.lineId) ?? null) : null;
  return (
    <>
      <QuestionDialog conversationId={tool.kind === 'question' ? (talk?.id ?? null) : null} commands={commands} onClose={close} onOutcome={settle} />
      <RejectDialog
        opened={tool.kind === 'reject'}
        order={order}
        commands={commands}
        onClose={close}
        onOutcome={(outcome) => {
          if (outcome.ok && outcome.order !== null) around.tellRejected(outcome.order);
          return settle(outcome);
        }}
      />
      <DeskDialogs order={order} around={around} />
      <AskPriceDialog line={priced} order={order} commands={commands} onClose={close} onOutcome={settle} />
    </>
  );
}
