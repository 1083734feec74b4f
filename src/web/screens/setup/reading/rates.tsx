import type { ReactNode } from 'react';
import type { ReadingFigures } from '../../../../modules/intake/contract.ts';
import { useWords } from '../../../ui/use-words.ts';
import { enoughAudited, honestRate } from './honest-rate.ts';
import classes from './reading.module.css';

/** The two figures that count, and how sure they are. */
export function Rates({ figures }: { readonly figures: ReadingFigures }): ReactNode {
  const { t, formats } = useWords();
  return (
    <div className={classes['rates']}>
      <section className={classes['rate']}>
        <h2>{t('setup:rate.auto')}</h2>
        <p className={`k-num ${classes['big']}`}>{figures.autoRate === null ? '–' : formats.rate(figures.autoRate)}</p>
        <p className={classes['small']}>{figures.autoRate === null ? t('setup:rate.no_lines') : t('setup:rate.auto_text')}</p>
      </section>
      <WrongRate figures={figures} />
    </div>
  );
}

function WrongRate({ figures }: { readonly figures: ReadingFigures }): ReactNode {
  const { t, formats } = useWords();
  const honest = honestRate(figures.wrongAuto, figures.upper95, figures.audited);
  const audited = t('setup:rate.audited', { count: figures.audited, n: formats.number(figures.audited) });
  if (honest.kind === 'nothing') {
    return (
      <section className={classes['rate']} data-sure={false}>
        <h2>{t('setup:rate.wrong')}</h2>
        <p className={`k-num ${classes['big']}`}>?</p>
        <p className={classes['small']}>{t('setup:rate.nothing')}</p>
      </section>
    );
  }
  const upper = formats.rate(honest.upper);
  return (
    <section className={classes['rate']} data-sure={honest.kind === 'rate'} data-broken={honest.kind === 'rate' && honest.rate > 0.005}>
      <h2>{t('setup:rate.wrong')}</h2>
      <p className={`k-num ${classes['big']}`}>{honest.kind === 'rate' ? formats.rate(honest.rate) : t('setup:rate.up_to', { upper })}</p>
      <p className={classes['small']}>
        {honest.kind === 'rate'
          ? t('setup:rate.bound', { upper, audited })
          : t('setup:rate.not_enough', { audited, wanted: formats.number(enoughAudited), rate: formats.rate(figures.wrongAuto ?? 0) })}
      </p>
      {honest.kind === 'ceiling' ? <progress className={classes['progress']} aria-label={audited} value={figures.audited} max={enoughAudited} /> : null}
    </section>
  );
}
