import type { ReactNode } from 'react';
import type { RuleKind, RuleRow, RuleStanding } from '../../../../modules/pricing/contract.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Code, When } from '../../../ui/figures.tsx';
import page from '../../../ui/page.module.css';
import type { Tone } from '../../../ui/status.ts';
import { isolated } from '../../../ui/text/sentence.ts';
import { useWords } from '../../../ui/use-words.ts';
import classes from './prices.module.css';
import { draftOf, rowsOf, type Draft } from './rule-draft.ts';

const tones: Readonly<Record<RuleStanding, Tone>> = { works: 'ok', will_work: 'waiting', over: 'quiet', off: 'quiet' };

interface RuleTableProps {
  readonly kind: RuleKind;
  readonly rows: readonly RuleRow[];
  readonly currency: string;
  readonly onOpen: (code: string) => void;
}

/** The rules of a kind, what each does and how it stands. */
export function RuleTable({ kind, rows, currency, onOpen }: RuleTableProps): ReactNode {
  const { t } = useWords();
  return (
    <ul className={classes['list']} aria-label={t(`prices:kind.${kind}`)}>
      {rows.map((row) => (
        <li key={row.code}>
          <button type="button" className={classes['rule']} onClick={() => onOpen(row.code)}>
            <span className={classes['name']}>
              <bdi>{kind === 'policy' ? t('prices:kind.policy') : row.name}</bdi>
              {kind === 'policy' ? null : <Code>{row.code}</Code>}
            </span>
            <span className={classes['does']}>
              <Does kind={kind} row={row} currency={currency} />
            </span>
            <span>
              <Badge tone={tones[row.standing]} plain>
                {t(`prices:standing.${row.standing}`)}
              </Badge>
              <Valid row={row} />
            </span>
            <span className={page['dim']}>
              <bdi>{row.changedByName ?? t('actor.system')}</bdi> · <When at={row.changedAt} style="date" />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Valid({ row }: { readonly row: RuleRow }): ReactNode {
  const { t, formats } = useWords();
  if (row.validFrom === null || row.validTo === null) return null;
  const ends = row.validTo.startsWith('9999') ? null : row.validTo;
  return (
    <span className={classes['dim']}>
      {' '}
      {ends === null
        ? t('prices:since', { day: formats.dayMonth(row.validFrom) })
        : t('prices:from_to', { from: formats.dayMonth(row.validFrom), to: formats.dayMonth(ends) })}
    </span>
  );
}

/** In one line what a rule does. */
function Does({ kind, row, currency }: { readonly kind: RuleKind; readonly row: RuleRow; readonly currency: string }): ReactNode {
  const { t } = useWords();
  const draft = draftOf(kind, row.code, row.body);
  const scope = ['skus', 'groups', 'brands', 'customers', 'price_groups', 'regions', 'channels']
    .map((column) => draft[column] ?? '')
    .filter((text) => text !== '');
  return (
    <>
      {t(...sentenceOf(kind, draft, currency))}
      {kind === 'policy' ? null : (
        <span className={classes['dim']}> · {scope.length === 0 ? t('prices:for_all') : <bdi>{scope.join(' · ').slice(0, 80)}</bdi>}</span>
      )}
    </>
  );
}

function sentenceOf(kind: RuleKind, draft: Draft, currency: string): [string, Record<string, string>] {
  const cell = (column: string): string => draft[column] ?? '';
  const count = (column: string): string => String(rowsOf(cell(column)).length);
  if (kind === 'policy') return ['prices:does.policy', { percent: cell('auto_percent'), tiers: count('tiers') }];
  const told = ['percent', 'days', 'country', 'every', 'free'] as const;
  const facts = Object.fromEntries(told.map((column) => [column, cell(column)]));
  const money = isolated(`${cell('amount')} ${cell('currency') || currency}`);
  const does = { scheme: cell('gift'), floor: cell('limit'), tax: 'tax' }[kind];
  return [`prices:does.${does}`, { ...facts, amount: money, uom: isolated(cell('uom')), bands: count('bands'), items: count('needs') }];
}
