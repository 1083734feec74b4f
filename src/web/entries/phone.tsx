import '../ui/styles.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startWords } from '../locales/setup.ts';
import { PhoneApp } from '../screens/phone/phone-app.tsx';
import { makeQueryClient, Providers } from '../shell/providers.tsx';
import { startLanguage } from '../ui/preferences.ts';

const language = startLanguage();

await startWords(language, ['common', 'codes', 'phone']);
const host = document.getElementById('root');
if (host !== null) {
  createRoot(host).render(
    <StrictMode>
      <Providers client={makeQueryClient()} language={language}>
        <PhoneApp />
      </Providers>
    </StrictMode>,
  );
}
