import type { ReactNode } from 'react';
import type { ConnectorRow } from '../../../../modules/sync/contract.ts';
import page from '../../../ui/page.module.css';
import { useWords } from '../../../ui/use-words.ts';
import classes from './connections.module.css';

/** What a connector can write, in plain words, and what takes over where it cannot; and what it cannot read. */
export function Abilities({ connector }: { readonly connector: ConnectorRow }): ReactNode {
  const { t, say, formats } = useWords();
  return (
    <section className={page['card']}>
      <h2>{t('connections:can.title')}</h2>
      <div className={`${page['cardBody']} ${page['stack']}`} style={{ gap: 12 }}>
        <dl className={classes['abilities']}>
          {connector.writes.map(({ kind, how }) => (
            <Ability key={kind} name={say('erp_write', kind)} none={how === 'none'}>
              {t(`connections:can.${how}`)}
              {kind === 'create_sales_order' && connector.triesOrders ? ` ${t('connections:can.tries')}` : ''}
            </Ability>
          ))}
        </dl>
        {connector.readsNot.length === 0 ? null : (
          <p className={page['dim']}>
            {t('connections:can.not_read', { objects: formats.list(connector.readsNot.map((object) => say('erp_object', object))) })}
          </p>
        )}
      </div>
    </section>
  );
}

function Ability({ name, none, children }: { readonly name: string; readonly none: boolean; readonly children: ReactNode }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd data-none={none}>{children}</dd>
    </>
  );
}
