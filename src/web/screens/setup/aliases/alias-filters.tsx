import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { IconDownload, IconPlus, IconSearch, IconUpload, IconX } from '@tabler/icons-react';
import { useState, type ReactNode, type RefObject } from 'react';
import { aliasScopes, aliasStates } from '../../../../modules/intake/contract.ts';
import { aliasExportUrl } from '../../../data/alias-commands.ts';
import { customersQuery } from '../../../data/queries.ts';
import { Button, IconButton, KeyHint } from '../../../ui/button.tsx';
import { keyOf } from '../../../ui/keys/key-map.ts';
import { CustomerSearch } from '../../../ui/pick/customer-search.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { statesIn, toggledState, type AliasSearch } from './alias-search.ts';
import classes from './aliases.module.css';
import buttons from '../../../ui/button.module.css';

interface AliasFiltersProps {
  readonly search: AliasSearch;
  readonly find: RefObject<HTMLInputElement | null>;
  /** An alias is open: on a phone it takes the whole screen. */
  readonly open: boolean;
  readonly onChange: (next: Partial<AliasSearch>) => void;
  readonly onTeach: () => void;
  readonly onImport: () => void;
}

/** What is shown of the library, and how it grows. */
export function AliasFilters({ search, find, open, onChange, onTeach, onImport }: AliasFiltersProps): ReactNode {
  const { t, say } = useWords();
  const states = statesIn(search.state);
  return (
    <div className={classes['filters']} data-open={open}>
      <FindField q={search.q} find={find} onFind={(q) => onChange({ q })} />
      <select
        className={classes['select']}
        aria-label={t('setup:column.scope')}
        value={search.scope}
        onChange={(event) => onChange({ scope: aliasScopes.find((scope) => scope === event.currentTarget.value) ?? '' })}
      >
        <option value="">{t('setup:any_scope')}</option>
        {aliasScopes.map((scope) => (
          <option key={scope} value={scope}>
            {say('alias_scope', scope)}
          </option>
        ))}
      </select>
      <CustomerFilter code={search.customer} onChange={(customer) => onChange({ customer })} />
      <div className={classes['states']} role="group" aria-label={t('setup:column.state')}>
        {aliasStates.map((state) => (
          <button key={state} type="button" aria-pressed={states.includes(state)} onClick={() => onChange({ state: toggledState(search.state, state) })}>
            {say('alias_state', state)}
          </button>
        ))}
      </div>
      <div className={classes['grow']}>
        <a className={buttons['button']} href={aliasExportUrl} download="aliases.csv">
          <IconDownload size={15} /> {t('setup:export')}
        </a>
        <Button onClick={onImport}>
          <IconUpload size={15} /> {t('setup:import.open')}
        </Button>
        <Button look="primary" hint={keyOf('teach_alias')} onClick={onTeach}>
          <IconPlus size={15} /> {t('setup:teach.open')}
        </Button>
      </div>
    </div>
  );
}

function FindField({ q, find, onFind }: { readonly q: string; readonly find: AliasFiltersProps['find']; readonly onFind: (q: string) => void }): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState(q);
  const [sent, setSent] = useState(q);
  const send = useDebouncedCallback((next: string) => {
    setSent(next);
    onFind(next);
  }, 200);
  // the address was changed by something else than this field
  if (q !== sent) {
    setSent(q);
    setText(q);
  }
  return (
    <label className={classes['find']}>
      <IconSearch size={15} aria-hidden="true" />
      <span className="k-sr">{t('setup:find')}</span>
      <input
        ref={find}
        type="search"
        dir="auto"
        placeholder={t('setup:find')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          send(event.currentTarget.value.trim());
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
        }}
      />
      <KeyHint keys={keyOf('find_alias')} />
    </label>
  );
}

function CustomerFilter({ code, onChange }: { readonly code: string; readonly onChange: (code: string) => void }): ReactNode {
  const { t } = useWords();
  const [picking, setPicking] = useState(false);
  const name = useQuery(customersQuery(code === '' ? null : code)).data?.rows.find((row) => row.code === code)?.name;
  if (code !== '') {
    return (
      <span className={classes['chip']}>
        <bdi>{name ?? code}</bdi>
        <IconButton small label={t('setup:all_customers')} onClick={() => onChange('')}>
          <IconX size={14} />
        </IconButton>
      </span>
    );
  }
  if (!picking) return <Button onClick={() => setPicking(true)}>{t('setup:pick_customer')}</Button>;
  return (
    <div className={classes['who']}>
      <CustomerSearch
        takeFocus
        onClose={() => setPicking(false)}
        onPick={(customer) => {
          setPicking(false);
          onChange(customer.code);
        }}
      />
    </div>
  );
}
