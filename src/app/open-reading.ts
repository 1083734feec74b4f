import { openReading, type ReadingService } from '../modules/intake/index.ts';
import type { LlmProvider } from '../platform/ai/index.ts';
import type { Logger } from '../platform/runtime/ctx.ts';
import { openThread } from '../platform/threads/thread.ts';
import type { LexiconPatch } from '../engines/reading/index.ts';
import { readLexiconFolder } from './lexicon-folder.ts';
import { llmOf } from './llm.ts';
import type { Settings } from './settings.ts';
import { threadEntry } from './threads.ts';

/** Memory of one reader: 30,000 items with their index take a third of it. */
const memoryMb = 512;

/** What an installation gives to reading besides the catalogue. */
export interface OwnReading {
  readonly installed: LexiconPatch | null;
  readonly llm: LlmProvider | null;
}

/** Reads what the settings name. Throws Trouble for a mistake in it, before anything is opened. */
export const readOwnReading = (settings: Settings): OwnReading => ({
  installed: settings.lexiconDir === undefined ? null : readLexiconFolder(settings.lexiconDir),
  llm: llmOf(settings),
});

/** Reading in threads of this process. No thread runs before the first message. */
export const startReading = ({ installed }: OwnReading, log: Logger): ReadingService =>
  openReading({ openThread: () => openThread({ entry: threadEntry('reading-thread'), name: 'reading', memoryMb }), log, installed });
