import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { milliToText } from '../../../kernel/quantity.ts';
import { itemsQuery } from '../../data/queries.ts';
import { Button } from '../../ui/button.tsx';
import { readQuantity } from '../../ui/text/read-number.ts';
import { useWords } from '../../ui/use-words.ts';
import classes from './quantity-form.module.css';

interface QuantityFormProps {
  readonly sku: string | null;
  readonly quantityMilli: number | null;
  readonly uom: string | null;
  readonly busy: boolean;
  readonly label: string;
  readonly onSave: (quantityMilli: number, uom: string | null) => void;
  readonly onClose: () => void;
}

/** Quantity and unit of a line: Enter saves, Escape leaves; the units are those of the item. */
export function QuantityForm({ sku, quantityMilli, uom, busy, label, onSave, onClose }: QuantityFormProps): ReactNode {
  const { t } = useWords();
  const item = useQuery(itemsQuery(sku)).data?.rows.find((row) => row.sku === sku);
  const [typed, setTyped] = useState(quantityMilli === null ? '' : milliToText(quantityMilli));
  const [unit, setUnit] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const chosen = unit ?? uom ?? item?.salesUom ?? null;
  const units = [...new Set([...(chosen === null ? [] : [chosen]), ...(item?.uoms ?? [])])];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const milli = readQuantity(typed);
    setWrong(milli === null);
    if (milli !== null && !busy) onSave(milli, chosen);
  };
  return (
    <form
      className={classes['form']}
      onSubmit={submit}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <input
        autoFocus
        inputMode="decimal"
        dir="ltr"
        aria-label={t('orders:column.quantity')}
        aria-invalid={wrong}
        value={typed}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <select aria-label={t('orders:column.unit')} dir="ltr" value={chosen ?? ''} onChange={(event) => setUnit(event.currentTarget.value)}>
        {units.map((code) => (
          <option key={code} value={code}>
            {code}
          </option>
        ))}
      </select>
      <Button small type="submit" look="primary" hint="Enter" disabled={busy}>
        {label}
      </Button>
      <Button small look="quiet" onClick={onClose}>
        {t('action.cancel')}
      </Button>
      {wrong ? (
        <span className={classes['wrong']} role="alert">
          {t('orders:wrong_quantity')}
        </span>
      ) : null}
    </form>
  );
}
