import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { AliasScope, TeachAlias } from '../../../../modules/intake/contract.ts';
import type { CustomerHit, ItemHit } from '../../../../modules/masters/contract.ts';
import { customersQuery } from '../../../data/queries.ts';
import { Button } from '../../../ui/button.tsx';
import { Code } from '../../../ui/figures.tsx';
import { useMe } from '../../../ui/me.ts';
import { CatalogueSearch } from '../../../ui/pick/catalogue-search.tsx';
import { CustomerSearch } from '../../../ui/pick/customer-search.tsx';
import { Notice, useErrorSentence } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import classes from './dialogs.module.css';
import type { AliasActs } from './use-alias-acts.ts';

interface TeachDialogProps {
  readonly opened: boolean;
  /** The code of the customer that the table is filtered by, or empty. */
  readonly customer: string;
  readonly acts: AliasActs;
  readonly onClose: () => void;
  readonly onTaught: (id: string) => void;
}

/** Says what words mean before anybody had to ask: for one customer, its region or the whole company. */
export function TeachDialog({ opened, customer, acts, onClose, onTaught }: TeachDialogProps): ReactNode {
  const { t } = useWords();
  return (
    <Modal opened={opened} onClose={onClose} size="lg" title={t('setup:teach.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Form customer={customer} acts={acts} onClose={onClose} onTaught={onTaught} />
    </Modal>
  );
}

const wideners: ReadonlySet<string> = new Set(['sales_head', 'owner', 'it']);

interface Lesson {
  readonly scope: AliasScope;
  readonly words: string;
  readonly item: ItemHit | null;
  readonly uom: string;
  readonly negative: boolean;
}

/** Who the words speak for: the company itself, or what the picked customer stands for. */
function scopeIdOf(scope: AliasScope, who: CustomerHit | null, company: string): string {
  if (scope === 'company') return company;
  return (scope === 'region' ? who?.region : who?.code) ?? '';
}

/** What is to be sent, or null while something is missing. */
function bodyOf({ scope, words, item, uom, negative }: Lesson, scopeId: string): TeachAlias | null {
  if (scopeId === '' || words.trim() === '' || item === null) return null;
  return { scope, scopeId, words: words.trim(), sku: item.sku, uom: uom === '' || negative ? null : uom, negative };
}

function Form({ customer, acts, onClose, onTaught }: Omit<TeachDialogProps, 'opened'>): ReactNode {
  const { t } = useWords();
  const errorSentence = useErrorSentence();
  const me = useMe();
  const known = useQuery(customersQuery(customer === '' ? null : customer)).data?.rows.find((row) => row.code === customer) ?? null;
  const [picked, setPicked] = useState<CustomerHit | null | undefined>(undefined);
  const who = picked === undefined ? known : picked;
  const [lesson, setLesson] = useState<Lesson>({ scope: 'customer', words: '', item: null, uom: '', negative: false });
  const [error, setError] = useState<unknown>(null);
  const change = (part: Partial<Lesson>): void => setLesson((old) => ({ ...old, ...part }));
  const body = bodyOf(lesson, scopeIdOf(lesson.scope, who, me?.company ?? ''));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const done = body === null ? null : await acts.teach(body);
    if (done?.ok === false) setError(done.error);
    if (done?.ok !== true) return;
    onClose();
    onTaught(done.value.id);
  };
  return (
    <form className={classes['stack']} onSubmit={(event) => void submit(event)}>
      <Whose
        who={who}
        scope={lesson.scope}
        mayWiden={me?.roles.some((role) => wideners.has(role)) ?? false}
        onWho={setPicked}
        onScope={(scope) => change({ scope })}
      />
      <label className={classes['field']}>
        {t('setup:teach.words')}
        <input
          required
          data-autofocus={known === null ? undefined : true}
          dir="auto"
          maxLength={200}
          value={lesson.words}
          onChange={(event) => change({ words: event.currentTarget.value })}
        />
      </label>
      <What lesson={lesson} onChange={change} />
      {error === null ? null : (
        <Notice tone="stop" urgent>
          {errorSentence(error)}
        </Notice>
      )}
      <div className={classes['row']}>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" look="primary" disabled={acts.busy || body === null}>
          {t('setup:teach.teach')}
        </Button>
      </div>
    </form>
  );
}

interface WhoseProps {
  readonly who: CustomerHit | null;
  readonly scope: AliasScope;
  readonly mayWiden: boolean;
  readonly onWho: (who: CustomerHit | null) => void;
  readonly onScope: (scope: AliasScope) => void;
}

/** Whose words: a customer, and with its region at hand how far it holds. */
function Whose({ who, scope, mayWiden, onWho, onScope }: WhoseProps): ReactNode {
  const { t } = useWords();
  const choices: readonly (readonly [AliasScope, string, boolean])[] = [
    ['customer', t('setup:teach.only_customer'), true],
    ['region', who === null || who.region === '' ? t('setup:teach.region') : t('setup:teach.region_of', { region: `\u2068${who.region}\u2069` }), mayWiden],
    ['company', t('setup:teach.company'), mayWiden],
  ];
  return (
    <>
      {scope === 'company' ? null : (
        <div className={classes['field']}>
          {t('setup:teach.customer')}
          {who === null ? <CustomerSearch takeFocus onPick={onWho} /> : <Picked onOther={() => onWho(null)} name={who.name} code={who.code} />}
        </div>
      )}
      <div className={classes['choices']} role="radiogroup" aria-label={t('setup:column.scope')}>
        {choices
          .filter(([, , may]) => may)
          .map(([each, label]) => (
            <label key={each}>
              <input type="radio" name="scope" value={each} checked={scope === each} onChange={() => onScope(each)} />
              {label}
            </label>
          ))}
      </div>
    </>
  );
}

function Picked({ name, code, onOther }: { readonly name: string; readonly code: string; readonly onOther: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <div className={classes['picked']}>
      <bdi>{name}</bdi>
      <Code>{code}</Code>
      <Button look="quiet" small onClick={onOther}>
        {t('setup:teach.other')}
      </Button>
    </div>
  );
}

function What({ lesson, onChange }: { readonly lesson: Lesson; readonly onChange: (part: Partial<Lesson>) => void }): ReactNode {
  const { t } = useWords();
  const { item, uom, negative } = lesson;
  return (
    <>
      <div className={classes['field']}>
        {t('setup:teach.item')}
        {item === null ? (
          <CatalogueSearch takeFocus={false} start="" onPick={(hit) => onChange({ item: hit })} />
        ) : (
          <Picked onOther={() => onChange({ item: null, uom: '' })} name={item.name} code={item.sku} />
        )}
      </div>
      {item === null || negative ? null : (
        <label className={classes['field']}>
          {t('setup:teach.unit')}
          <select value={uom} onChange={(event) => onChange({ uom: event.currentTarget.value })}>
            <option value="">{t('setup:no_unit')}</option>
            {item.uoms.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
      )}
      <div className={classes['choices']}>
        <label>
          <input type="checkbox" checked={negative} onChange={(event) => onChange({ negative: event.currentTarget.checked })} />
          {t('setup:teach.never')}
        </label>
      </div>
    </>
  );
}
