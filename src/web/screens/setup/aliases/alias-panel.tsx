import { useQuery } from '@tanstack/react-query';
import { IconArrowBackUp, IconBan, IconBuilding, IconMapPin, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { AliasPage } from '../../../../modules/intake/contract.ts';
import { aliasQuery } from '../../../data/alias-queries.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Code, When } from '../../../ui/figures.tsx';
import { keyOf } from '../../../ui/keys/key-map.ts';
import { useMe } from '../../../ui/me.ts';
import { ErrorState, LoadingState, Notice, useErrorSentence } from '../../../ui/states.tsx';
import { Quoted } from '../../../ui/text/quoted.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { AliasLessons } from './alias-lessons.tsx';
import { AliasBadge, By, ScopeName, Weight } from './alias-marks.tsx';
import classes from './alias-panel.module.css';
import { Rivals, TouchedOrders } from './alias-relations.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import type { AliasActs } from './use-alias-acts.ts';

interface AliasPanelProps {
  readonly id: string;
  readonly acts: AliasActs;
  readonly removing: boolean;
  readonly onRemoving: (on: boolean) => void;
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}

/** One alias: what it stands on, what speaks against it, what it decided, and what can be done about it. */
export function AliasPanel({ id, acts, removing, onRemoving, onOpen, onClose }: AliasPanelProps): ReactNode {
  const { t } = useWords();
  const alias = useQuery(aliasQuery(id));
  const page = alias.data;
  return (
    <aside className={classes['panel']} aria-label={t('setup:panel')}>
      <IconButton className={classes['close'] ?? ''} label={t('action.close')} hint={keyOf('close_alias')} onClick={onClose}>
        <IconX size={17} />
      </IconButton>
      {page === undefined ? (
        alias.error === null ? (
          <LoadingState rows={5} />
        ) : (
          <ErrorState error={alias.error} onRetry={() => void alias.refetch()} />
        )
      ) : (
        <>
          <div className={classes['body']} tabIndex={0}>
            <Head alias={page} />
            <Refusal id={id} acts={acts} />
            <Facts alias={page} />
            <TouchedOrders orders={page.openOrders} />
            <Rivals rivals={page.rivals} onOpen={onOpen} />
            <AliasLessons alias={page} acts={acts} />
          </div>
          <Actions alias={page} acts={acts} onRemove={() => onRemoving(true)} />
          <RemoveDialog
            opened={removing}
            alias={page}
            acts={acts}
            onClose={() => onRemoving(false)}
            onRemoved={() => {
              onRemoving(false);
              onClose();
            }}
          />
        </>
      )}
    </aside>
  );
}

function Head({ alias }: { readonly alias: AliasPage }): ReactNode {
  const { t, say } = useWords();
  return (
    <header className={classes['head']}>
      <h2>
        “<Quoted words={alias.words} max={200} />”
      </h2>
      <p className={classes['item']}>
        <span aria-hidden="true">{alias.negative ? '≠' : '='}</span>
        <bdi>{alias.itemName ?? t('setup:item_gone')}</bdi>
        <Code>{alias.sku}</Code>
      </p>
      <p className={classes['state']}>
        <AliasBadge state={alias.state} />
        <span>{say('alias_standing', alias.state)}</span>
      </p>
      {alias.itemActive ? null : (
        <Notice tone="risk">{alias.replacedBy === null ? t('setup:not_sold') : t('setup:replaced_by', { sku: `\u2066${alias.replacedBy}\u2069` })}</Notice>
      )}
    </header>
  );
}

function Refusal({ id, acts }: { readonly id: string; readonly acts: AliasActs }): ReactNode {
  const errorSentence = useErrorSentence();
  if (acts.error === null || (acts.error.id !== id && acts.error.id !== '')) return null;
  return (
    <Notice tone="stop" urgent>
      {errorSentence(acts.error.error)}
    </Notice>
  );
}

function Facts({ alias }: { readonly alias: AliasPage }): ReactNode {
  const { t, say, formats } = useWords();
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['scope', <ScopeName key="scope" alias={alias} />],
    ['unit', alias.uom === null ? t('setup:no_unit') : <Code key="unit">{alias.uom}</Code>],
    ['weight', <Weight key="weight" alias={alias} />],
    ['used', <When key="used" at={alias.lastUsedAt} style="date" />],
    ['times', formats.number(alias.timesUsed)],
    [
      'source',
      <span key="source">
        {say('alias_source', alias.source)} · <By actor={alias.createdBy} /> · <When at={alias.createdAt} style="date" />
      </span>,
    ],
  ];
  return (
    <dl className={classes['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`setup:column.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const wideners: ReadonlySet<string> = new Set(['sales_head', 'owner', 'it']);

function Actions({ alias, acts, onRemove }: { readonly alias: AliasPage; readonly acts: AliasActs; readonly onRemove: () => void }): ReactNode {
  const { t } = useWords();
  const mayWiden = useMe()?.roles.some((role) => wideners.has(role)) ?? false;
  if (alias.scope !== 'customer' && !mayWiden) return <p className={classes['actions']}>{t('setup:wide_only')}</p>;
  return (
    <div className={classes['actions']}>
      <Button look="danger" hint={keyOf('remove_alias')} disabled={acts.busy} onClick={onRemove}>
        <IconArrowBackUp size={15} /> {t('setup:remove.open')}
      </Button>
      {alias.negative ? null : (
        <Button disabled={acts.busy} onClick={() => acts.ruleOut(alias)}>
          <IconBan size={15} /> {t('setup:rule_out')}
        </Button>
      )}
      {alias.scope === 'customer' && mayWiden ? (
        <Button disabled={acts.busy} onClick={() => acts.promote(alias, 'region')}>
          <IconMapPin size={15} /> {t('setup:promote.region')}
        </Button>
      ) : null}
      {alias.scope !== 'company' && mayWiden ? (
        <Button disabled={acts.busy} onClick={() => acts.promote(alias, 'company')}>
          <IconBuilding size={15} /> {t('setup:promote.company')}
        </Button>
      ) : null}
    </div>
  );
}
