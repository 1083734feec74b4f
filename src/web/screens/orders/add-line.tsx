import { useState, type ReactNode } from 'react';
import type { ItemHit } from '../../../modules/masters/contract.ts';
import type { OrderPage } from '../../../modules/orders/contract.ts';
import type { OrderCommands } from '../../data/order-commands.ts';
import { Code } from '../../ui/figures.tsx';
import { useWords } from '../../ui/use-words.ts';
import { CatalogueSearch } from '../../ui/pick/catalogue-search.tsx';
import { QuantityForm } from './quantity-form.tsx';
import classes from './quantity-form.module.css';
import type { DraftDesk } from './use-draft.ts';

interface AddLineProps {
  readonly order: OrderPage;
  readonly desk: DraftDesk;
  readonly commands: OrderCommands;
}

/** A line that the customer said elsewhere: item first, then how much of it. */
export function AddLine({ order, desk, commands }: AddLineProps): ReactNode {
  const { t } = useWords();
  const [item, setItem] = useState<ItemHit | null>(null);
  const close = (): void => desk.setTool({ kind: 'none' });
  return (
    <div className={classes['add']}>
      {item === null ? (
        <CatalogueSearch start="" onPick={setItem} onClose={close} />
      ) : (
        <>
          <span className={classes['item']}>
            <bdi>{item.name}</bdi> <Code>{item.sku}</Code>
          </span>
          <QuantityForm
            sku={item.sku}
            quantityMilli={null}
            uom={item.salesUom}
            busy={commands.busy}
            label={t('orders:action.add')}
            onSave={(quantityMilli, uom) => void commands.addLine(order.version, { sku: item.sku, quantityMilli, uom: uom ?? item.salesUom }).then(desk.settle)}
            onClose={close}
          />
        </>
      )}
    </div>
  );
}
