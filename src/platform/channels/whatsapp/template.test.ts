import { describe, expect, it } from 'vitest';
import { fillTemplate, type MessageTemplate } from './template.ts';
import { templates } from './templates.ts';

const greeting: MessageTemplate = {
  name: 'greeting',
  parameters: ['who', 'when'],
  bodies: { en: 'Hello {{who}}, until {{when}}.', hi: '{{when}} तक, {{who}} जी।' },
};

describe('a template', () => {
  it('is filled in the language of the person, each parameter at its own place', () => {
    expect(fillTemplate(greeting, 'hi', { who: 'Ramesh', when: 'kal' })).toEqual({
      ok: true,
      value: {
        name: 'greeting',
        language: 'hi',
        parameters: [
          { name: 'who', text: 'Ramesh' },
          { name: 'when', text: 'kal' },
        ],
        text: 'kal तक, Ramesh जी।',
      },
    });
  });

  it('falls back to English, and says so', () => {
    expect(fillTemplate(greeting, 'fr', { who: 'a', when: 'b' })).toMatchObject({ value: { language: 'en', text: 'Hello a, until b.' } });
    expect(fillTemplate(greeting, '__proto__', { who: 'a', when: 'b' })).toMatchObject({ value: { language: 'en' } });
  });

  it('makes one line of each parameter, as the provider demands', () => {
    expect(fillTemplate(greeting, 'en', { who: ' 40 CAR sev \n\n 25 CAR\tchips     ', when: 'b' })).toMatchObject({
      value: { parameters: [{ text: '40 CAR sev; 25 CAR chips' }, { text: 'b' }] },
    });
  });

  it('does not fill what a parameter brings along', () => {
    expect(fillTemplate(greeting, 'en', { who: '{{when}}', when: 'b' })).toMatchObject({ value: { text: 'Hello {{when}}, until b.' } });
  });

  it('is refused with a missing or blank parameter, or over 1024 characters', () => {
    expect(fillTemplate(greeting, 'en', { who: ' ', when: 'b' })).toMatchObject({
      ok: false,
      refusal: { code: 'missing_parameter', facts: { missing: ['who'] } },
    });
    expect(fillTemplate(greeting, 'en', { who: 'x'.repeat(1024), when: 'b' })).toMatchObject({ ok: false, refusal: { code: 'text_too_long' } });
  });
});

describe('our templates', () => {
  const all: readonly MessageTemplate[] = Object.values(templates);

  it('exist in seven languages, each naming exactly its parameters', () => {
    for (const template of all) {
      expect(Object.keys(template.bodies).sort()).toEqual(['ar', 'en', 'gu', 'hi', 'mr', 'ta', 'ur']);
      for (const [language, body] of Object.entries(template.bodies)) {
        const named = Array.from(body.matchAll(/\{\{(\w+)\}\}/g), (match) => match[1]);
        expect([...named].sort(), `${template.name} ${language}`).toEqual([...template.parameters].sort());
      }
    }
  });

  it('keep the rules of the provider: names, and no body that begins or ends with a parameter', () => {
    for (const template of all) {
      expect(template.name).toMatch(/^[a-z0-9_]{1,512}$/);
      for (const body of Object.values(template.bodies)) expect(body).not.toMatch(/^\{\{|\}\}$/);
    }
  });
});
