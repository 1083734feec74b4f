import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ConnectionPage, ReconcileFinding, Reconciliation } from '../../../modules/sync/contract.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useErpRights } from '../../ui/erp/roles.ts';
import type { ErpLook } from '../../ui/erp/use-look.ts';
import { Code, When } from '../../ui/figures.tsx';
import page from '../../ui/page.module.css';
import { useWords } from '../../ui/use-words.ts';
import classes from './erp.module.css';
import { StockDifferences } from './stock-differences.tsx';

/** What we wrote against what the ERP holds, as it was last compared. A report: nothing is corrected by itself. */
export function Differences({ erp, page: shown }: { readonly erp: ErpLook; readonly page: ConnectionPage }): ReactNode {
  const { t } = useWords();
  const { mayManage } = useErpRights();
  const running = erp.looking === 'reconcile';
  const { reconciled } = shown;
  return (
    <div className={classes['part']}>
      <div className={classes['partHead']}>
        <h3>{t('erp:differences.title')}</h3>
        {reconciled === null ? <span className={page['dim']}>{t('erp:differences.never')}</span> : <Summary at={reconciled.at} body={reconciled.body} />}
        {mayManage ? (
          <span className={classes['end']}>
            <Button small disabled={erp.looking !== null} onClick={() => erp.look({ what: 'reconcile' })}>
              {t(running ? 'erp:differences.running' : 'erp:differences.now')}
            </Button>
          </span>
        ) : null}
      </div>
      {reconciled === null ? null : <Report body={reconciled.body} />}
    </div>
  );
}

const findingsOf = (body: Reconciliation): readonly (ReconcileFinding & { readonly of: string })[] =>
  body.kinds.flatMap(({ kind, findings }) => findings.map((finding) => ({ ...finding, of: kind })));

function Summary({ at, body }: { readonly at: string; readonly body: Reconciliation }): ReactNode {
  const { t } = useWords();
  const found = findingsOf(body).length;
  const compared = body.kinds.reduce((sum, { ours }) => sum + ours, 0);
  return (
    <>
      {body.kinds.length === 0 && body.stock !== null ? null : (
        <Badge tone={body.kinds.length === 0 ? 'quiet' : found === 0 ? 'ok' : 'stop'}>
          {body.kinds.length === 0
            ? t('erp:differences.nothing')
            : found === 0
              ? t('erp:differences.none', { count: compared, n: String(compared) })
              : t('erp:differences.found', { count: found, n: String(found) })}
        </Badge>
      )}
      <span className={page['dim']}>
        {t('live.as_of')} <When at={at} style="moment" />
      </span>
    </>
  );
}

function Report({ body }: { readonly body: Reconciliation }): ReactNode {
  const { t, say } = useWords();
  const findings = findingsOf(body);
  const skipped = body.skipped.filter(({ kind }) => kind !== 'stock');
  return (
    <>
      {findings.length === 0 ? null : (
        <div className={page['scroll']} tabIndex={0}>
          <table className={page['table']}>
            <thead>
              <tr>
                {['what', 'of', 'reference', 'there'].map((column) => (
                  <th key={column}>{t(`erp:differences.${column}`)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {findings.map((finding) => (
                <tr key={`${finding.of} ${finding.kind} ${finding.reference} ${finding.erpKeys.join()}`}>
                  <td>
                    <Badge tone={finding.kind === 'changed_there' ? 'risk' : 'stop'} plain>
                      {say('erp_difference', finding.kind)}
                    </Badge>
                  </td>
                  <td>{say('erp_write', finding.of)}</td>
                  <td>
                    <Reference finding={finding} />
                  </td>
                  <td>
                    <Code>{finding.erpKeys.join(', ')}</Code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {skipped.length === 0 ? null : (
        <p className={page['dim']}>
          {t('erp:differences.skipped')}{' '}
          {skipped.map(({ kind, why }, i) => (
            <span key={kind}>
              {i === 0 ? '' : ' · '}
              {say('erp_write', kind)} (<bdi>{say('erp_skipped', why)}</bdi>)
            </span>
          ))}
        </p>
      )}
      <StockDifferences stock={body.stock} why={body.skipped.find(({ kind }) => kind === 'stock')?.why ?? null} />
    </>
  );
}

function Reference({ finding }: { readonly finding: ReconcileFinding }): ReactNode {
  if (finding.commandId === null) return <Code>{finding.reference}</Code>;
  return (
    <Link to="/erp/commands/$commandId" params={{ commandId: finding.commandId }}>
      <Code>{finding.reference}</Code>
    </Link>
  );
}
