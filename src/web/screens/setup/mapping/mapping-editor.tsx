import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { MappingPage, MappingRule, MappingSaved } from '../../../../modules/sync/contract.ts';
import { askPreview, mappingQuery, previewQuery } from '../../../data/mapping.ts';
import { useCommand } from '../../../data/use-command.ts';
import page from '../../../ui/page.module.css';
import { ErrorState, LoadingState } from '../../../ui/states.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { CodeRules } from './code-rules.tsx';
import { faultsIn, isUnfinished } from './draft.ts';
import { FieldRules } from './field-rules.tsx';
import { PreviewCard } from './preview.tsx';
import { SaveBar, SavedNotice } from './save-bar.tsx';
import { UnitRules } from './unit-rules.tsx';
import { Versions } from './versions.tsx';

/** How what one ERP says becomes what we say: fields, units and codes, tried on the ERP itself before they are saved. For it and owner; others are told so. */
export function MappingEditor({ connection }: { readonly connection: string }): ReactNode {
  const mapping = useQuery(mappingQuery(connection));
  // a version that somebody else saved while this draft was changed is told by the refusal of the draft, not by losing what was typed
  const [begun, setBegun] = useState<MappingPage | null>(null);
  const [told, setTold] = useState<MappingSaved | null>(null);
  const shown = begun ?? mapping.data ?? null;
  const settle = (saved: MappingSaved | null): void => {
    setBegun(null);
    setTold(saved);
  };
  if (shown !== null)
    return (
      <>
        <Draft key={shown.version} saved={shown} latest={mapping.data ?? shown} onTouched={() => setBegun((old) => old ?? shown)} onSettled={settle} />
        {told === null ? null : <SavedNotice saved={told} />}
      </>
    );
  return mapping.error === null ? <LoadingState rows={6} /> : <ErrorState error={mapping.error} onRetry={() => void mapping.refetch()} />;
}

interface DraftProps {
  readonly saved: MappingPage;
  /** What the server has by now. */
  readonly latest: MappingPage;
  readonly onTouched: () => void;
  /** The draft was saved or given up: what the server has is shown again. */
  readonly onSettled: (saved: MappingSaved | null) => void;
}

function Draft({ saved, latest, onTouched, onSettled }: DraftProps): ReactNode {
  const { t } = useWords();
  const [rules, setRules] = useState<readonly MappingRule[]>(saved.rules);
  const [error, setError] = useState<unknown>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const { busy, run } = useCommand(null);
  const preview = useQuery({ ...previewQuery(saved.connection, asked ?? ''), enabled: asked !== null });
  const change = (next: readonly MappingRule[]): void => {
    onTouched();
    setRules(next);
    setError(null);
  };
  const giveUp = (): void => {
    setRules(saved.rules);
    setError(null);
    onSettled(null);
  };
  const tryOn = async (objects: readonly string[]): Promise<void> => {
    const done = await run(() => askPreview(saved.connection, { rules: [...rules], objects: [...objects] }));
    if (done === null) return;
    setError(done.ok ? null : done.error);
    if (done.ok) setAsked(done.value.id);
  };
  const seen = preview.data ?? null;
  const editing = { rules, faults: faultsIn(error), seen, onChange: change };
  return (
    <div className={page['stack']}>
      <p className={page['dim']}>{t('mapping:intro')}</p>
      <FieldRules {...editing} fields={saved.fields} />
      <UnitRules {...editing} />
      <CodeRules {...editing} codes={saved.codes} />
      <PreviewCard
        objects={saved.objects}
        preview={seen}
        waiting={asked !== null && (seen === null || seen.answeredAt === null)}
        error={preview.error}
        busy={busy}
        ready={!rules.some(isUnfinished)}
        onTry={tryOn}
      />
      <SaveBar saved={saved} rules={rules} error={error} onError={setError} onSaved={onSettled} onGiveUp={giveUp} />
      <Versions versions={latest.versions} />
    </div>
  );
}
