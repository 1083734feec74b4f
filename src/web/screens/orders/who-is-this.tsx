import { useState, type FormEvent, type ReactNode } from 'react';
import type { ConversationPage } from '../../../modules/intake/contract.ts';
import type { CustomerHit } from '../../../modules/masters/contract.ts';
import type { OrderCommands, Outcome } from '../../data/order-commands.ts';
import { Button } from '../../ui/button.tsx';
import { Code } from '../../ui/figures.tsx';
import { CustomerSearch } from '../../ui/pick/customer-search.tsx';
import { Notice, useErrorSentence } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import classes from './dialogs.module.css';

interface WhoIsThisProps {
  readonly talk: ConversationPage;
  readonly commands: OrderCommands;
  readonly onOutcome: (outcome: Outcome) => boolean;
}

/** An unknown number: the desk says whose it is, once; it is remembered and the order read again for that customer. Never guessed. */
export function WhoIsThis({ talk, commands, onOutcome }: WhoIsThisProps): ReactNode {
  const { t } = useWords();
  const [picked, setPicked] = useState<CustomerHit | null>(null);
  return (
    <section className={classes['who']}>
      <h3>{t('orders:who.title')}</h3>
      <p>{t('orders:who.text', { phone: `\u2066+${talk.sender}\u2069` })}</p>
      {picked === null ? (
        <CustomerSearch onPick={setPicked} />
      ) : (
        <Link talk={talk} customer={picked} commands={commands} onOutcome={onOutcome} onBack={() => setPicked(null)} />
      )}
    </section>
  );
}

function Link({ talk, customer, commands, onOutcome, onBack }: WhoIsThisProps & { readonly customer: CustomerHit; readonly onBack: () => void }): ReactNode {
  const { t } = useWords();
  const errorSentence = useErrorSentence();
  const [name, setName] = useState(talk.senderName === talk.sender ? '' : (talk.senderName ?? ''));
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() === '') return;
    const outcome = await commands.linkCustomer(talk.id, customer.code, name.trim());
    if (!onOutcome(outcome) && !outcome.ok && outcome.error !== null) setError(outcome.error);
  };
  return (
    <form className={classes['picked']} onSubmit={(event) => void submit(event)}>
      <strong>
        <bdi>{customer.name}</bdi>
      </strong>
      <Code>{customer.code}</Code>
      <input
        autoFocus
        required
        maxLength={80}
        dir="auto"
        aria-label={t('orders:who.name')}
        placeholder={t('orders:who.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" look="primary" hint="Enter" disabled={commands.busy}>
        {t('orders:who.link')}
      </Button>
      <Button look="quiet" onClick={onBack}>
        {t('orders:who.other')}
      </Button>
      {error === null ? null : (
        <Notice tone="stop" urgent>
          {errorSentence(error)}
        </Notice>
      )}
    </form>
  );
}
