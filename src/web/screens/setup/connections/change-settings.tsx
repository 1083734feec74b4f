import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { ConnectorRow } from '../../../../modules/sync/contract.ts';
import { connectionSetupQuery } from '../../../data/sync-queries.ts';
import { Button } from '../../../ui/button.tsx';
import page from '../../../ui/page.module.css';
import { ErrorState, LoadingState, Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { ConnectionForm } from './connection-form.tsx';
import classes from './connections.module.css';

interface ChangeSettingsProps {
  readonly id: string;
  readonly connector: ConnectorRow;
  /** JSON schema of what every connection has. */
  readonly own: Readonly<Record<string, unknown>>;
}

/** How a connection is set up, opened when somebody wants to change it. */
export function ChangeSettings({ id, connector, own }: ChangeSettingsProps): ReactNode {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const [saved, setSaved] = useState(false);
  return (
    <section className={page['card']} aria-label={t('connections:settings')}>
      <div className={classes['partHead']}>
        <h2>{t('connections:settings')}</h2>
        <span className={classes['end']}>
          <Button
            small
            aria-expanded={open}
            onClick={() => {
              setSaved(false);
              setOpen(!open);
            }}
          >
            {t(open ? 'action.close' : 'connections:change')}
          </Button>
        </span>
      </div>
      <div className={page['cardBody']}>
        {saved ? <Notice tone="ok">{t('connections:saved')}</Notice> : null}
        {open ? (
          <Loaded
            {...{ id, connector, own }}
            onSaved={() => {
              setOpen(false);
              setSaved(true);
            }}
          />
        ) : saved ? null : (
          <p className={page['dim']}>{t('connections:settings_text')}</p>
        )}
      </div>
    </section>
  );
}

function Loaded({ id, connector, own, onSaved }: ChangeSettingsProps & { readonly onSaved: () => void }): ReactNode {
  const setup = useQuery(connectionSetupQuery(id));
  // what is being changed is not changed under the hand: saving says when somebody else was faster
  const [begun] = useState(() => Date.now());
  if (setup.data === undefined || (setup.isFetching && setup.dataUpdatedAt < begun))
    return setup.error === null ? <LoadingState rows={5} /> : <ErrorState error={setup.error} onRetry={() => void setup.refetch()} />;
  return <ConnectionForm connector={connector} own={own} setup={setup.data} onSaved={onSaved} />;
}
