import { z } from 'zod';
import { graphError, type GraphError } from './graph-errors.ts';

/** A template that the platform has approved: its text in each language, with `{{name}}` for each parameter. */
export interface ApprovedTemplate {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly bodies: Readonly<Record<string, string>>;
}

/** A message of the business that is in order. */
export interface AcceptableMessage {
  readonly to: string;
  readonly type: string;
  readonly text: string;
  readonly buttons: readonly { readonly id: string; readonly title: string }[];
  readonly replyTo: string | undefined;
  readonly reference: string | undefined;
}

const option = z.object({ id: z.string().min(1).max(256), title: z.string().min(1).max(24), description: z.string().max(72).optional() });
const interactive = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('button'),
    body: z.object({ text: z.string().min(1).max(1024) }),
    action: z.object({
      buttons: z
        .array(z.object({ type: z.literal('reply'), reply: option.extend({ title: z.string().min(1).max(20) }) }))
        .min(1)
        .max(3),
    }),
  }),
  z.object({
    type: z.literal('list'),
    body: z.object({ text: z.string().min(1).max(4096) }),
    action: z.object({
      button: z.string().min(1).max(20),
      sections: z
        .array(z.object({ rows: z.array(option).min(1).max(10) }))
        .min(1)
        .max(10),
    }),
  }),
]);
const template = z.object({
  name: z.string(),
  language: z.object({ code: z.string() }),
  components: z
    .array(
      z.object({
        type: z.string(),
        parameters: z.array(z.object({ type: z.literal('text'), parameter_name: z.string().optional(), text: z.string() })).default([]),
      }),
    )
    .default([]),
});
const request = z.object({
  messaging_product: z.literal('whatsapp'),
  to: z.string().optional(),
  recipient: z.string().optional(),
  context: z.object({ message_id: z.string() }).optional(),
  biz_opaque_callback_data: z.string().max(512).optional(),
  type: z.enum(['text', 'template', 'interactive']).default('text'),
  text: z.object({ body: z.string().min(1).max(4096) }).optional(),
  interactive: interactive.optional(),
  template: template.optional(),
});
type Request = z.infer<typeof request>;

/**
 * Reads the body of a sending as the platform does: shape, lengths, and for templates approval, language and parameters.
 * `phoneOf` finds the phone of a user id.
 */
export function readSendRequest(
  body: unknown,
  approved: readonly ApprovedTemplate[],
  phoneOf: (userId: string) => string | null,
): AcceptableMessage | GraphError {
  const parsed = request.safeParse(body);
  if (!parsed.success) return shapeError(parsed.error.issues[0]);
  const { data } = parsed;
  const to = data.to === undefined ? phoneOf(data.recipient ?? '') : data.to.replace(/[\s()+-]/g, '');
  if (to === null || !/^\d{5,20}$/.test(to)) return graphError(131009, 'Recipient is not a valid phone number or user id');
  const content = contentOf(data, approved);
  return isGraphError(content) ? content : { ...content, to, replyTo: data.context?.message_id, reference: data.biz_opaque_callback_data };
}

function contentOf(data: Request, approved: readonly ApprovedTemplate[]): Pick<AcceptableMessage, 'type' | 'text' | 'buttons'> | GraphError {
  if (data.type === 'text') return data.text ? { type: 'text', text: data.text.body, buttons: [] } : missing('text');
  if (data.type === 'interactive') return data.interactive ? asked(data.interactive) : missing('interactive');
  if (!data.template) return missing('template');
  const filled = fill(data.template, approved);
  return typeof filled === 'string' ? { type: 'template', text: filled, buttons: [] } : filled;
}

/** Tells an error from an answer. */
export const isGraphError = (value: object): value is GraphError => 'status' in value && 'body' in value;

const missing = (name: string): GraphError => graphError(131008, `${name} is required for this message type`);

function shapeError(issue: z.core.$ZodIssue | undefined): GraphError {
  const path = issue?.path.join('.') ?? '';
  if (path === '' || path === 'messaging_product') return graphError(100, 'The parameter messaging_product is required.');
  const absent = issue?.code === 'invalid_type' && issue.message.includes('undefined');
  return absent
    ? missing(path)
    : graphError(path.startsWith('text') || path.startsWith('type') ? 100 : 131009, `Param ${path}: ${issue?.message ?? 'is not valid'}`);
}

function asked(content: z.infer<typeof interactive>): Pick<AcceptableMessage, 'type' | 'text' | 'buttons'> {
  const buttons = content.type === 'button' ? content.action.buttons.map((button) => button.reply) : content.action.sections.flatMap((section) => section.rows);
  return { type: content.type === 'button' ? 'buttons' : 'list', text: content.body.text, buttons: buttons.map(({ id, title }) => ({ id, title })) };
}

/** The text that the person will see. */
function fill(asked: NonNullable<Request['template']>, approved: readonly ApprovedTemplate[]): string | GraphError {
  const found = approved.find((one) => one.name === asked.name);
  const text = found && Object.hasOwn(found.bodies, asked.language.code) ? found.bodies[asked.language.code] : undefined;
  if (!found || text === undefined) return graphError(132001, `template name (${asked.name}) does not exist in ${asked.language.code}`);
  const given = asked.components.filter((component) => component.type === 'body').flatMap((component) => component.parameters);
  if (given.length !== found.parameters.length)
    return graphError(132000, `body: number of localizable_params (${given.length}) does not match the expected number of params (${found.parameters.length})`);
  if (given.some((parameter) => parameter.parameter_name !== undefined && !found.parameters.includes(parameter.parameter_name)))
    return graphError(132000, 'body: unknown parameter name');
  if (given.some((parameter) => parameter.text.trim() === '' || /[\n\t]| {5,}/.test(parameter.text)))
    return graphError(132018, 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces');
  const named = new Map(given.map((parameter, at) => [parameter.parameter_name ?? found.parameters[at] ?? '', parameter.text]));
  if (found.parameters.some((name) => !named.has(name))) return graphError(132000, 'body: a parameter is missing');
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => named.get(name) ?? whole);
}
