import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { minorToText, scaledToText } from '../../../kernel/money.ts';
import { askPriceSchema, type AskPrice, type OrderLine, type OrderPage } from '../../../modules/orders/contract.ts';
import type { OrderCommands, Outcome } from '../../data/order-commands.ts';
import { rulesQuery } from '../../data/price-queries.ts';
import { Refused } from '../../data/refused.ts';
import { Button } from '../../ui/button.tsx';
import { Money } from '../../ui/figures.tsx';
import { discountOfUnit, policyOf, unitOfDiscount, whoIsAsked } from '../../ui/order/price-ask.ts';
import { Notice, useErrorSentence } from '../../ui/states.tsx';
import { readDiscount, readMoney } from '../../ui/text/read-number.ts';
import { useWords } from '../../ui/use-words.ts';
import classes from './dialogs.module.css';

const reasons = askPriceSchema.shape.reason.options;

interface AskPriceProps {
  /** The line as it is now; null: the dialog is closed. */
  readonly line: OrderLine | null;
  readonly order: OrderPage;
  readonly commands: OrderCommands;
  readonly onClose: () => void;
  readonly onOutcome: (outcome: Outcome) => boolean;
}

/** Asks for another price than ours on one line. What was typed stays until the request has gone through. */
export function AskPriceDialog({ line, ...rest }: AskPriceProps): ReactNode {
  const { t } = useWords();
  return (
    <Modal opened={line !== null} onClose={rest.onClose} title={t('orders:price.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      {line === null ? null : <AskForm key={line.lineId} line={line} {...rest} />}
    </Modal>
  );
}

function AskForm({ line, order, commands, onClose, onOutcome }: Omit<AskPriceProps, 'line'> & { readonly line: OrderLine }): ReactNode {
  const { t, say } = useWords();
  const errorSentence = useErrorSentence();
  const ask = useAsk(line, order.currency ?? 'INR');
  const [reason, setReason] = useState<AskPrice['reason']>('competitor');
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const unitMinor = ask.check();
    if (unitMinor === null) return;
    const outcome = await commands.askPrice(order.version, { lines: [{ lineId: line.lineId, unitMinor }], reason, note });
    if (!onOutcome(outcome) && !outcome.ok && outcome.error !== null) setError(outcome.error);
  };
  const stale = error instanceof Refused && error.code === 'stale_version';
  return (
    <form className={classes['stack']} onSubmit={(event) => void submit(event)}>
      <p>
        <bdi>{line.itemName ?? line.sku}</bdi>
      </p>
      <PriceFields line={line} currency={order.currency} ask={ask} />
      <label className={classes['field']}>
        {t('orders:price.reason')}
        <select value={reason} onChange={(event) => setReason(reasons.find((each) => each === event.currentTarget.value) ?? reason)}>
          {reasons.map((each) => (
            <option key={each} value={each}>
              {say('ask_reason', each)}
            </option>
          ))}
        </select>
      </label>
      <textarea
        className={classes['note']}
        dir="auto"
        maxLength={500}
        placeholder={t('orders:price.note')}
        aria-label={t('orders:price.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <WhoIsAsked line={line} company={order.company} unitMinor={ask.unitMinor} />
      {error === null ? null : (
        <Notice tone="stop" urgent>
          {stale ? t('orders:stale.kept') : errorSentence(error, order.currency)}
        </Notice>
      )}
      <div className={classes['row']}>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" look="primary" hint="Enter" disabled={commands.busy}>
          {t('orders:price.send')}
        </Button>
      </div>
    </form>
  );
}

/** The two ways to say a price. The one that was typed last fills the other. */
interface Ask {
  readonly price: string;
  readonly discount: string;
  readonly wrong: boolean;
  /** Null while it is no price. */
  readonly unitMinor: number | null;
  readonly setPrice: (typed: string) => void;
  readonly setDiscount: (typed: string) => void;
  /** The price to send; null, and said so, when it is none. */
  readonly check: () => number | null;
}

function useAsk(line: OrderLine, currency: string): Ask {
  const list = listOf(line);
  const before = line.price?.askedMinor ?? null;
  const [price, keepPrice] = useState(before === null ? '' : minorToText(before, currency));
  const [discount, keepDiscount] = useState(before === null || list === null ? '' : scaledToText(discountOfUnit(list, before), 2));
  const [wrong, setWrong] = useState(false);
  const unitMinor = readMoney(price, currency);
  return {
    price,
    discount,
    wrong,
    unitMinor,
    setPrice: (typed) => {
      const minor = readMoney(typed, currency);
      keepPrice(typed);
      keepDiscount(minor === null || list === null ? '' : scaledToText(discountOfUnit(list, minor), 2));
      setWrong(false);
    },
    setDiscount: (typed) => {
      const bp = readDiscount(typed);
      keepDiscount(typed);
      keepPrice(bp === null || list === null ? '' : minorToText(unitOfDiscount(list, bp), currency));
      setWrong(false);
    },
    check: () => {
      setWrong(unitMinor === null);
      return unitMinor;
    },
  };
}

/** What a discount is counted from. */
const listOf = (line: OrderLine): number | null => line.price?.listMinor ?? line.priceMinor;

function PriceFields({ line, currency, ask }: { readonly line: OrderLine; readonly currency: string | null; readonly ask: Ask }): ReactNode {
  const { t } = useWords();
  const list = listOf(line);
  return (
    <>
      <dl className={classes['prices']}>
        <div>
          <dt>{t('orders:price.ours')}</dt>
          <dd>
            <Money minor={line.priceMinor} currency={currency} />
          </dd>
        </div>
        <div>
          <dt>{t('orders:price.list')}</dt>
          <dd>
            <Money minor={list} currency={currency} />
          </dd>
        </div>
      </dl>
      <div className={classes['fields']}>
        <label className={classes['field']}>
          {t('orders:price.asked', { uom: line.uom ?? '' })}
          <input
            autoFocus
            data-autofocus
            inputMode="decimal"
            dir="ltr"
            aria-invalid={ask.wrong}
            value={ask.price}
            onChange={(event) => ask.setPrice(event.currentTarget.value)}
          />
        </label>
        {list === null ? null : (
          <label className={classes['field']}>
            {t('orders:price.off_list')}
            <input inputMode="decimal" dir="ltr" value={ask.discount} onChange={(event) => ask.setDiscount(event.currentTarget.value)} />
          </label>
        )}
      </div>
      {ask.wrong ? (
        <p className={classes['wrong']} role="alert">
          {t('orders:price.wrong')}
        </p>
      ) : null}
    </>
  );
}

interface WhoProps {
  readonly line: OrderLine;
  readonly company: string | undefined;
  readonly unitMinor: number | null;
}

/** Who will be asked, as far as this page can know: floors and authority are weighed by the server. */
function WhoIsAsked({ line, company, unitMinor }: WhoProps): ReactNode {
  const { t, formats } = useWords();
  const rules = useQuery({ ...rulesQuery(company ?? ''), retry: false }).data;
  const list = listOf(line);
  if (unitMinor === null || list === null) return null;
  const asked = whoIsAsked(policyOf(rules, company), discountOfUnit(list, unitMinor));
  const roles = asked.kind === 'roles' ? formats.list(asked.roles.map((role) => t(`roles.${role}`))) : '';
  return <Notice tone="quiet">{t(`orders:price.who.${asked.kind}`, { roles })}</Notice>;
}
