/** Tells the writer's own lines of a mail from quoted and forwarded text, whatever language its mail program speaks. */

/** Whose line it is: the writer's, another mail's (`header` its heading lines), or what a mail program adds. */
export type LineKind = 'own' | 'quoted' | 'header' | 'signature';

const wroteWords = [
  'wrote', 'schrieb', 'escribió', 'escribio', 'écrit', 'ecrit', 'scritto', 'schreef', 'geschreven', 'napisał', 'написал', 'пишет', 'skrev', 'kirjoitti',
  'yazdı', 'escreveu', 'napsal', 'írta', 'viết', '写道', '寫道', '書きました', 'كتب', 'كتبت', 'ने लिखा', 'लिखा', 'लिहिले', 'લખ્યું', 'எழுதியது', 'എഴുതി', 'రాశారు', 'لکھا',
]; // prettier-ignore
const fromWords = ['from', 'von', 'de', 'da', 'van', 'od', 'от', 'fra', 'från', 'lähettäjä', 'kimden', 'من', 'प्रेषक', 'પ્રેષક', 'அனுப்புநர்', 'از'];
const sentFrom =
  /^(?:sent|gesendet|enviado|envoyé|inviato|verzonden|wysłane|skickat|отправлено|diese nachricht wurde|get outlook|أرسلت|أُرسلت|मेरे)\b.*(?:from|von|desde|depuis|dal|vanaf|from|mit|с|من|outlook|iphone|android|mobile|phone|mail)/u;

const longestHead = 400;
const address = /\S@\S+\.\S/;
const moment = /\d{1,2}[:.]\d{2}|\b(?:19|20)\d{2}\b/;

const wrote = (text: string): boolean => wroteWords.some((word) => text.includes(word));

/** "On 3 May, Sam <sam@x> wrote:", over up to six lines. Returns how many lines it takes; 0 when it is none. */
const toldMoment = (text: string): boolean => moment.test(text);
const addressed = (text: string): boolean => address.test(text);
const isHead = (text: string): boolean => (addressed(text) && toldMoment(text)) || (wrote(text) && (toldMoment(text) || addressed(text)));

function attribution(lines: readonly string[], at: number): number {
  const first = lines[at] ?? '';
  if (first === '' || first.length > longestHead || !(toldMoment(first) || addressed(first))) return 0;
  const reach = lines.slice(at, at + 7);
  const end = reach.findIndex((line) => line.length > 2 && line.endsWith(':'));
  const text = end < 0 ? '' : reach.slice(0, end + 1).join(' ');
  return text !== '' && text.length < 2 * longestHead && isHead(text) ? end + 1 : 0;
}

/** "----- Original Message -----" in any language. */
export const isSeparator = (line: string): boolean =>
  (line.length < 120 && /^[*_\s]*-{3,}\s*\p{L}[^-]{1,60}-{3,}[*_\s]*$/u.test(line)) || line.startsWith('begin forwarded message') || /^_{20,}$/.test(line);

const headerField = /^[*_\s]{0,3}(\p{L}[\p{L}\p{M} .-]{0,20}):[*_]?(?:\s|$)/u;

/** "From: … Sent: … To: …": the heading of another mail. Returns how many lines it takes. */
function headerBlock(lines: readonly string[], at: number): number {
  const name = headerField.exec(lines[at] ?? '')?.[1] ?? '';
  if (!fromWords.includes(name.trim())) return 0;
  let to = at;
  while (to < lines.length && headerField.test(lines[to] ?? '')) to += 1;
  return to - at >= 2 || name === 'from' ? to - at : 0;
}

const isRule = (line: string): boolean => /^[-_*=\s]{5,}$/.test(line);

/** Rules and blanks above the heading of another mail belong to it. */
function markRules(kinds: LineKind[], lines: readonly string[], at: number): void {
  for (let rule = at - 1; rule >= 0 && (isRule(lines[rule] ?? '') || lines[rule] === ''); rule -= 1) kinds[rule] = 'header';
}

/** What a line turns the lines from it on into. */
function stateAfter(line: string, state: LineKind): LineKind {
  if (isSeparator(line)) return 'quoted';
  return state === 'own' && (/^(?:--|—|–)$/.test(line) || sentFrom.test(line.slice(0, 120))) ? 'signature' : state;
}

/** Lines that an attribution takes, where one can begin. */
const attributionIn = (lines: readonly string[], at: number, state: LineKind, head: number): number =>
  head > 0 || state === 'quoted' ? 0 : attribution(lines, at);

/** Kinds of the lines of a mail, given trimmed and in lower case. Linear in their number. */
export function quotedLines(lines: readonly string[]): LineKind[] {
  const kinds: LineKind[] = lines.map(() => 'own');
  let state: LineKind = 'own';
  let seen = false;
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    const head = headerBlock(lines, i);
    const told = attributionIn(lines, i, state, head);
    if (head + told > 0) {
      kinds.fill(head > 0 ? 'header' : 'quoted', i, i + head + told);
      if (head > 0) markRules(kinds, lines, i);
      // A mail that begins with the heading of another answers between its lines.
      if (seen || head > 0) state = 'quoted';
      i += head + told - 1;
      continue;
    }
    state = stateAfter(line, state);
    kinds[i] = line.startsWith('>') ? 'quoted' : state;
    seen ||= line !== '' && kinds[i] === 'own';
  }
  return kinds;
}

/** The writer's own text of a mail: without quoted mails, their headings and what mail programs add. */
export function ownText(mail: string): string {
  const lines = mail.replace(/\r\n?/g, '\n').split('\n');
  const kinds = quotedLines(lines.map((line) => line.trim().toLowerCase()));
  return lines.filter((_line, i) => kinds[i] === 'own').join('\n').replace(/^\s*\n|\s+$/g, ''); // prettier-ignore
}
