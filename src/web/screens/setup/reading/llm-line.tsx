import type { ReactNode } from 'react';
import type { ReadingFigures } from '../../../../modules/intake/contract.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Code } from '../../../ui/figures.tsx';
import page from '../../../ui/page.module.css';
import { useWords } from '../../../ui/use-words.ts';
import classes from './reading.module.css';

/** Whether a language model helps with the lines that would be asked, and how often it was right. */
export function LlmLine({ llm }: { readonly llm: ReadingFigures['llm'] }): ReactNode {
  const { t, formats } = useWords();
  return (
    <section className={page['card']}>
      <h2>{t('setup:llm.title')}</h2>
      <div className={`${page['cardBody']} ${classes['stack']}`}>
        {llm === null ? (
          <>
            <div>
              <Badge tone="quiet">{t('setup:llm.off')}</Badge>
            </div>
            <p className={page['dim']}>{t('setup:llm.off_text')}</p>
          </>
        ) : (
          <>
            <div className={classes['row']}>
              <Badge tone={llm.state === 'trusted' ? 'ok' : 'waiting'}>{t(`setup:llm.${llm.state}`)}</Badge>
              <Code>{`${llm.provider} · ${llm.model}`}</Code>
            </div>
            <p>
              {llm.judged === 0
                ? t('setup:llm.not_judged')
                : t('setup:llm.agreed', {
                    agreed: formats.number(llm.agreed),
                    judged: formats.number(llm.judged),
                    share: formats.percent(llm.agreed / llm.judged),
                  })}
            </p>
            <p className={page['dim']}>{t(`setup:llm.${llm.state}_text`)}</p>
          </>
        )}
      </div>
    </section>
  );
}
