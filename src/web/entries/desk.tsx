import '../ui/styles.ts';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startWords } from '../locales/setup.ts';
import { startLanguage } from '../ui/preferences.ts';
import { makeQueryClient, Providers } from '../shell/providers.tsx';
import { makeRouter } from '../shell/router.tsx';

const language = startLanguage();
const client = makeQueryClient();
const router = makeRouter(client);

await startWords(language, ['common', 'codes', 'orders', 'approvals', 'erp', 'connections', 'setup', 'mapping', 'prices']);
const host = document.getElementById('root');
if (host !== null) {
  createRoot(host).render(
    <StrictMode>
      <Providers client={client} language={language}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
}
