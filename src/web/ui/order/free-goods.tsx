import type { ReactNode } from 'react';
import type { FreeGoodRow, OrderLine } from '../../../modules/orders/contract.ts';
import { Code, Money, Quantity } from '../figures.tsx';
import page from '../page.module.css';
import { useWords } from '../use-words.ts';
import classes from './free-goods.module.css';

interface FreeGoodsProps {
  readonly line: OrderLine;
  readonly currency: string | null;
}

/** What goes along free with a line, as rows of a table of lines: number, item, quantity, price and net, which are zero. */
export function FreeRows({ line, currency }: FreeGoodsProps): ReactNode {
  return line.free?.map((good) => (
    <tr key={`${good.scheme} ${good.sku}`}>
      <td />
      <td>
        <Name good={good} line={line} />
      </td>
      <td className={page['end']}>
        <Quantity milli={good.quantityMilli} uom={good.uom} />
      </td>
      <td className={page['end']}>
        <Money minor={0} currency={currency} />
      </td>
      <td className={page['end']}>
        <Money minor={0} currency={currency} />
      </td>
    </tr>
  ));
}

/** The same below a line of a draft. */
export function FreeLines({ line, currency }: FreeGoodsProps): ReactNode {
  return line.free?.map((good) => (
    <div key={`${good.scheme} ${good.sku}`} className={classes['line']}>
      <div className={classes['name']}>
        <Name good={good} line={line} />
      </div>
      <span className={classes['end']}>
        <Quantity milli={good.quantityMilli} uom={good.uom} />
      </span>
      <span className={`${classes['price']} ${classes['end']}`}>
        <Money minor={0} currency={currency} />
      </span>
      <span className={`${classes['net']} ${classes['end']}`}>
        <Money minor={0} currency={currency} />
      </span>
    </div>
  ));
}

function Name({ good, line }: { readonly good: FreeGoodRow; readonly line: OrderLine }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <bdi>{good.itemName ?? good.sku}</bdi>{' '}
      <span className={page['dim']}>
        <Code>{good.sku}</Code>
      </span>
      <div className={classes['free']}>{t('orders:free.with', { no: line.lineNo, scheme: `\u2068${good.scheme}\u2069` })}</div>
    </>
  );
}
