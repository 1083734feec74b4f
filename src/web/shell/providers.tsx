import { DirectionProvider, localStorageColorSchemeManager, MantineProvider, useDirection } from '@mantine/core';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SignedOut } from '../data/refused.ts';
import { worthRetrying } from '../data/session.ts';
import { keys } from '../data/stale-keys.ts';
import { theme } from '../ui/theme.ts';
import { directionOf, nearestLanguage, type Language } from '../ui/text/format.ts';

const colorSchemes = localStorageColorSchemeManager({ key: 'karkhana.theme' });

/**
 * One memory of the server for the whole page. The live feed says when something is stale, so nothing is asked on a timer.
 * Whichever question finds the session ended makes the page ask who is signed in, and that leads to the sign-in page.
 */
export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (error instanceof SignedOut && query.queryKey[0] !== keys.me[0]) void client.invalidateQueries({ queryKey: keys.me });
      },
    }),
    defaultOptions: {
      queries: { retry: worthRetrying, retryDelay: (attempt) => Math.min(8000, 500 * 2 ** attempt), staleTime: 10_000, refetchOnWindowFocus: true },
    },
  });
  return client;
}

interface ProvidersProps {
  readonly client: QueryClient;
  readonly language: Language;
  readonly children: ReactNode;
}

/** Looks, direction and data for everything below. */
export function Providers({ client, language, children }: ProvidersProps): ReactNode {
  return (
    <QueryClientProvider client={client}>
      <DirectionProvider initialDirection={directionOf(language)} detectDirection={false}>
        <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colorSchemes}>
          <PageLanguage />
          {children}
        </MantineProvider>
      </DirectionProvider>
    </QueryClientProvider>
  );
}

/** Keeps the document's language and direction in step with the words on it. */
function PageLanguage(): ReactNode {
  const { i18n } = useTranslation();
  const { setDirection } = useDirection();
  const language = nearestLanguage(i18n.language);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
    setDirection(directionOf(language));
  }, [language, setDirection]);
  return null;
}
