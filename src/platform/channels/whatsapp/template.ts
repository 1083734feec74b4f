import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';

/** A message that the provider has approved for use outside the 24-hour window. Bodies name their parameters: `{{order_number}}`. */
export interface MessageTemplate {
  readonly name: string;
  readonly parameters: readonly string[];
  /** Body text by language code; `en` is there always. */
  readonly bodies: Readonly<Record<string, string>> & { readonly en: string };
}

/** A template with its parameters filled in, as it is sent. */
export interface FilledTemplate {
  readonly name: string;
  readonly language: string;
  readonly parameters: readonly { readonly name: string; readonly text: string }[];
  /** What the person will read. */
  readonly text: string;
}

type TemplateRefusal = 'missing_parameter' | 'text_too_long';

/** The provider's limit for a template's body with its parameters. */
const templateTextLimit = 1024;

/**
 * Fills a template in the person's language, or English where it has no such variant. Parameters become one line, as the provider
 * demands (no line breaks, no runs of spaces). Refuses a parameter that is missing or blank and a body over 1024 characters.
 */
export function fillTemplate(
  template: MessageTemplate,
  language: string,
  values: Readonly<Record<string, string>>,
): Result<FilledTemplate, Refusal<TemplateRefusal>> {
  const code = Object.hasOwn(template.bodies, language) ? language : 'en';
  const parameters = template.parameters.map((name) => ({ name, text: oneLine(Object.hasOwn(values, name) ? (values[name] ?? '') : '') }));
  const missing = parameters.filter((parameter) => parameter.text === '').map((parameter) => parameter.name);
  if (missing.length > 0) return refuse('missing_parameter', { template: template.name, missing });
  const filled = new Map(parameters.map((parameter) => [parameter.name, parameter.text]));
  const text = (template.bodies[code] ?? template.bodies.en).replace(/\{\{(\w+)\}\}/g, (whole, name: string) => filled.get(name) ?? whole);
  if (text.length > templateTextLimit) return refuse('text_too_long', { template: template.name, length: text.length, limit: templateTextLimit });
  return ok({ name: template.name, language: code, parameters, text });
}

const oneLine = (text: string): string =>
  text
    .replace(/\s*[\r\n]+\s*/g, '; ')
    .replace(/\s+/g, ' ')
    .trim();
