import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { RuleRow } from '../../../../modules/pricing/contract.ts';
import { ruleHistoryQuery, type RuleRef } from '../../../data/price-queries.ts';
import { When } from '../../../ui/figures.tsx';
import { ErrorState, LoadingState } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import classes from './prices.module.css';
import { changesOf } from './rule-draft.ts';

/** Every version of a rule: who, when, why, and what it changed. */
export function RuleHistory({ rule }: { readonly rule: RuleRef }): ReactNode {
  const { t } = useWords();
  const history = useQuery(ruleHistoryQuery(rule));
  if (history.data === undefined)
    return history.error === null ? <LoadingState rows={2} /> : <ErrorState error={history.error} onRetry={() => void history.refetch()} />;
  const { versions } = history.data;
  return (
    <section className={classes['history']} aria-label={t('prices:history')}>
      <h3>{t('prices:history')}</h3>
      <ol>
        {versions.map((version, i) => (
          <Version key={version.version} rule={rule} version={version} before={versions[i + 1] ?? null} />
        ))}
      </ol>
    </section>
  );
}

function Version({ rule, version, before }: { readonly rule: RuleRef; readonly version: RuleRow; readonly before: RuleRow | null }): ReactNode {
  const { t, formats } = useWords();
  const changes = before === null ? [] : changesOf(rule.kind, rule.code, before.body, version.body);
  return (
    <li>
      <p>
        <strong>{t('prices:version', { no: formats.number(version.version) })}</strong>{' '}
        <span className={classes['dim']}>
          <bdi>{version.changedByName ?? t('actor.system')}</bdi> · <When at={version.changedAt} style="moment" />
        </span>
      </p>
      <p dir="auto">{version.why}</p>
      {changes.map((change) => (
        <p key={change.column} className={classes['change']}>
          {t(`prices:field.${change.column}`)}: <del dir="auto">{change.before === '' ? '–' : change.before}</del>{' '}
          <ins dir="auto">{change.after === '' ? '–' : change.after}</ins>
        </p>
      ))}
    </li>
  );
}
