import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { Button, IconButton } from '../../../ui/button.tsx';
import field from '../../../ui/field.module.css';
import page from '../../../ui/page.module.css';
import { useWords } from '../../../ui/use-words.ts';
import classes from './connections.module.css';
import { clockOf, instantOf, localOf, minutesOf } from './downtime-texts.ts';

const weeklySchema = z.array(z.object({ weekdays: z.array(z.number()), fromMin: z.number(), toMin: z.number(), zone: z.string() })).catch([]);
const plannedSchema = z.array(z.object({ from: z.string(), until: z.string() })).catch([]);
type Weekly = z.output<typeof weeklySchema>[number];
type Planned = z.output<typeof plannedSchema>[number];

interface DowntimesProps {
  readonly own: Readonly<Record<string, unknown>>;
  readonly onChange: (part: { readonly downWindows?: readonly Weekly[]; readonly plannedDowntimes?: readonly Planned[] }) => void;
}

/** When the ERP is known to be away, every week and once: commands wait then, and nothing is read. */
export function Downtimes({ own, onChange }: DowntimesProps): ReactNode {
  const { t } = useWords();
  const weekly = weeklySchema.parse(own['downWindows'] ?? []);
  const planned = plannedSchema.parse(own['plannedDowntimes'] ?? []);
  const putWeekly = (downWindows: readonly Weekly[]): void => onChange({ downWindows });
  const putPlanned = (plannedDowntimes: readonly Planned[]): void => onChange({ plannedDowntimes });
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <fieldset className={classes['group']}>
      <legend>{t('connections:down.title')}</legend>
      <p className={page['dim']}>{t('connections:down.text')}</p>
      {weekly.map((window, place) => (
        <WeeklyRow
          key={`${weekly.length} ${place}`}
          window={window}
          onChange={(next) => putWeekly(weekly.map((old, i) => (i === place ? next : old)))}
          onRemove={() => putWeekly(weekly.filter((_, i) => i !== place))}
        />
      ))}
      {planned.map((one, place) => (
        <PlannedRow
          key={`${planned.length} ${place}`}
          planned={one}
          onChange={(next) => putPlanned(planned.map((old, i) => (i === place ? next : old)))}
          onRemove={() => putPlanned(planned.filter((_, i) => i !== place))}
        />
      ))}
      <div className={classes['row']}>
        <Button small onClick={() => putWeekly([...weekly, { weekdays: [0], fromMin: 60, toMin: 180, zone }])}>
          <IconPlus size={14} /> {t('connections:down.add_weekly')}
        </Button>
        <Button small onClick={() => putPlanned([...planned, { from: '', until: '' }])}>
          <IconPlus size={14} /> {t('connections:down.add_once')}
        </Button>
      </div>
    </fieldset>
  );
}

interface RowProps<T> {
  readonly onChange: (next: T) => void;
  readonly onRemove: () => void;
}

const weekdays = [0, 1, 2, 3, 4, 5, 6] as const;

function WeeklyRow({ window, onChange, onRemove }: RowProps<Weekly> & { readonly window: Weekly }): ReactNode {
  const { t, formats } = useWords();
  const press = (day: number): void => {
    const chosen = window.weekdays.includes(day) ? window.weekdays.filter((each) => each !== day) : [...window.weekdays, day];
    onChange({ ...window, weekdays: chosen.toSorted((a, b) => a - b) });
  };
  const time = (name: 'fromMin' | 'toMin'): ReactNode => (
    <label className={field['field']}>
      {t(`connections:down.${name === 'fromMin' ? 'from' : 'until'}`)}
      <input
        type="time"
        required
        value={clockOf(window[name])}
        onChange={(event) => {
          const minutes = minutesOf(event.currentTarget.value);
          if (minutes !== null) onChange({ ...window, [name]: minutes });
        }}
      />
    </label>
  );
  return (
    <div className={classes['window']} role="group" aria-label={t('connections:down.weekly')}>
      <div className={classes['days']} role="group" aria-label={t('connections:down.days')}>
        {weekdays.map((day) => (
          <button key={day} type="button" aria-pressed={window.weekdays.includes(day)} onClick={() => press(day)}>
            {formats.weekday(day)}
          </button>
        ))}
      </div>
      {time('fromMin')}
      {time('toMin')}
      <label className={field['field']}>
        {t('connections:down.zone')}
        <input dir="ltr" required spellCheck={false} value={window.zone} onChange={(event) => onChange({ ...window, zone: event.currentTarget.value })} />
      </label>
      <IconButton label={t('connections:down.remove')} onClick={onRemove}>
        <IconX size={15} />
      </IconButton>
    </div>
  );
}

function PlannedRow({ planned, onChange, onRemove }: RowProps<Planned> & { readonly planned: Planned }): ReactNode {
  const { t } = useWords();
  const moment = (name: keyof Planned): ReactNode => (
    <label className={field['field']}>
      {t(`connections:down.${name}`)}
      <input
        type="datetime-local"
        required
        defaultValue={localOf(planned[name])}
        onChange={(event) => onChange({ ...planned, [name]: instantOf(event.currentTarget.value) })}
      />
    </label>
  );
  return (
    <div className={classes['window']} role="group" aria-label={t('connections:down.once')}>
      {moment('from')}
      {moment('until')}
      <IconButton label={t('connections:down.remove')} onClick={onRemove}>
        <IconX size={15} />
      </IconButton>
    </div>
  );
}
