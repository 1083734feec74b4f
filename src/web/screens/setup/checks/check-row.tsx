import { useState, type ReactNode } from 'react';
import { checkOutcomes, type CheckOutcome, type CheckSetting, type OrderRulesPage } from '../../../../modules/orders/contract.ts';
import { strictness } from '../../../../modules/orders/domain/index.ts';
import { saveCheckSetting } from '../../../data/rules-queries.ts';
import { keys } from '../../../data/stale-keys.ts';
import { useCommand } from '../../../data/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { Code, When } from '../../../ui/figures.tsx';
import field from '../../../ui/field.module.css';
import page from '../../../ui/page.module.css';
import { Notice, useErrorSentence } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import classes from './checks.module.css';

type CheckLine = OrderRulesPage['checks'][number];

interface CheckRowProps {
  readonly check: CheckLine;
  readonly rules: OrderRulesPage;
  readonly mayKeep: boolean;
}

/** What this check may be taken as: anything, or only stricter than its own way. */
const offered = (check: CheckLine): readonly CheckOutcome[] =>
  check.fixed ? checkOutcomes.filter((outcome) => strictness(outcome) >= Math.max(...check.own.map(strictness))) : checkOutcomes;

/** One check: what it says by itself, how it is taken here, and who said so. */
export function CheckRow({ check, rules, mayKeep }: CheckRowProps): ReactNode {
  const { t, say } = useWords();
  const here = rules.customer === null ? check.company : check.customer;
  const [wanted, setWanted] = useState<string | null>(null);
  const value = here?.outcome ?? '';
  return (
    <tr>
      <td>
        <Code>{check.code}</Code>
      </td>
      <td>{say('check', check.name)}</td>
      <td>{check.own.map((outcome) => say('outcome', outcome)).join(' · ')}</td>
      <td>
        <select
          className={field['control']}
          aria-label={t('setup:checks.taken_as_of', { check: say('check', check.name) })}
          disabled={!mayKeep}
          value={wanted ?? value}
          onChange={(event) => setWanted(event.currentTarget.value)}
        >
          <option value="">
            {inherited(check, rules) === null
              ? t('setup:checks.own_way')
              : t('setup:checks.as_company', { outcome: say('outcome', inherited(check, rules) ?? '') })}
          </option>
          {offered(check).map((outcome) => (
            <option key={outcome} value={outcome}>
              {outcome === 'pass' ? t('setup:checks.off') : say('outcome', outcome)}
            </option>
          ))}
        </select>
        {wanted === null || wanted === value ? null : (
          <Reason check={check} rules={rules} wanted={wanted} version={here?.version ?? 0} onDone={() => setWanted(null)} />
        )}
      </td>
      <td>
        <By setting={here ?? check.company} />
      </td>
    </tr>
  );
}

const inherited = (check: CheckLine, rules: OrderRulesPage): CheckOutcome | null => (rules.customer === null ? null : (check.company?.outcome ?? null));

function By({ setting }: { readonly setting: CheckSetting | null }): ReactNode {
  if (setting === null) return null;
  return (
    <span className={page['dim']}>
      <bdi>{setting.changedBy}</bdi>, <When at={setting.changedAt} /> · <bdi>{setting.why}</bdi>
    </span>
  );
}

interface ReasonProps {
  readonly check: CheckLine;
  readonly rules: OrderRulesPage;
  readonly wanted: string;
  readonly version: number;
  readonly onDone: () => void;
}

/** No change without a reason: it is kept with the version. */
function Reason({ check, rules, wanted, version, onDone }: ReasonProps): ReactNode {
  const { t } = useWords();
  const errorSentence = useErrorSentence();
  const { busy, run } = useCommand(keys.orderRules);
  const [why, setWhy] = useState('');
  const [error, setError] = useState<unknown>(null);
  const save = async (): Promise<void> => {
    const outcome = checkOutcomes.find((each) => each === wanted) ?? null;
    const done = await run(() => saveCheckSetting({ company: rules.company, customer: rules.customer, code: check.code, outcome, version, why }));
    if (done === null) return;
    if (done.ok) onDone();
    else setError(done.error);
  };
  return (
    <form
      className={classes['reason']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <input
        className={field['control']}
        aria-label={t('setup:checks.why')}
        placeholder={t('setup:checks.why')}
        maxLength={300}
        required
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <Button small look="primary" type="submit" disabled={busy || why.trim() === ''}>
        {t('setup:checks.save')}
      </Button>
      <Button small onClick={onDone}>
        {t('setup:checks.leave')}
      </Button>
      {error === null ? null : (
        <Notice tone="stop" urgent>
          {errorSentence(error)}
        </Notice>
      )}
    </form>
  );
}
