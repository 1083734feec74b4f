import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconDownload, IconPlus, IconTag, IconUpload } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { ruleKinds, type RuleKind, type RuleList } from '../../../../modules/pricing/contract.ts';
import { ruleExportUrl } from '../../../data/price-commands.ts';
import { rulesQuery } from '../../../data/price-queries.ts';
import buttons from '../../../ui/button.module.css';
import { Button } from '../../../ui/button.tsx';
import page from '../../../ui/page.module.css';
import { EmptyState, ErrorState, LoadingState, Notice } from '../../../ui/states.tsx';
import { isolated } from '../../../ui/text/sentence.ts';
import { useWords } from '../../../ui/use-words.ts';
import { ImportRulesDialog } from './import-rules-dialog.tsx';
import classes from './prices.module.css';
import { RuleDialog } from './rule-dialog.tsx';
import { RuleTable } from './rule-table.tsx';

const route = getRouteApi('/desk/setup/prices');
const isNew = '*new*';

/** Setup → Prices: the rules by which prices are made and held, every version of them, and what they would have done. */
export function Prices(): ReactNode {
  const { company } = route.useSearch();
  const rules = useQuery(rulesQuery(company));
  if (rules.data !== undefined) return <Whole list={rules.data} />;
  return rules.error === null ? <LoadingState rows={6} /> : <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />;
}

function Whole({ list }: { readonly list: RuleList }): ReactNode {
  const { t } = useWords();
  const { kind, rule: open } = route.useSearch();
  const navigate = route.useNavigate();
  const [importing, setImporting] = useState(false);
  const [note, setNote] = useState<string | null>(null);
  const rows = list.rows.filter((row) => row.kind === kind);
  const rule = list.rows.find((row) => row.kind === kind && row.code === open) ?? null;
  const mayEdit = list.mayEdit.includes(kind);
  const show = (next: { kind?: RuleKind; rule?: string; company?: string }): void => {
    setNote(null);
    void navigate({ search: (old) => ({ ...old, rule: '', ...next }) });
  };
  const currency = list.companies.find((each) => each.code === list.company)?.currency ?? '';
  return (
    <div className={page['page']} tabIndex={0}>
      <div className={page['inner']}>
        <Head list={list} kind={kind} mayEdit={mayEdit} any={rows.length > 0} onShow={show} onImport={() => setImporting(true)} />
        <nav className={classes['kinds']} aria-label={t('prices:kinds')}>
          {ruleKinds.map((each) => (
            <button key={each} type="button" aria-pressed={each === kind} onClick={() => show({ kind: each })}>
              {t(`prices:kind.${each}`)}
              <span className="k-num">{list.rows.filter((row) => row.kind === each && row.standing !== 'off').length}</span>
            </button>
          ))}
        </nav>
        {note === null ? null : <Notice tone="ok">{note}</Notice>}
        <p className={page['dim']}>{t(`prices:about.${kind}`)}</p>
        {rows.length === 0 ? (
          <NoRules kind={kind} mayEdit={mayEdit} onNew={() => show({ rule: isNew })} />
        ) : (
          <RuleTable kind={kind} rows={rows} currency={currency} onOpen={(code) => show({ rule: code })} />
        )}
      </div>
      <RuleDialog
        key={`${list.company} ${kind} ${open} ${rule?.version ?? 0}`}
        {...{ kind, company: list.company, currency, today: list.today, mayEdit }}
        opened={rule !== null || (open === isNew && mayEdit)}
        rule={rule}
        onClose={() => show({})}
        onDone={(what, code) => {
          show({});
          setNote(t(`prices:done.${what}`, { code: isolated(code) }));
        }}
      />
      <ImportRulesDialog
        key={`${kind} ${String(importing)}`}
        opened={importing}
        kind={kind}
        company={list.company}
        onClose={() => setImporting(false)}
        onImported={(count) => {
          setImporting(false);
          setNote(t('prices:done.imported', { count, n: String(count) }));
        }}
      />
    </div>
  );
}

function NoRules({ kind, mayEdit, onNew }: { readonly kind: RuleKind; readonly mayEdit: boolean; readonly onNew: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <EmptyState
      icon={<IconTag size={28} stroke={1.5} />}
      title={t(`prices:none.${kind}`)}
      text={t(kind === 'policy' ? 'prices:none.policy_text' : mayEdit ? 'prices:none.text' : 'prices:read_only')}
      action={
        mayEdit ? (
          <Button look="primary" onClick={onNew}>
            {t(`prices:new.${kind}`)}
          </Button>
        ) : null
      }
    />
  );
}

interface HeadProps {
  readonly list: RuleList;
  readonly kind: RuleKind;
  readonly mayEdit: boolean;
  readonly any: boolean;
  readonly onShow: (next: { rule?: string; company?: string }) => void;
  readonly onImport: () => void;
}

function Head({ list, kind, mayEdit, any, onShow, onImport }: HeadProps): ReactNode {
  const { t } = useWords();
  return (
    <header className={page['title']}>
      <h1>{t('prices:rules_title')}</h1>
      {list.companies.length < 2 ? null : (
        <select
          className={classes['select']}
          aria-label={t('prices:company')}
          value={list.company}
          onChange={(event) => onShow({ company: event.currentTarget.value })}
        >
          {list.companies.map((company) => (
            <option key={company.code} value={company.code}>
              {company.name}
            </option>
          ))}
        </select>
      )}
      <span className={classes['acts']}>
        {any ? (
          <a className={buttons['button']} href={ruleExportUrl(kind, list.company)} download>
            <IconDownload size={15} /> {t('prices:export')}
          </a>
        ) : null}
        {mayEdit ? (
          <>
            <Button onClick={onImport}>
              <IconUpload size={15} /> {t('prices:import.open')}
            </Button>
            {kind === 'policy' && any ? null : (
              <Button look="primary" onClick={() => onShow({ rule: isNew })}>
                <IconPlus size={15} /> {t(`prices:new.${kind}`)}
              </Button>
            )}
          </>
        ) : null}
      </span>
    </header>
  );
}
