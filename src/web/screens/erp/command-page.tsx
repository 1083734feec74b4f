import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CommandPage, CommandState } from '../../../modules/sync/contract.ts';
import { commandQuery } from '../../data/queries.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CallsTable } from '../../ui/erp/calls-table.tsx';
import { useErpRights } from '../../ui/erp/roles.ts';
import { useErpError } from '../../ui/erp/use-erp-error.ts';
import { Code, When } from '../../ui/figures.tsx';
import { keyOf } from '../../ui/keys/key-map.ts';
import { useKeys } from '../../ui/keys/use-keys.ts';
import page from '../../ui/page.module.css';
import { ErrorState, LoadingState, Notice } from '../../ui/states.tsx';
import type { Tone } from '../../ui/status.ts';
import { useWords } from '../../ui/use-words.ts';
import classes from './erp.module.css';
import { Corrections } from './corrections.tsx';
import { FixDialog } from './fix-dialog.tsx';
import { ErpWords } from './letter.tsx';
import { OrderLink } from './order-link.tsx';
import { SentPart } from './sent.tsx';
import { SettleDialog } from './settle-dialog.tsx';
import { useLetters } from './use-letters.ts';

const tones: Readonly<Record<CommandState, Tone>> = {
  new: 'quiet',
  sending: 'waiting',
  unknown: 'risk',
  committed: 'ok',
  rejected: 'stop',
  cancelled: 'quiet',
};

/** One command to an ERP: what became of it, in whose words, and each of its calls. */
export function CommandScreen(): ReactNode {
  const { t } = useWords();
  const { commandId } = useParams({ from: '/desk/erp/commands/$commandId' });
  const navigate = useNavigate();
  const command = useQuery(commandQuery(commandId));
  useKeys(['erp_command'], { back_to_erp: () => void navigate({ to: '/erp' }) });
  if (command.data === undefined)
    return command.error === null ? <LoadingState rows={6} /> : <ErrorState error={command.error} onRetry={() => void command.refetch()} />;
  return (
    <div className={page['page']} tabIndex={0}>
      <div className={page['inner']}>
        <Head command={command.data} />
        <Standing command={command.data} />
        {command.data.state === 'rejected' ? (
          <section className={page['card']}>
            <h2>{t('erp:sent.title')}</h2>
            <div className={page['cardBody']}>
              <SentPart id={commandId} />
            </div>
          </section>
        ) : null}
        {command.data.corrections.length === 0 ? null : (
          <section className={page['card']}>
            <h2>{t('erp:sent.corrections')}</h2>
            <div className={page['cardBody']}>
              <Corrections corrections={command.data.corrections} />
            </div>
          </section>
        )}
        <section className={page['card']}>
          <h2>{t('erp:command.calls')}</h2>
          <div className={page['cardBody']}>
            <CallsTable calls={command.data.calls} />
          </div>
        </section>
      </div>
    </div>
  );
}

function Head({ command }: { readonly command: CommandPage }): ReactNode {
  const { t, say } = useWords();
  return (
    <header className={page['title']}>
      <Link to="/erp">{t('erp:title')}</Link>
      <h1>{say('erp_write', command.kind)}</h1>
      <Badge tone={tones[command.state]}>{say('command', command.state)}</Badge>
      <OrderLink kind={command.kind} businessKey={command.businessKey} />
    </header>
  );
}

function Standing({ command }: { readonly command: CommandPage }): ReactNode {
  const { t } = useWords();
  const { refused, settled, state } = command;
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['connection', <Code key="c">{command.connection}</Code>],
    ['reference', <Code key="r">{command.reference}</Code>],
    ['erp_key', command.erpKey === null ? '–' : <Code key="k">{command.erpKey}</Code>],
    ['customer', command.customer === null ? '–' : <Code key="u">{command.customer}</Code>],
    ['attempts', <span key="a">{command.attempts}</span>],
    ['created', <When key="n" at={command.createdAt} style="moment" />],
    command.finishedAt === null
      ? ['next', <When key="f" at={command.notBefore} style="moment" />]
      : ['finished', <When key="f" at={command.finishedAt} style="moment" />],
  ];
  return (
    <section className={page['card']}>
      <div className={`${page['cardBody']} ${page['stack']}`} style={{ gap: 14 }}>
        {refused === null || state === 'committed' ? null : <ErpWords {...refused} />}
        {state === 'unknown' ? <Notice tone="risk">{t('erp:command.unknown')}</Notice> : null}
        {settled === null ? null : (
          <Notice tone="quiet">
            {t(state === 'cancelled' ? 'erp:command.cancelled' : 'erp:command.by_hand')} <bdi dir="auto">{settled.why}</bdi>
          </Notice>
        )}
        <Acts command={command} />
        <dl className={classes['facts']}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{t(`erp:command.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}

function Acts({ command }: { readonly command: CommandPage }): ReactNode {
  const { t } = useWords();
  const sentence = useErpError();
  const { maySettle } = useErpRights();
  const acts = useLetters();
  useKeys(['erp_command'], maySettle && command.state === 'rejected' ? { fix_letter: () => acts.open('fix', command) } : {});
  if (!maySettle) return null;
  return (
    <>
      {acts.error === null || acts.dialog !== null ? null : (
        <Notice tone="stop" urgent>
          {sentence(acts.error)}
        </Notice>
      )}
      {command.state === 'rejected' ? (
        <div className={classes['acts']}>
          <Button look="primary" disabled={acts.busy} onClick={() => acts.resend(command)}>
            {t('erp:letters.resend')}
          </Button>
          <Button disabled={acts.busy} onClick={() => acts.open('fix', command)} hint={keyOf('fix_letter')}>
            {t('erp:letters.fix')}
          </Button>
          <Button disabled={acts.busy} onClick={() => acts.open('done', command)}>
            {t('erp:letters.done')}
          </Button>
          <Button disabled={acts.busy} onClick={() => acts.open('cancel', command)}>
            {t('erp:letters.cancel')}
          </Button>
        </div>
      ) : null}
      {command.state === 'cancelled' ? (
        <div className={classes['acts']}>
          <Button disabled={acts.busy} onClick={() => acts.restore(command.id)}>
            {t('erp:command.restore')}
          </Button>
        </div>
      ) : null}
      <SettleDialog key={acts.dialog?.what} acts={acts} />
      <FixDialog acts={acts} />
    </>
  );
}
