import type { Ask, LexiconPatch } from '../../engines/reading/index.ts';
import type { LlmProvider } from '../../platform/ai/index.ts';
import type { WhatsappSender } from '../../platform/channels/whatsapp/index.ts';
import type { Links } from '../exceptions/index.ts';
import type { IntakePolicy } from './domain/quiet-window.ts';
import type { Readers } from './readers.ts';
import type { ReadingService } from './reading/open-reading.ts';

/** How colleagues are asked to decide cases on their phones. */
export interface CaseChannel {
  readonly links: Links;
  /** Our business number (phone_number_id) that writes to them. */
  readonly line: string;
  /** The address at which a token opens its case. */
  readonly linkUrl: (token: string) => string;
}

/** What the composition root gives to intake. */
export interface IntakeSettings {
  readonly policy: IntakePolicy;
  readonly whatsapp: {
    readonly appSecret: string;
    readonly verifyToken: string;
    /** The sender of a business number (phone_number_id); null when we do not own that line. */
    readonly senderFor: (line: string) => WhatsappSender | null;
  };
  /** Reading and fitting in threads; without it messages are read in this process and nothing is fitted. */
  readonly reading?: ReadingService;
  /** Words of this installation, beside those that each company keeps. */
  readonly installed?: LexiconPatch;
  /** Without it nobody is asked on the phone, and no button decides. */
  readonly cases?: CaseChannel;
  /** Optional: chooses among our candidates for lines that would be asked. */
  readonly llm?: LlmProvider;
}

/** What a question is about, with the exact text that the customer will read. */
export interface Question {
  readonly asks: readonly Ask[];
  readonly text: string;
  readonly language: string;
}

/** What reading and deciding need besides the transaction. */
export interface IntakeDeps {
  readonly readers: Readers;
  readonly policy: IntakePolicy;
  readonly llm?: LlmProvider;
}
