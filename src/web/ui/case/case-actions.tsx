import { IconArrowForwardUp, IconCalendarCheck, IconCheck, IconEye, IconMessageQuestion, IconScale, IconThumbDown, IconTrash } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import type { CasePage, Choice } from '../../../modules/exceptions/contract.ts';
import { Button } from '../button.tsx';
import { keyOf } from '../keys/key-map.ts';
import { useWords } from '../use-words.ts';
import classes from './case.module.css';
import { choiceActions, choicesOf } from './choices.ts';
import { DecisionForm } from './decision-form.tsx';
import type { CaseDesk } from './use-case-desk.ts';

const icons: Readonly<Record<Choice, ComponentType<{ readonly size?: number; readonly stroke?: number }>>> = {
  approve: IconCheck,
  accept: IconCheck,
  done: IconCheck,
  approve_until: IconCalendarCheck,
  counter: IconScale,
  decline: IconThumbDown,
  dismiss: IconTrash,
  ask: IconMessageQuestion,
  forward: IconArrowForwardUp,
};

interface CaseActionsProps {
  readonly page: CasePage;
  readonly desk: CaseDesk;
  /** This viewer was told and has not said yet that they have seen it. */
  readonly unseen: boolean;
  /** Thumb first: large buttons, no keys. */
  readonly large?: boolean;
}

/** The buttons of a case, or the form of the choice that was made. Nothing when there is nothing to do. */
export function CaseActions({ page, desk, unseen, large = false }: CaseActionsProps): ReactNode {
  const { t } = useWords();
  const choices = choicesOf(page);
  if (desk.open !== null && choices.includes(desk.open)) {
    return (
      <div className={classes['actions']} data-large={large}>
        <DecisionForm key={desk.open} page={page} desk={desk} choice={desk.open} />
      </div>
    );
  }
  if (choices.length === 0 && !unseen) return null;
  return (
    <div className={classes['actions']} data-large={large} role="group" aria-label={t('approvals:actions')}>
      {choices.map((choice, i) => {
        const Shape = icons[choice];
        return (
          <Button
            key={choice}
            look={i === 0 ? 'primary' : choice === 'decline' ? 'danger' : 'plain'}
            disabled={desk.busy}
            onClick={() => desk.choose(choice)}
            {...(large ? {} : { hint: keyOf(choiceActions[choice]) })}
          >
            <Shape size={large ? 20 : 15} stroke={2} />
            {t(`approvals:choice.${choice}`)}
          </Button>
        );
      })}
      {unseen ? (
        <Button look="quiet" disabled={desk.busy} onClick={desk.acknowledge} {...(large ? {} : { hint: keyOf('acknowledge_case') })}>
          <IconEye size={large ? 20 : 15} stroke={2} />
          {t('approvals:seen')}
        </Button>
      ) : null}
    </div>
  );
}
