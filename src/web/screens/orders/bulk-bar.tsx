import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BulkOutcome } from '../../../modules/orders/contract.ts';
import { Button } from '../../ui/button.tsx';
import { Code } from '../../ui/figures.tsx';
import { keyOf } from '../../ui/keys/key-map.ts';
import { useWaitingSentence } from '../../ui/order/waiting.ts';
import { useWords } from '../../ui/use-words.ts';
import classes from './desk.module.css';

interface BulkBarProps {
  readonly count: number;
  readonly busy: boolean;
  readonly onAccept: () => void;
  readonly onTake: () => void;
  readonly onAssign: () => void;
  readonly onClear: () => void;
}

/** What can be done with the picked orders. */
export function BulkBar({ count, busy, onAccept, onTake, onAssign, onClear }: BulkBarProps): ReactNode {
  const { t } = useWords();
  return (
    <div className={classes['bulk']} role="status">
      <span>{t('orders:bulk.picked', { count })}</span>
      <Button small look="primary" hint={keyOf('accept_picked')} disabled={busy} onClick={onAccept}>
        {t(busy ? 'orders:bulk.busy' : 'orders:bulk.accept')}
      </Button>
      <Button small hint={keyOf('take_picked')} disabled={busy} onClick={onTake}>
        {t('orders:assign.take')}
      </Button>
      <Button small hint={keyOf('assign_picked')} disabled={busy} onClick={onAssign}>
        {t('orders:bulk.assign')}
      </Button>
      <Button small look="quiet" hint={keyOf('clear_picked')} onClick={onClear}>
        {t('orders:bulk.clear')}
      </Button>
    </div>
  );
}

/** One order of a bulk acceptance as the clerk knows it. */
export interface BulkResult extends BulkOutcome {
  readonly name: string;
  readonly shownNumber: string;
  readonly currency: string | null;
}

interface BulkOutcomesProps {
  readonly results: readonly BulkResult[] | null;
  readonly onClose: () => void;
  readonly onOpen: (id: string) => void;
}

/** What became of each; those that still need somebody come first and open with a click. */
export function BulkOutcomes({ results, onClose, onOpen }: BulkOutcomesProps): ReactNode {
  const { t } = useWords();
  const accepted = results?.filter((each) => each.outcome === 'accepted').length ?? 0;
  const sorted = (results ?? []).toSorted((a, b) => Number(a.outcome === 'accepted') - Number(b.outcome === 'accepted'));
  return (
    <Modal
      opened={results !== null}
      onClose={onClose}
      title={t('orders:bulk.done', { accepted, all: results?.length ?? 0 })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <ul className={classes['outcomes']}>
        {sorted.map((each, i) => (
          <li key={`${each.id} ${i}`} data-outcome={each.outcome}>
            <button type="button" onClick={() => onOpen(each.id)} data-autofocus={i === 0 ? true : undefined}>
              <Code>{each.shownNumber}</Code> <bdi>{each.name}</bdi>
              <small>
                <OutcomeText result={each} />
              </small>
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

function OutcomeText({ result }: { readonly result: BulkResult }): ReactNode {
  const { t, say } = useWords();
  const waiting = useWaitingSentence();
  if (result.outcome === 'accepted') return t('orders:bulk.accepted');
  if (result.outcome === 'failed' || result.code === null) return t('orders:bulk.failed');
  if (result.outcome === 'refused') return say('refusal', result.code, result.facts as Record<string, string>);
  return waiting({ code: result.code, facts: result.facts }, result.currency);
}
