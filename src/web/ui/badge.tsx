import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClockPause,
  IconCopy,
  IconHandStop,
  IconHelpCircle,
  IconInfoCircle,
  IconLoader2,
  IconMessageQuestion,
  IconPackage,
  IconPackageOff,
  IconReceipt,
  IconTag,
  IconTruck,
  IconTruckDelivery,
  IconTruckOff,
  IconUserQuestion,
  IconCloudQuestion,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import type { ConversationState } from '../../modules/intake/contract.ts';
import type { CheckResult, OrderState } from '../../modules/orders/contract.ts';
import classes from './badge.module.css';
import { toneOfOutcome, toneOfState, type Tone } from './status.ts';
import { useWords } from './use-words.ts';

type Icon = ComponentType<{ readonly size?: number; readonly stroke?: number; readonly className?: string | undefined }>;

const toneIcons: Readonly<Record<Tone, Icon>> = {
  ok: IconCircleCheck,
  waiting: IconClockPause,
  risk: IconAlertTriangle,
  stop: IconHandStop,
  quiet: IconInfoCircle,
};

const stateIcons: Readonly<Record<OrderState, Icon>> = {
  assembling: IconCircleDashed,
  needs_customer: IconMessageQuestion,
  needs_desk: IconUserQuestion,
  price_hold: IconTag,
  credit_hold: IconHandStop,
  stock_decision: IconPackageOff,
  posting: IconLoader2,
  post_unknown: IconCloudQuestion,
  confirmed: IconCircleCheck,
  amending: IconLoader2,
  allocated: IconPackage,
  picked: IconPackage,
  loaded: IconTruck,
  delivered: IconTruckDelivery,
  part_delivered: IconTruckDelivery,
  delivery_failed: IconTruckOff,
  invoiced: IconReceipt,
  closed: IconCircleCheck,
  cancelled: IconBan,
  rejected: IconCircleX,
  duplicate: IconCopy,
};

interface BadgeProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly icon?: Icon;
  /** Without a ground, for dense rows. */
  readonly plain?: boolean;
  readonly spinning?: boolean;
}

/** A status: icon and word, never colour alone. */
export function Badge({ tone, children, icon, plain = false, spinning = false }: BadgeProps): ReactNode {
  const Shape = icon ?? toneIcons[tone];
  return (
    <span className={`${classes['badge']} ${classes[tone]} ${plain ? classes['plain'] : ''}`}>
      <Shape size={14} stroke={2} className={spinning ? classes['spin'] : undefined} />
      <span className={classes['word']}>{children}</span>
    </span>
  );
}

/** The state of an order. */
export function StateBadge({ state, plain = false }: { readonly state: OrderState; readonly plain?: boolean }): ReactNode {
  const { say } = useWords();
  return (
    <Badge tone={toneOfState(state)} icon={stateIcons[state]} plain={plain} spinning={state === 'posting'}>
      {say('state', state)}
    </Badge>
  );
}

const conversationTones: Readonly<Record<ConversationState, Tone>> = {
  assembling: 'quiet',
  ordered: 'ok',
  not_order: 'quiet',
  unknown_sender: 'risk',
  asking: 'waiting',
  desk: 'risk',
  done: 'ok',
};

/** The state of a conversation that has no order. */
export function ConversationBadge({ state, plain = false }: { readonly state: ConversationState; readonly plain?: boolean }): ReactNode {
  const { say } = useWords();
  return (
    <Badge tone={conversationTones[state]} plain={plain} icon={state === 'unknown_sender' ? IconHelpCircle : toneIcons[conversationTones[state]]}>
      {say('conversation', state)}
    </Badge>
  );
}

/** The outcome of a check. */
export function OutcomeIcon({ outcome }: { readonly outcome: CheckResult['outcome'] }): ReactNode {
  const Shape =
    outcome === 'pass'
      ? IconCircleCheck
      : outcome === 'ask'
        ? IconMessageQuestion
        : outcome === 'hold' || outcome === 'block'
          ? IconHandStop
          : IconAlertTriangle;
  return <Shape size={14} stroke={2} color={`var(--k-${toneOfOutcome(outcome)})`} />;
}
