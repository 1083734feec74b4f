import { IconLoader2, IconRefresh } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { ReadingFigures } from '../../../../modules/intake/contract.ts';
import { refitReader } from '../../../data/reading-commands.ts';
import { keys } from '../../../data/stale-keys.ts';
import { useCommand } from '../../../data/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { When } from '../../../ui/figures.tsx';
import page from '../../../ui/page.module.css';
import { Notice, useErrorSentence } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import classes from './reading.module.css';

interface ModelCardProps {
  readonly figures: ReadingFigures;
  readonly mayTune: boolean;
}

/** The fitting in use: since when, how well it knows itself, from where on it books unasked, and why it was kept. */
export function ModelCard({ figures, mayTune }: ModelCardProps): ReactNode {
  const { t, say, formats } = useWords();
  const { model, lastRefit } = figures;
  return (
    <section className={page['card']}>
      <h2>{t('setup:model.title')}</h2>
      <div className={`${page['cardBody']} ${classes['stack']}`}>
        {model === null ? (
          <p className={page['dim']}>{t('setup:model.none')}</p>
        ) : (
          <dl className={classes['facts']}>
            <Fact name="version">{formats.number(model.version)}</Fact>
            <Fact name="trained">
              <When at={model.trainedAt} style="moment" />
            </Fact>
            <Fact name="calibration">{model.calibrationError === null ? t('setup:model.unknown') : formats.rate(model.calibrationError)}</Fact>
            <Fact name="threshold">{formats.percent(model.threshold)}</Fact>
            <Fact name="kept">{say('refit', model.keptBecause)}</Fact>
          </dl>
        )}
        {lastRefit === null || lastRefit.kept ? null : (
          <Notice tone="risk">{t('setup:model.refused', { at: formats.moment(lastRefit.at), why: say('refit', lastRefit.reason) })}</Notice>
        )}
        {mayTune ? <Refit lastAt={lastRefit?.at ?? null} /> : null}
      </div>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  const { t } = useWords();
  return (
    <div>
      <dt>{t(`setup:model.${name}`)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const longestWaitMs = 180_000;

/** Asks for a new fitting and shows that it runs, until the live feed has brought its outcome. */
function Refit({ lastAt }: { readonly lastAt: string | null }): ReactNode {
  const { t } = useWords();
  const errorSentence = useErrorSentence();
  const { busy, run } = useCommand(keys.reading);
  const [before, setBefore] = useState<{ readonly at: string | null } | null>(null);
  const [late, setLate] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const running = before !== null && before.at === lastAt;
  useEffect(() => {
    if (!running) return undefined;
    const timer = setTimeout(() => setLate(true), longestWaitMs);
    return () => clearTimeout(timer);
  }, [running]);
  const refit = async (): Promise<void> => {
    setLate(false);
    const done = await run(refitReader);
    setError(done?.ok === false ? done.error : null);
    if (done?.ok === true) setBefore({ at: lastAt });
  };
  return (
    <>
      {error === null ? null : (
        <Notice tone="stop" urgent>
          {errorSentence(error)}
        </Notice>
      )}
      <div className={classes['row']}>
        <Button disabled={busy || running} onClick={() => void refit()}>
          {running ? <IconLoader2 size={15} className={classes['spin']} /> : <IconRefresh size={15} />} {t('setup:model.refit')}
        </Button>
        <span role="status" className={page['dim']}>
          {running ? t(late ? 'setup:model.late' : 'setup:model.running') : before === null ? '' : t('setup:model.done')}
        </span>
      </div>
      {running ? <progress className={classes['progress']} aria-label={t('setup:model.running')} /> : null}
    </>
  );
}
