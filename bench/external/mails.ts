import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ownText } from '../../src/engines/reading/message/quotes.ts';

/** How many mails were cut down to what the writer wrote anew. */
export interface MailScore {
  readonly mails: number;
  readonly exact: number;
  /** Everything new kept, but something more beside it. */
  readonly tooMuch: number;
  readonly tooLittle: number;
  readonly failed: readonly string[];
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Cuts quoted and forwarded text off mails of many programs, and compares with what people cut. */
export function readMails(dir: string): MailScore {
  const score = { mails: 0, exact: 0, tooMuch: 0, tooLittle: 0 };
  const failed: string[] = [];
  for (const name of readdirSync(path.join(dir, 'emails')).sort()) {
    const gold = plain(readFileSync(path.join(dir, 'trimmed', name), 'utf8'));
    const own = plain(ownText(readFileSync(path.join(dir, 'emails', name), 'utf8')));
    score.mails += 1;
    if (own === gold) score.exact += 1;
    else {
      failed.push(name.replace('.txt', ''));
      if (own.includes(gold)) score.tooMuch += 1;
      else score.tooLittle += 1;
    }
  }
  return { ...score, failed };
}
