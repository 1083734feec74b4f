/**
 * The face of the reader: what goes in (a catalogue, a customer, the turns of a conversation) and what comes out
 * (lines with the words they came from, each with a decision and its reasons). Pure data; no clock, no chance, no IO.
 */
import type { BusinessDate, Instant } from '../../kernel/time.ts';

/** An item as the reader needs it. `uoms` holds every unit the item may be ordered in, the base unit included. */
export interface ReadingItem {
  readonly sku: string;
  readonly name: string;
  /** Names in other languages and scripts. */
  readonly otherNames: readonly string[];
  readonly brand: string | null;
  readonly category: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly barcode: string | null;
  readonly baseUom: string;
  readonly salesUom: string;
  readonly uoms: readonly { readonly uom: string; readonly numerator: number; readonly denominator: number; readonly aliases: readonly string[] }[];
  readonly wholeUnits: boolean;
  readonly active: boolean;
  readonly replacedBy: string | null;
}

/** One line that this customer ordered before, newest first in the customer's history. */
export interface PastLine {
  readonly orderRef: string;
  readonly on: BusinessDate;
  readonly sku: string;
  readonly quantityMilli: number;
  readonly uom: string;
  /** The customer's own words for the item, where known. */
  readonly words: string | null;
}

/** A learnt meaning of words. `weight` in confirmations (decayed); negative entries say "never this SKU". */
export interface AliasEntry {
  readonly scope: 'customer' | 'region' | 'company';
  /** Key as made by `aliasKey()`. */
  readonly key: string;
  readonly sku: string;
  readonly uom: string | null;
  readonly weight: number;
  readonly negative: boolean;
}

/** What the reader may know of the customer: places, past orders, learnt meanings. Never another customer’s. */
export interface ReadingCustomer {
  readonly code: string;
  readonly language: string | null;
  readonly shipTos: readonly ReadingPlace[];
  /** People who write for the customer, where one of them is known to order for one place. */
  readonly contacts?: readonly { readonly name: string; readonly shipTo: string }[];
  readonly history: readonly PastLine[];
  readonly aliases: readonly AliasEntry[];
  /** The standing order of this customer, where one is kept; "the usual" means it. Without it the newest order stands in. */
  readonly usual?: readonly UsualLine[];
  /** What the customer pays for one base unit of an item, as a decimal number: lets the reader tell a price asked below it from one that gives nothing away. */
  readonly prices?: Readonly<Record<string, number>>;
}

/** A ship-to of a customer. */
export interface ReadingPlace {
  readonly code: string;
  /** What it is called, and its city. */
  readonly names: readonly string[];
  /** Its address: tells the place where the names do not. */
  readonly hints?: readonly string[];
  readonly isDefault: boolean;
}

/** A line of a customer's standing order. */
export interface UsualLine {
  readonly sku: string;
  readonly quantityMilli: number;
  readonly uom: string;
}

/** What the customer said, or what we asked. Turns are in the order in which they were said (sender time, then id). */
export type Turn =
  | { readonly kind: 'said'; readonly id: string; readonly at: Instant; readonly text: string; readonly replyTo: string | null }
  | { readonly kind: 'asked'; readonly id: string; readonly at: Instant; readonly asks: readonly Ask[] };

/** The turns of one conversation, in the order in which they were said. */
export interface Conversation {
  /** Null: an unknown sender. Lines are still read, nothing is decided `auto`. */
  readonly customer: ReadingCustomer | null;
  readonly turns: readonly Turn[];
  readonly zone: string;
  /** The newest past order still stands and may be changed: "add", "cancel" and a new day that name no order are about it. */
  readonly standing?: boolean;
}

/** What the conversation asks of us. A message with an order in it is an order, whatever else it talks about. */
export type Intent = 'order' | 'amend' | 'cancel' | 'inquiry' | 'complaint' | 'payment' | 'chitchat' | 'approval_reply';

/** auto: book it; ask: the customer can settle it with one tap; human: a clerk must look. */
export type Decision = 'auto' | 'ask' | 'human';

/** What a question is about. */
export type Aspect = 'item' | 'size' | 'variant' | 'quantity' | 'uom' | 'ship_to' | 'date' | 'price' | 'ref' | 'discontinued' | 'not_in_catalogue' | 'conflict';

/** Where words stand: UTF-16 offsets into the text of one turn. */
export interface Span {
  readonly turn: string;
  readonly start: number;
  readonly end: number;
}

/** Another item that a line could mean. */
export interface Rival {
  readonly sku: string;
  readonly p: number;
  /** What tells it from the chosen item, e.g. `["200 g"]`. */
  readonly differsBy: readonly string[];
}

/** One fact that led to a line: a snake_case code with the facts that its sentence names. */
export interface Reason {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** One line of the order as understood so far, with its evidence. */
export interface ReadLine {
  /** Stable within a conversation: a correction in a later turn changes the line, not its id. */
  readonly id: string;
  /** The customer's words for the item. */
  readonly words: string;
  readonly spans: readonly Span[];
  readonly sku: string | null;
  readonly quantityMilli: number | null;
  readonly uom: string | null;
  /** How the unit was found. */
  readonly uomFrom: 'written' | 'habit' | 'sales_unit' | 'unknown';
  /** The price or discount that the customer names, as written. */
  readonly priceAsked: string | null;
  /** That price for one of the line's unit, where it was said of another unit of the item; up to six decimals. */
  readonly pricePerUom?: string;
  readonly shipTo: string | null;
  readonly decision: Decision;
  /** Calibrated probability that sku, quantity and unit are all right, 0…1. */
  readonly p: number;
  readonly via: 'code' | 'barcode' | 'alias' | 'history' | 'match' | 'answer' | 'repeat' | 'none';
  /** Snake_case reasons for a decision that is not auto: `unmatched_word`, `tie`, `unusual_quantity`, `unknown_uom`, `inactive`, … */
  readonly vetoes: readonly string[];
  /** What is open, for the question. Empty when decision is auto. */
  readonly open: readonly Aspect[];
  readonly rivals: readonly Rival[];
  /** The facts that led to this line, for the desk: how item, unit and quantity were found, and what is odd about them. */
  readonly why: readonly Reason[];
  /** What the probability was drawn from, in the order of `featureNames`; none without an item, or for a line of an earlier order. */
  readonly features?: readonly number[];
}

/** One numbered question to the customer; the answer may be its number, its words, or what differs. */
export interface Ask {
  readonly aspect: Aspect;
  /** The line it is about; null for the order as a whole. */
  readonly lineId: string | null;
  readonly words: string;
  readonly options: readonly AskOption[];
  /** Which asking this is, where the same thing may be asked more than once; comes back with the answer. */
  readonly key?: string;
}

/** One answer to choose from; the fields that are not about it are null. */
export interface AskOption {
  readonly label: string;
  readonly sku: string | null;
  readonly quantityMilli: number | null;
  readonly uom: string | null;
  /** For asks that are not about a line: ship-to code, ISO date, `yes`/`no`. */
  readonly value: string | null;
}

/** What a conversation says, drawn from all its turns. Nothing in it has been checked against prices, stock or credit. */
export interface Reading {
  readonly intent: Intent;
  readonly disposition: 'auto' | 'clarify' | 'human';
  readonly lines: readonly ReadLine[];
  readonly requestedDate: BusinessDate | null;
  readonly shipTo: string | null;
  readonly poNumber: string | null;
  /** `last_order`, `usual`, the number of an older order that a day or a number points to, or of a document that the message names. */
  readonly refersTo: string | null;
  readonly asks: readonly Ask[];
  /** Answers to asks that were about the order as a whole (e.g. `conflict` for a possible duplicate): the option's `value`. */
  readonly answers: readonly { readonly aspect: Aspect; readonly value: string; readonly key?: string }[];
  /** The message ended the order ("bas", "that's all", "done"). */
  readonly ended: boolean;
  /** Language of the reply: BCP 47, Latin-script variants as `hi-Latn`, `ar-Latn`. */
  readonly language: string;
  /** Things a person should see: `asks_price`, `commands_the_system`, `mixed_complaint`, … */
  readonly flags: readonly string[];
}

/** What a reader is built from. Aliases here are those of the company and its regions; a customer's own come with the conversation. */
export interface ReaderData {
  readonly items: readonly ReadingItem[];
  readonly aliases: readonly AliasEntry[];
  /** More or other words than the shipped lexicon holds, in the same form. */
  readonly lexicon?: LexiconPatch;
  readonly options?: ReaderOptions;
  /** A model as made by `trainReader`; one that does not fit this reader is not used. */
  readonly model?: unknown;
}

/** Words of one company or trade, added to the shipped lexicon; `readLexiconFile` makes one from an edited file. */
export interface LexiconPatch {
  /** By language code: a meaning (`num 2`, `remove`, `day 1`, `weekday 3`, …) and the words that have it, in every script. */
  readonly languages?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Groups of words that mean the same thing: `['haldi', 'turmeric', 'हल्दी']`. */
  readonly sameThing?: readonly (readonly string[])[];
  /** Groups of words for the same colour. */
  readonly colours?: readonly (readonly string[])[];
  /** Words that say nothing about the item ("please", a rep's name). */
  readonly fillers?: readonly string[];
  /** Unit words by unit class (`case`, `piece`, `bag`, …). */
  readonly units?: Readonly<Record<string, readonly string[]>>;
}

/** Policies that a company may set. */
export interface ReaderOptions {
  /** Who settles a quantity far from the customer's habit; `ask` (default) puts both figures to the customer, `human` goes to the desk. */
  readonly unusualQuantity?: 'ask' | 'human';
  /** Smallest calibrated probability with which a line may be decided `auto`. */
  readonly threshold?: number;
  /** False: nothing is learnt from past orders (no words, habits or purchases); they are only known for "same as last". */
  readonly learnFromPast?: boolean;
}

/** A reader of one company's orders. Reading never throws, and the same conversation always gives the same reading. */
export interface Reader {
  /** Reads a conversation. Never throws, whatever the text. */
  read(conversation: Conversation): Reading;
  /** Items that a text could mean, best first, for a desk search box. Inactive items come last. */
  search(text: string, limit: number): CatalogueHit[];
}

/** One suggestion of `catalogueSearch`. */
export interface CatalogueHit {
  readonly sku: string;
  readonly name: string;
  /** 0…1, comparable within one search only. */
  readonly score: number;
  readonly active: boolean;
}
