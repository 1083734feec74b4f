import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { connectorsQuery } from '../../../data/sync-queries.ts';
import { useErpRights } from '../../../ui/erp/roles.ts';
import field from '../../../ui/field.module.css';
import page from '../../../ui/page.module.css';
import { ErrorState, LoadingState } from '../../../ui/states.tsx';
import { Refused } from '../../../data/refused.ts';
import { useWords } from '../../../ui/use-words.ts';
import { Abilities } from './abilities.tsx';
import { ConnectionForm } from './connection-form.tsx';

/** Connects an ERP: which, what it can, its settings, a test, and then it is there. */
export function Connect(): ReactNode {
  const { t, say } = useWords();
  const navigate = useNavigate();
  const { mayManage } = useErpRights();
  const connectors = useQuery(connectorsQuery);
  const [chosen, setChosen] = useState('');
  if (!mayManage) return <ErrorState error={new Refused('forbidden', {}, 403)} />;
  if (connectors.data === undefined)
    return connectors.error === null ? <LoadingState rows={5} /> : <ErrorState error={connectors.error} onRetry={() => void connectors.refetch()} />;
  const { rows, own } = connectors.data;
  const connector = rows.find((row) => row.id === chosen) ?? null;
  return (
    <div className={page['page']} tabIndex={0}>
      <div className={page['inner']}>
        <header className={page['title']}>
          <Link to="/setup/connections">{t('connections:title')}</Link>
          <h1>{t('connections:new')}</h1>
        </header>
        <section className={page['card']}>
          <div className={page['cardBody']}>
            <label className={field['field']} style={{ maxInlineSize: 340 }}>
              {t('connections:which')}
              <select value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
                <option value="">{t('connections:choose')}</option>
                {rows.map((row) => (
                  <option key={row.id} value={row.id}>
                    {say('connector', row.id)}
                  </option>
                ))}
              </select>
            </label>
          </div>
        </section>
        {connector === null ? null : (
          <>
            <Abilities connector={connector} />
            <section className={page['card']} aria-label={t('connections:settings')}>
              <h2>{t('connections:settings')}</h2>
              <div className={page['cardBody']}>
                <ConnectionForm
                  key={connector.id}
                  connector={connector}
                  own={own}
                  setup={null}
                  onSaved={(connectionId) => void navigate({ to: '/setup/connections/$connectionId', params: { connectionId } })}
                />
              </div>
            </section>
          </>
        )}
      </div>
    </div>
  );
}
