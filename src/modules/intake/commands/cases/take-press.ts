import type { InboundEvent } from '../../../../platform/channels/whatsapp/index.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { getCase } from '../../../exceptions/index.ts';
import { findPersonByPhone } from '../../../identity/index.ts';
import { pressAnswer } from '../../domain/cases/answer.ts';
import type { Press } from '../../domain/cases/button.ts';
import { answerPressJob } from '../../job-kinds.ts';
import type { CaseChannel } from '../../settings.ts';

/**
 * A button under a case's message was pressed: decides in the name of the person whose phone it was, if the token is theirs, and tells them what
 * came of it. A phone that is nobody's decides nothing and hears nothing. What people write never comes here.
 */
export async function takePress(ctx: Ctx, event: Pick<InboundEvent, 'sender' | 'line'>, press: Press, channel: CaseChannel): Promise<void> {
  const person = await findPersonByPhone(ctx, event.sender);
  if (person === null) return;
  const settled = await channel.links.decideByToken(ctx, press.token, { way: 'whatsapp_button', choice: press.choice, person: person.id });
  const number = settled.ok ? ((await getCase(ctx, settled.value.caseId))?.number ?? '') : '';
  const text = pressAnswer(person.language, number, settled);
  await ctx.enqueue(answerPressJob, { line: event.line, to: event.sender, text });
}
