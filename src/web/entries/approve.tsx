import '../ui/styles.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startWords } from '../locales/setup.ts';
import { ApproveLink } from '../screens/approve-link/approve-link.tsx';
import { makeQueryClient, Providers } from '../shell/providers.tsx';
import { startLanguage } from '../ui/preferences.ts';

const language = startLanguage();
// what follows `/a/`; it is read once and shown nowhere
const token = window.location.pathname.split('/')[2] ?? '';

await startWords(language, ['common', 'codes', 'approvals']);
const host = document.getElementById('root');
if (host !== null) {
  createRoot(host).render(
    <StrictMode>
      <Providers client={makeQueryClient()} language={language}>
        <ApproveLink token={decodeURIComponent(token)} />
      </Providers>
    </StrictMode>,
  );
}
