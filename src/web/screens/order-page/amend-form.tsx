import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { milliToText } from '../../../kernel/quantity.ts';
import type { ItemHit } from '../../../modules/masters/contract.ts';
import type { Change, OrderLine, OrderPage } from '../../../modules/orders/contract.ts';
import { amendmentPreviewQuery, requestAmendment } from '../../data/amendments.ts';
import { keys } from '../../data/stale-keys.ts';
import { useCommand } from '../../data/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Code } from '../../ui/figures.tsx';
import { useWaitingSentence } from '../../ui/order/waiting.ts';
import page from '../../ui/page.module.css';
import { CatalogueSearch } from '../../ui/pick/catalogue-search.tsx';
import { Notice, useErrorSentence } from '../../ui/states.tsx';
import { readQuantity } from '../../ui/text/read-number.ts';
import { useWords } from '../../ui/use-words.ts';
import { Difference } from './difference.tsx';
import classes from './order-page.module.css';
import { changesOf, noWishes, type LineWish, type Wishes } from './wishes.ts';

interface AmendFormProps {
  readonly order: OrderPage;
  readonly onClose: () => void;
}

/** Changes an order that the ERP holds: lines, items, day, or all cancelled; what it comes to is shown before it is sent. */
export function AmendForm({ order, onClose }: AmendFormProps): ReactNode {
  const { t } = useWords();
  const errorSentence = useErrorSentence();
  const commands = useCommand(keys.order(order.id));
  const [wishes, setWishes] = useState<Wishes>(noWishes);
  const [error, setError] = useState<unknown>(null);
  const changes = changesOf(wishes, order.lines, order.requestedDate);
  const send = async (wantedBy: 'desk' | 'us'): Promise<void> => {
    const done = await commands.run(() => requestAmendment(order.id, order.version, changes, wantedBy));
    if (done?.ok === true) onClose();
    else if (done !== null) setError(done.error);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (changes.length > 0) void send('desk');
  };
  return (
    <form
      className={page['stack']}
      aria-label={t('orders:amend.title')}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Lines order={order} wishes={wishes} onWishes={setWishes} />
      <Preview order={order} changes={changes} />
      {error === null ? null : (
        <Notice tone="stop" urgent>
          {errorSentence(error, order.currency)}
        </Notice>
      )}
      <div className={classes['decide']}>
        <Button type="submit" look="primary" hint="Enter" disabled={changes.length === 0 || commands.busy}>
          {t('orders:amend.send')}
        </Button>
        <Button disabled={changes.length === 0 || commands.busy} onClick={() => void send('us')}>
          {t('orders:amend.ask_customer')}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}

function Preview({ order, changes }: { readonly order: OrderPage; readonly changes: readonly Change[] }): ReactNode {
  const { t } = useWords();
  const errorSentence = useErrorSentence();
  const waitingSentence = useWaitingSentence();
  const preview = useQuery(amendmentPreviewQuery(order.id, order.version, changes));
  if (changes.length === 0) return <p className={page['dim']}>{t('orders:amend.nothing')}</p>;
  if (preview.error !== null) return <Notice tone="stop">{errorSentence(preview.error, order.currency)}</Notice>;
  if (preview.data === undefined) return <p className={page['dim']}>{t('state.loading')}</p>;
  const { waiting } = preview.data;
  return (
    <section aria-label={t('orders:amend.preview')}>
      <Difference amendment={preview.data} currency={order.currency} />
      {waiting === null ? null : <Notice tone="risk">{waitingSentence(waiting, order.currency)}</Notice>}
    </section>
  );
}

interface LinesProps {
  readonly order: OrderPage;
  readonly wishes: Wishes;
  readonly onWishes: (wishes: Wishes) => void;
}

function Lines({ order, wishes, onWishes }: LinesProps): ReactNode {
  const { t } = useWords();
  const [adding, setAdding] = useState(false);
  const wish = (lineId: string, change: LineWish): void =>
    onWishes({ ...wishes, lines: { ...wishes.lines, [lineId]: { ...wishes.lines[lineId], ...change } } });
  const add = (item: ItemHit): void => {
    setAdding(false);
    onWishes({ ...wishes, added: [...wishes.added, { kind: 'add', sku: item.sku, uom: item.salesUom, quantityMilli: 1000, words: '' }] });
  };
  const setAdded = (at: number, quantityMilli: number): void =>
    onWishes({ ...wishes, added: wishes.added.map((each, i) => (i === at ? { ...each, quantityMilli } : each)) });
  return (
    <>
      <fieldset className={classes['wishes']} disabled={wishes.all}>
        {order.lines.map((line, i) => (
          <LineRow key={line.lineId} line={line} wish={wishes.lines[line.lineId] ?? {}} first={i === 0} onWish={(change) => wish(line.lineId, change)} />
        ))}
        {wishes.added.map((each, i) => (
          <div key={`${each.sku} ${i}`} className={classes['wish']}>
            <span>
              + <Code>{each.sku}</Code>
            </span>
            <QuantityField label={t('orders:amend.quantity_of', { item: each.sku })} milli={each.quantityMilli} onMilli={(milli) => setAdded(i, milli)} />
            <span className={page['dim']}>{each.uom}</span>
            <Button small look="quiet" onClick={() => onWishes({ ...wishes, added: wishes.added.filter((_, at) => at !== i) })}>
              {t('action.undo')}
            </Button>
          </div>
        ))}
        {adding ? (
          <div className={classes['wide']}>
            <CatalogueSearch start="" onPick={add} onClose={() => setAdding(false)} />
          </div>
        ) : null}
      </fieldset>
      <div className={classes['decide']}>
        <Button small disabled={wishes.all} onClick={() => setAdding(true)}>
          {t('orders:amend.add')}
        </Button>
        <label className={classes['day']}>
          {t('orders:fact.date')}
          <input
            type="date"
            disabled={wishes.all}
            value={wishes.date ?? order.requestedDate ?? ''}
            onChange={(event) => onWishes({ ...wishes, date: event.currentTarget.value === '' ? null : event.currentTarget.value })}
          />
        </label>
        <Button small look="danger" aria-pressed={wishes.all} onClick={() => onWishes({ ...wishes, all: !wishes.all })}>
          {t(wishes.all ? 'orders:amend.keep_all' : 'orders:amend.cancel_all')}
        </Button>
      </div>
    </>
  );
}

interface LineRowProps {
  readonly line: OrderLine;
  readonly wish: LineWish;
  readonly first: boolean;
  readonly onWish: (wish: LineWish) => void;
}

function LineRow({ line, wish, first, onWish }: LineRowProps): ReactNode {
  const { t } = useWords();
  const [replacing, setReplacing] = useState(false);
  const name = wish.item?.name ?? line.itemName ?? line.sku ?? '';
  const replace = (item: ItemHit): void => {
    setReplacing(false);
    onWish({ item: { sku: item.sku, name: item.name, uom: item.salesUom } });
  };
  return (
    <div className={classes['wish']} data-gone={wish.gone === true}>
      <span>
        <bdi>{name}</bdi>
      </span>
      <QuantityField
        label={t('orders:amend.quantity_of', { item: name })}
        milli={wish.quantityMilli ?? line.quantityMilli ?? 0}
        disabled={wish.gone === true}
        takeFocus={first}
        onMilli={(quantityMilli) => onWish({ quantityMilli })}
      />
      <span className={page['dim']}>{wish.item?.uom ?? line.uom}</span>
      <Button small disabled={wish.gone === true} aria-label={t('orders:amend.replace_line', { item: name })} onClick={() => setReplacing(!replacing)}>
        {t('orders:amend.replace')}
      </Button>
      <Button
        small
        aria-pressed={wish.gone === true}
        aria-label={t('orders:amend.cancel_line_of', { item: name })}
        onClick={() => onWish({ gone: wish.gone !== true })}
      >
        {t(wish.gone === true ? 'orders:amend.keep_line' : 'orders:amend.cancel_line')}
      </Button>
      {replacing ? (
        <div className={classes['wide']}>
          <CatalogueSearch start="" onPick={replace} onClose={() => setReplacing(false)} />
        </div>
      ) : null}
    </div>
  );
}

interface QuantityFieldProps {
  readonly label: string;
  readonly milli: number;
  readonly disabled?: boolean;
  readonly takeFocus?: boolean;
  readonly onMilli: (milli: number) => void;
}

function QuantityField({ label, milli, disabled = false, takeFocus = false, onMilli }: QuantityFieldProps): ReactNode {
  const [typed, setTyped] = useState(milliToText(milli));
  const read = readQuantity(typed);
  return (
    <input
      className={classes['amount']}
      autoFocus={takeFocus}
      inputMode="decimal"
      dir="ltr"
      aria-label={label}
      aria-invalid={read === null}
      disabled={disabled}
      value={typed}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const next = readQuantity(event.currentTarget.value);
        if (next !== null) onMilli(next);
      }}
    />
  );
}
