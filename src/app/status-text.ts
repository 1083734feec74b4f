import type { Running, SignIn } from './running.ts';

const line = (name: string, text: string): string => `  ${name.padEnd(18)} ${text}`;
const signInLine = (person: SignIn): string => line('', `${person.email}  ${person.password}  (${person.name}: ${person.roles.join(', ')})`);

function addressLines(running: Running): string[] {
  const { web, sandboxes } = running;
  return [
    ...(web ? [line('desk', web.url), ...(web.phoneUrl ? [line('phone', web.phoneUrl)] : []), line('API', web.apiUrl)] : []),
    ...(sandboxes ? [line('sandbox WhatsApp', sandboxes.whatsapp.url), line('sandbox ERP', `${sandboxes.erp.url}  (${sandboxes.erp.name})`)] : []),
    ...(running.signIns.length > 0 ? [line('sign in as', 'address  password'), ...running.signIns.map(signInLine)] : []),
    line('log', running.log),
  ];
}

/** What `karkhana status` prints while it runs. */
export const statusText = (running: Running): string =>
  [`karkhana ${running.version} runs on ${running.state} (process ${running.pid}, since ${running.startedAt})`, ...addressLines(running)].join('\n');

/** What is printed when the start is done. */
export function welcomeText(running: Running, tookMs: number): string {
  const node20 = process.versions.node.startsWith('20.') ? ['', `Node.js ${process.versions.node} works; 24 is recommended.`] : [];
  return ['', `Ready in ${(tookMs / 1000).toFixed(1)} s.`, ...addressLines(running), ...node20, '', 'Ctrl-C stops everything.'].join('\n');
}
