import type { ReactNode } from 'react';
import type { ConnectionPage } from '../../../modules/sync/contract.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Findings } from '../../ui/erp/findings.tsx';
import { useErpRights } from '../../ui/erp/roles.ts';
import type { ErpLook } from '../../ui/erp/use-look.ts';
import { When } from '../../ui/figures.tsx';
import page from '../../ui/page.module.css';
import { useWords } from '../../ui/use-words.ts';
import classes from './erp.module.css';

/** What the doctor found last that is not as it should be, and a button to look again. The whole report is on the connection's own page. */
export function DoctorPart({ erp, page: shown }: { readonly erp: ErpLook; readonly page: ConnectionPage }): ReactNode {
  const { t } = useWords();
  const { mayManage } = useErpRights();
  const { doctor } = shown;
  const unwell = doctor?.findings.filter((finding) => finding.state !== 'ok') ?? [];
  return (
    <div className={classes['part']}>
      <div className={classes['partHead']}>
        <h3>{t('erp:doctor.title')}</h3>
        {doctor === null ? (
          <span className={page['dim']}>{t('erp:doctor.never')}</span>
        ) : (
          <>
            <Badge tone={unwell.length === 0 ? 'ok' : unwell.some((finding) => finding.state === 'bad') ? 'stop' : 'risk'}>
              {unwell.length === 0 ? t('erp:doctor.well') : t('erp:doctor.unwell', { count: unwell.length, n: String(unwell.length) })}
            </Badge>
            <span className={page['dim']}>
              {t('live.as_of')} <When at={doctor.at} style="moment" />
            </span>
          </>
        )}
        {mayManage ? (
          <span className={classes['end']}>
            <Button small disabled={erp.looking !== null} onClick={() => erp.look({ what: 'doctor' })}>
              {t(erp.looking === 'doctor' ? 'erp:doctor.running' : 'erp:doctor.now')}
            </Button>
          </span>
        ) : null}
      </div>
      {unwell.length === 0 ? null : <Findings findings={unwell} />}
    </div>
  );
}
