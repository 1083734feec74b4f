import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { IconArrowRight } from '@tabler/icons-react';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { demoQuery, type Demo } from '../../data/demo.ts';
import { signIn, type SignInFault } from '../../data/session.ts';
import { keys } from '../../data/stale-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/states.tsx';
import { useWords } from '../../ui/use-words.ts';
import { LanguageMenu, ThemeMenu } from '../../ui/preference-menus.tsx';
import classes from './sign-in.module.css';

const route = getRouteApi('/sign-in');

interface Entering {
  readonly fault: SignInFault | null;
  readonly busy: boolean;
  readonly enter: (email: string, password: string) => Promise<void>;
}

/** Signs in once at a time and goes on to where the person wanted to be. */
function useEntering(): Entering {
  const { next } = route.useSearch();
  const router = useRouter();
  const client = useQueryClient();
  const [fault, setFault] = useState<SignInFault | null>(null);
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const enter = async (email: string, password: string): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    const refused = await signIn(email, password);
    setFault(refused);
    if (refused === null) {
      client.removeQueries({ queryKey: keys.me });
      await router.navigate({ href: next ?? '/orders', replace: true });
    }
    setBusy(false);
    running.current = false;
  };
  return { fault, busy, enter };
}

/** The door of the desk. In a demo it also lists who may try it; one click signs in. */
export function SignIn(): ReactNode {
  const { t } = useWords();
  const demo = useQuery(demoQuery).data ?? null;
  const entering = useEntering();
  return (
    <div className={classes['page']}>
      <div className={classes['corner']}>
        <LanguageMenu />
        <ThemeMenu />
      </div>
      <main className={classes['card']}>
        <div className={classes['brand']}>
          <img src="/mark.svg" alt="" width={40} height={40} />
          <h1>{t('sign_in.title')}</h1>
          <p>{t('sign_in.text')}</p>
        </div>
        <PasswordForm entering={entering} />
        {demo === null || demo.signIns.length === 0 ? null : <DemoPeople demo={demo} onPick={(person) => void entering.enter(person.email, person.password)} />}
      </main>
    </div>
  );
}

function PasswordForm({ entering }: { readonly entering: Entering }): ReactNode {
  const { t } = useWords();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void entering.enter(email, password);
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <label className={classes['field']}>
        {t('sign_in.email')}
        <input type="email" name="email" autoComplete="username" required dir="ltr" value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
      </label>
      <label className={classes['field']}>
        {t('sign_in.password')}
        <input
          type="password"
          name="password"
          autoComplete="current-password"
          required
          dir="ltr"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </label>
      {entering.fault === null ? null : (
        <Notice tone="stop" urgent>
          {t(`sign_in.fault.${entering.fault}`)}
        </Notice>
      )}
      <Button type="submit" look="primary" disabled={entering.busy}>
        {t(entering.busy ? 'sign_in.busy' : 'sign_in.enter')}
      </Button>
    </form>
  );
}

function DemoPeople({ demo, onPick }: { readonly demo: Demo; readonly onPick: (person: Demo['signIns'][number]) => void }): ReactNode {
  const { t } = useWords();
  return (
    <section className={classes['demo']}>
      <h2>{t('sign_in.demo')}</h2>
      {demo.signIns.map((person) => (
        <button key={person.email} type="button" className={classes['person']} onClick={() => onPick(person)}>
          <span>
            <bdi>{person.name}</bdi>
            <small>{person.roles.map((role) => t(`roles.${role}`)).join(', ')}</small>
          </span>
          <IconArrowRight size={16} className="k-flip" />
        </button>
      ))}
    </section>
  );
}
