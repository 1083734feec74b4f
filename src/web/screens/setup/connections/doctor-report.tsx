import { IconCopy } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ConnectionPage } from '../../../../modules/sync/contract.ts';
import { Button } from '../../../ui/button.tsx';
import { Findings } from '../../../ui/erp/findings.tsx';
import { useErpRights } from '../../../ui/erp/roles.ts';
import type { ErpLook } from '../../../ui/erp/use-look.ts';
import { When } from '../../../ui/figures.tsx';
import page from '../../../ui/page.module.css';
import { Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import classes from './connections.module.css';
import { reportText } from './report-text.ts';

/** The doctor's whole report, and the same as plain text for whoever looks after the ERP. */
export function DoctorReport({ erp, shown }: { readonly erp: ErpLook; readonly shown: ConnectionPage }): ReactNode {
  const { t } = useWords();
  const { mayManage } = useErpRights();
  const { doctor } = shown;
  return (
    <section className={page['card']} aria-label={t('connections:doctor.title')}>
      <div className={classes['partHead']}>
        <h2>{t('connections:doctor.title')}</h2>
        <span className={page['dim']}>
          {doctor === null ? (
            t('erp:doctor.never')
          ) : (
            <>
              {t('live.as_of')} <When at={doctor.at} style="moment" />
            </>
          )}
        </span>
        {mayManage ? (
          <span className={classes['end']}>
            <Button small disabled={erp.looking !== null} onClick={() => erp.look({ what: 'doctor' })}>
              {t(erp.looking === 'doctor' ? 'erp:doctor.running' : 'erp:doctor.now')}
            </Button>
          </span>
        ) : null}
      </div>
      <div className={`${page['cardBody']} ${page['stack']}`} style={{ gap: 12 }}>
        {doctor === null ? <p className={page['dim']}>{t('connections:doctor.text')}</p> : <Findings findings={doctor.findings} />}
        {doctor === null ? null : <PlainReport text={reportText(shown, doctor)} />}
      </div>
    </section>
  );
}

function PlainReport({ text }: { readonly text: string }): ReactNode {
  const { t } = useWords();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // a browser may forbid it: the text is there to be copied by hand
      setCopied(false);
    }
  };
  return (
    <details>
      <summary>{t('connections:doctor.report')}</summary>
      <div className={classes['form']} style={{ gap: 8 }}>
        <textarea
          className={classes['report']}
          dir="ltr"
          readOnly
          rows={Math.min(20, text.split('\n').length + 1)}
          aria-label={t('connections:doctor.report')}
          value={text}
        />
        <div className={classes['row']}>
          <Button small onClick={() => void copy()}>
            <IconCopy size={14} /> {t('connections:doctor.copy')}
          </Button>
        </div>
        {copied === null ? null : <Notice tone={copied ? 'ok' : 'risk'}>{t(copied ? 'connections:doctor.copied' : 'connections:doctor.not_copied')}</Notice>}
      </div>
    </details>
  );
}
