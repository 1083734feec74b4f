import { IconNumbers, IconSearch, IconTag, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OrderLine, OrderPage } from '../../../modules/orders/contract.ts';
import type { OrderCommands } from '../../data/order-commands.ts';
import { Button, KeyHint } from '../../ui/button.tsx';
import { Code } from '../../ui/figures.tsx';
import { keyOf } from '../../ui/keys/key-map.ts';
import { candidatesOf } from '../../ui/order/candidates.ts';
import { AliasLink } from '../../ui/order/explain.tsx';
import { PriceTrace } from '../../ui/order/price-trace.tsx';
import { useWords } from '../../ui/use-words.ts';
import { CatalogueSearch } from '../../ui/pick/catalogue-search.tsx';
import classes from './draft-lines.module.css';
import { QuantityForm } from './quantity-form.tsx';
import type { DraftDesk } from './use-draft.ts';

interface LineDetailsProps {
  readonly line: OrderLine;
  readonly order: OrderPage;
  readonly desk: DraftDesk;
  readonly commands: OrderCommands;
  readonly editable: boolean;
}

/** The focused line: what it may be and what tells the candidates apart, why it is not sure, and the tools to settle it. */
export function LineDetails({ line, order, desk, commands, editable }: LineDetailsProps): ReactNode {
  const { t } = useWords();
  const close = (): void => desk.setTool({ kind: 'none' });
  const searching = editable && desk.tool.kind === 'search' && desk.tool.lineId === line.lineId;
  const counting = editable && desk.tool.kind === 'quantity' && desk.tool.lineId === line.lineId;
  return (
    <div className={classes['more']}>
      {editable ? <Candidates line={line} desk={desk} /> : null}
      <Reasons line={line} />
      <AliasLink line={line} customer={order.customer} />
      <PriceTrace line={line} order={order} />
      {searching ? (
        <CatalogueSearch start={line.sku === null ? '' : line.words} onPick={(item) => void desk.choose(line, item.sku, item.name)} onClose={close} />
      ) : null}
      {counting ? (
        <QuantityForm
          sku={line.sku}
          quantityMilli={line.quantityMilli}
          uom={line.uom}
          busy={commands.busy}
          label={t('action.save')}
          onSave={(quantityMilli, uom) =>
            void commands.correct(order.version, line.lineId, { quantityMilli, ...(uom === null ? {} : { uom }) }).then(desk.settle)
          }
          onClose={close}
        />
      ) : null}
      {editable && !searching && !counting ? <Tools line={line} desk={desk} busy={commands.busy} /> : null}
    </div>
  );
}

/** What can be done to the line, with its keys. */
function Tools({ line, desk, busy }: Pick<LineDetailsProps, 'line' | 'desk'> & { readonly busy: boolean }): ReactNode {
  const { t } = useWords();
  return (
    <div className={classes['tools']}>
      <Button small hint={keyOf('search')} onClick={() => desk.setTool({ kind: 'search', lineId: line.lineId })}>
        <IconSearch size={14} /> {t('orders:action.search')}
      </Button>
      <Button small hint={keyOf('quantity')} onClick={() => desk.setTool({ kind: 'quantity', lineId: line.lineId })}>
        <IconNumbers size={14} /> {t('orders:action.quantity')}
      </Button>
      <Button small hint={keyOf('remove')} disabled={busy} onClick={() => desk.remove(line)}>
        <IconTrash size={14} /> {t('orders:action.remove')}
      </Button>
      {line.sku === null ? null : (
        <Button small hint={keyOf('ask_price')} onClick={() => desk.setTool({ kind: 'price', lineId: line.lineId })}>
          <IconTag size={14} /> {t('orders:price.open')}
        </Button>
      )}
    </div>
  );
}

function Candidates({ line, desk }: Pick<LineDetailsProps, 'line' | 'desk'>): ReactNode {
  const candidates = candidatesOf(line);
  if (candidates.length === 0) return null;
  return (
    <div className={classes['candidates']}>
      {candidates.map((candidate, i) => (
        <button
          key={candidate.sku}
          type="button"
          className={classes['candidate']}
          data-chosen={candidate.chosen}
          onClick={() => desk.pick(i + 1)}
          aria-keyshortcuts={String(i + 1)}
        >
          <KeyHint keys={String(i + 1)} />
          <span className={classes['grow']}>
            <bdi>{candidate.name}</bdi>{' '}
            <span className={classes['sku']}>
              <Code>{candidate.sku}</Code>
            </span>
          </span>
          {candidate.differsBy.map((difference) => (
            <bdi key={difference} className={classes['differs']}>
              {difference}
            </bdi>
          ))}
        </button>
      ))}
    </div>
  );
}

/** Vetoes and reasons as sentences. */
function Reasons({ line }: { readonly line: OrderLine }): ReactNode {
  const { say } = useWords();
  if (line.vetoes.length === 0 && line.why.length === 0) return null;
  return (
    <ul className={classes['reasons']}>
      {line.vetoes.map((veto) => (
        <li key={veto}>{say('veto', veto)}</li>
      ))}
      {line.why.map((reason, i) => (
        <li key={`${reason.code}-${i}`}>{say('reason', reason.code, reason.facts)}</li>
      ))}
    </ul>
  );
}
