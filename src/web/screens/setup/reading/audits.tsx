import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconCheck, IconCircleCheck, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { AnswerAudit, ReadingAudit } from '../../../../modules/intake/contract.ts';
import { answerAudit } from '../../../data/reading-commands.ts';
import { auditsQuery } from '../../../data/reading-queries.ts';
import { keys } from '../../../data/stale-keys.ts';
import { useCommand } from '../../../data/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { Code, Quantity, When } from '../../../ui/figures.tsx';
import { keyOf } from '../../../ui/keys/key-map.ts';
import { useKeys } from '../../../ui/keys/use-keys.ts';
import page from '../../../ui/page.module.css';
import { CatalogueSearch } from '../../../ui/pick/catalogue-search.tsx';
import { ErrorState, LoadingState, Notice, useErrorSentence } from '../../../ui/states.tsx';
import { MarkedText } from '../../../ui/text/marked-text.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { markWords } from './mark-words.ts';
import classes from './reading.module.css';

/** Lines that were booked unasked, drawn by lot: was each what the customer meant? One key a line. */
export function Audits({ due }: { readonly due: number }): ReactNode {
  const { t, formats } = useWords();
  const audits = useQuery(auditsQuery);
  return (
    <section className={page['card']} aria-label={t('setup:audits.title')}>
      <h2>
        {t('setup:audits.title')}
        {due === 0 ? null : <span className={classes['due']}>{formats.number(due)}</span>}
      </h2>
      <div className={page['cardBody']}>
        {audits.data === undefined ? (
          audits.error === null ? (
            <LoadingState rows={2} />
          ) : (
            <ErrorState error={audits.error} onRetry={() => void audits.refetch()} />
          )
        ) : audits.data.rows.length === 0 ? (
          <p className={classes['none']}>
            <IconCircleCheck size={18} stroke={1.7} /> {t('setup:audits.none')}
          </p>
        ) : (
          <AuditList rows={audits.data.rows} />
        )}
      </div>
    </section>
  );
}

const shownAudits = 6;

function AuditList({ rows }: { readonly rows: readonly ReadingAudit[] }): ReactNode {
  const { t } = useWords();
  const errorSentence = useErrorSentence();
  const { busy, run } = useCommand(keys.reading);
  const [placeId, setPlace] = useState<string | null>(null);
  const [wrongId, setWrong] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const found = rows.findIndex((row) => row.id === placeId);
  const at = Math.max(0, found);
  const here = rows[at];
  const answer = async (audit: ReadingAudit | undefined, said: AnswerAudit): Promise<void> => {
    if (audit === undefined) return;
    const next = rows[rows.indexOf(audit) + 1] ?? rows[rows.indexOf(audit) - 1];
    const done = await run(() => answerAudit(audit.id, said));
    if (done === null) return;
    setError(done.ok ? null : done.error);
    if (!done.ok) return;
    setWrong(null);
    setPlace(next?.id ?? null);
  };
  const move = (by: 1 | -1): void => {
    setWrong(null);
    setPlace(rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.id ?? null);
  };
  useKeys(['reading'], {
    next_audit: () => move(1),
    previous_audit: () => move(-1),
    audit_right: () => void answer(here, { verdict: 'right' }),
    audit_wrong: () => setWrong(here?.id ?? null),
  });
  const from = Math.max(0, Math.min(at - 1, rows.length - shownAudits));
  return (
    <div className={classes['stack']}>
      <p className={page['dim']}>{t('setup:audits.text')}</p>
      {error === null ? null : (
        <Notice tone="stop" urgent>
          {errorSentence(error)}
        </Notice>
      )}
      <ol className={classes['audits']}>
        {rows.slice(from, from + shownAudits).map((audit) => (
          <Audit
            key={audit.id}
            audit={audit}
            here={audit === here}
            wrong={audit.id === wrongId}
            busy={busy}
            onHere={() => setPlace(audit.id)}
            onWrong={(on) => setWrong(on ? audit.id : null)}
            onAnswer={(said) => void answer(audit, said)}
          />
        ))}
      </ol>
    </div>
  );
}

interface AuditProps {
  readonly audit: ReadingAudit;
  readonly here: boolean;
  /** It was said to be wrong; which item is right is being picked. */
  readonly wrong: boolean;
  readonly busy: boolean;
  readonly onHere: () => void;
  readonly onWrong: (on: boolean) => void;
  readonly onAnswer: (answer: AnswerAudit) => void;
}

function Audit({ audit, here, wrong, busy, onHere, onWrong, onAnswer }: AuditProps): ReactNode {
  const { t } = useWords();
  const box = useRef<HTMLLIElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (here && !first.current) box.current?.scrollIntoView({ block: 'nearest' });
    first.current = false;
  }, [here]);
  return (
    <li ref={box} className={classes['audit']} data-here={here} aria-current={here} onClick={onHere}>
      <div className={classes['said']}>
        <span className={page['dim']}>
          <bdi>{audit.customerName ?? t('orders:unknown_customer')}</bdi> · <When at={audit.decidedAt} style="moment" />
        </span>
        <MarkedText text={audit.said.slice(0, 1200)} marks={markWords(audit.said, audit.words)} />
      </div>
      <div className={classes['read']}>
        <span>
          <Quantity milli={audit.quantityMilli} uom={audit.uom} /> · <bdi>{audit.itemName ?? '–'}</bdi>{' '}
          <span className={page['dim']}>{audit.sku === null ? null : <Code>{audit.sku}</Code>}</span>
        </span>
        <div className={classes['row']}>
          <Button small {...(here ? { hint: keyOf('audit_right') } : {})} disabled={busy} onClick={() => onAnswer({ verdict: 'right' })}>
            <IconCheck size={14} /> {t('setup:audits.right')}
          </Button>
          <Button small {...(here ? { hint: keyOf('audit_wrong') } : {})} disabled={busy} aria-expanded={wrong} onClick={() => onWrong(!wrong)}>
            <IconX size={14} /> {t('setup:audits.wrong')}
          </Button>
          <Link to="/orders/$orderId" params={{ orderId: audit.orderId }}>
            {t('setup:see_order')}
          </Link>
        </div>
        {wrong ? <WhatIsRight audit={audit} busy={busy} onClose={() => onWrong(false)} onAnswer={onAnswer} /> : null}
      </div>
    </li>
  );
}

interface WhatIsRightProps extends Pick<AuditProps, 'audit' | 'busy' | 'onAnswer'> {
  readonly onClose: () => void;
}

/** The right item, which is learnt; or only that it was wrong (the quantity, say), with a note. */
function WhatIsRight({ audit, busy, onClose, onAnswer }: WhatIsRightProps): ReactNode {
  const { t } = useWords();
  const [note, setNote] = useState('');
  const said = note.trim();
  return (
    <div className={classes['stack']}>
      <p className={page['dim']}>{t('setup:audits.which')}</p>
      <CatalogueSearch
        start=""
        onClose={onClose}
        onPick={(item) => onAnswer({ verdict: 'wrong', ...(item.sku === audit.sku ? {} : { sku: item.sku }), ...(said === '' ? {} : { note: said }) })}
      />
      <div className={classes['row']}>
        <input
          className={classes['note']}
          dir="auto"
          maxLength={500}
          aria-label={t('setup:audits.note')}
          placeholder={t('setup:audits.note')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button small disabled={busy} onClick={() => onAnswer({ verdict: 'wrong', ...(said === '' ? {} : { note: said }) })}>
          {t('setup:audits.only_wrong')}
        </Button>
      </div>
    </div>
  );
}
