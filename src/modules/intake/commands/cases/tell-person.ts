import type { Instant } from '../../../../kernel/time.ts';
import { fillTemplate, templates, windowAt, type OutboundMessage } from '../../../../platform/channels/whatsapp/index.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { linesBelowCost } from '../../../exceptions/domain/index.ts';
import { priceCardSchema, type CasePage, type PriceCard } from '../../../exceptions/contract.ts';
import { getCase } from '../../../exceptions/index.ts';
import { findPerson, type KnownPerson } from '../../../identity/index.ts';
import { getCompany } from '../../../masters/index.ts';
import { buttonId } from '../../domain/cases/button.ts';
import { caseMessageText, requestLines } from '../../domain/cases/short-card.ts';
import { caseTextsFor } from '../../domain/cases/texts.ts';
import type { TellPerson } from '../../job-kinds.ts';
import type { CaseChannel } from '../../settings.ts';
import { loadSender } from '../../store/inbound-store.ts';

/** What is known when a message to a colleague is written. */
interface Draft {
  readonly page: CasePage;
  readonly card: PriceCard | null;
  readonly person: KnownPerson;
  readonly deadline: string | null;
  readonly token: string;
  readonly link: string;
}

/**
 * The message by which a colleague is asked, with a link of their own; null when there is nothing to tell any more (decided, lapsed) or no phone.
 * Inside the 24-hour window it has buttons, else (or when the provider says that the window is closed) it is an approved template. The token is in the message only: every attempt makes a new one.
 */
export async function writeTelling(ctx: Ctx, told: TellPerson, channel: CaseChannel, windowClosed = false): Promise<OutboundMessage | null> {
  const person = await findPerson(ctx, told.person);
  const to = person?.active === true ? person.phone : null;
  const draft = person === null || to === null ? null : await draftFor(ctx, told.caseId, person, channel);
  if (draft === null || to === null) return null;
  const { lastInboundAt } = await loadSender(ctx, { channel: 'whatsapp', line: channel.line, sender: to });
  const addressed = { to, reference: `KC-${ctx.newId()}` };
  if (!windowClosed && windowAt(lastInboundAt, ctx.now()) === 'open') return { ...addressed, ...chatMessage(draft, told.isReminder) };
  return templateMessage(draft, addressed);
}

/** The case as it now is, with a fresh link; null when nothing waits for this person any more. */
async function draftFor(ctx: Ctx, caseId: string, person: KnownPerson, channel: CaseChannel): Promise<Draft | null> {
  const page = await getCase(ctx, caseId);
  const issued = page === null ? null : await channel.links.issueLink(ctx, { caseId, person: person.id });
  if (page === null || issued?.ok !== true) return null;
  const { token } = issued.value;
  const parsed = priceCardSchema.safeParse(page.card);
  const zone = (await getCompany(ctx))?.zone ?? 'UTC';
  const deadline = page.deadlineAt === null ? null : momentText(person.language, zone, page.deadlineAt as Instant);
  return { page, card: parsed.success ? parsed.data : null, person, deadline, token, link: channel.linkUrl(token) };
}

const clip = (text: string, longest: number): string => (text.length <= longest ? text : `${text.slice(0, longest - 1)}…`);

type ChatMessage = { readonly kind: 'text'; readonly text: string } | Omit<Extract<OutboundMessage, { kind: 'interactive' }>, 'to' | 'reference'>;

/** The card in short with its link; with buttons when the case offers what they say. Below cost there is none to approve. */
function chatMessage({ page, card, person, deadline, token, link }: Draft, isReminder: boolean): ChatMessage {
  const texts = caseTextsFor(person.language);
  const below = linesBelowCost(page.card) > 0;
  const body = caseMessageText(page, card, { language: person.language, deadline, link, isReminder });
  const text = below ? `${texts.belowCost}\n${body}` : body;
  const choices = (['approve', 'decline'] as const).filter((choice) => page.choices.includes(choice) && !(choice === 'approve' && below));
  if (choices.length === 0 || text.length > 1024) return { kind: 'text', text: clip(text, 4096) };
  return { kind: 'interactive', text, pickLabel: texts.approve, options: choices.map((choice) => ({ id: buttonId({ choice, token }), title: texts[choice] })) };
}

function templateMessage(
  { page, card, person, deadline, link }: Draft,
  addressed: { readonly to: string; readonly reference: string },
): OutboundMessage | null {
  const request = clip(requestLines(page, card, person.language).join('; '), 600);
  const values = { case_number: page.number, request, deadline: deadline ?? caseTextsFor(person.language).noDeadline, link };
  const filled = fillTemplate(templates.caseTold, person.language, values);
  return filled.ok ? { ...addressed, kind: 'template', template: filled.value } : null;
}

/** A moment as it is read on the wall clock of the company: weekday, day and time. */
const momentText = (language: string, zone: string, at: Instant): string =>
  new Intl.DateTimeFormat(language === 'ar' ? 'ar-u-nu-latn-ca-gregory' : language, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at));
