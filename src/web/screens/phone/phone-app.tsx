import { useQuery } from '@tanstack/react-query';
import { IconArrowUpRight } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { demoQuery, type Demo, type Person } from '../../data/demo.ts';
import { LanguageMenu, ThemeMenu } from '../../ui/preference-menus.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import { ErpOrders } from './erp-orders.tsx';
import { Phone } from './phone.tsx';
import classes from './phone-app.module.css';

type Shown = 'people' | 'phone' | 'erp';
const shown: readonly Shown[] = ['people', 'phone', 'erp'];

// A number that no ERP account has: what happens to an order from a stranger is part of the tour.
const stranger: Person = { phone: '919000000777', name: '', customer: null, customerName: null, language: 'hi' };

/** The demo's phone: play a distributor on one side, watch the stand-in ERP's own list on the other. */
export function PhoneApp(): ReactNode {
  const { t } = useWords();
  const demo = useQuery(demoQuery);
  if (demo.isPending) return <LoadingState rows={4} />;
  if (demo.data === null || demo.data === undefined)
    return <EmptyState title={t('phone:no_demo.title')} text={t('phone:no_demo.text')} action={<a href="/">{t('phone:desk')}</a>} />;
  return <Stage demo={demo.data} />;
}

/** The person of the tour first, then the one whom nobody knows, then all others. */
function peopleOf(demo: Demo): readonly Person[] {
  const first = demo.phones.filter((person) => person.customer === 'C-1042').slice(0, 1);
  return [
    ...first,
    ...(demo.phones.some((person) => person.phone === stranger.phone) ? [] : [stranger]),
    ...demo.phones.filter((person) => !first.includes(person)),
  ];
}

function Stage({ demo }: { readonly demo: Demo }): ReactNode {
  const { t } = useWords();
  const people = peopleOf(demo);
  const [phone, setPhone] = useState(people[0]?.phone ?? stranger.phone);
  const [view, setView] = useState<Shown>('phone');
  const person = people.find((each) => each.phone === phone) ?? stranger;
  return (
    <div className={classes['app']}>
      <header className={classes['top']}>
        <h1>
          <img src="/mark.svg" alt="" width={22} height={22} />
          {t('phone:title')}
        </h1>
        <p>{t('phone:text')}</p>
        <a href="/orders?tab=all" style={{ display: 'inline-flex', alignItems: 'center', gap: 4, whiteSpace: 'nowrap' }}>
          {t('phone:desk')} <IconArrowUpRight size={14} className="k-flip" />
        </a>
        <LanguageMenu />
        <ThemeMenu />
      </header>
      <div className={classes['tabs']} role="tablist">
        {shown.map((each) => (
          <button key={each} type="button" role="tab" aria-selected={each === view} onClick={() => setView(each)}>
            {t(`phone:tab.${each}`)}
          </button>
        ))}
      </div>
      <div className={classes['columns']}>
        <nav className={classes['people']} data-shown={view === 'people'} aria-label={t('phone:tab.people')}>
          <h2>{t('phone:play')}</h2>
          {people.map((each) => (
            <PersonRow
              key={each.phone}
              person={each}
              playing={each.phone === phone}
              onPlay={() => {
                setPhone(each.phone);
                setView('phone');
              }}
            />
          ))}
        </nav>
        <main className={classes['stage']} data-shown={view === 'phone'}>
          <Phone key={phone} origin={demo.whatsappUrl} person={person} quietMs={demo.quietMs} />
        </main>
        <aside className={classes['erp']} data-shown={view === 'erp'}>
          <ErpOrders origin={demo.erpUrl} customer={person.customer} />
        </aside>
      </div>
    </div>
  );
}

function PersonRow({ person, playing, onPlay }: { readonly person: Person; readonly playing: boolean; readonly onPlay: () => void }): ReactNode {
  const { t } = useWords();
  const name = person.name === '' ? t('phone:stranger') : person.name;
  return (
    <button type="button" className={classes['person']} aria-pressed={playing} onClick={onPlay}>
      <span className={classes['face']} aria-hidden="true">
        {person.name === '' ? '?' : ([...name][0] ?? '?')}
      </span>
      <span>
        <b>
          <bdi>{name}</bdi>
        </b>
        <small>
          <bdi>{person.customerName ?? t('phone:no_customer')}</bdi>
        </small>
      </span>
    </button>
  );
}
