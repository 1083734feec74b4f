import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownText } from '../message/quotes.ts';
import { short, talk, vindhyaReader } from './vindhya.ts';

const reader = vindhyaReader();
const mail = (body: string) => reader.read(talk([`Subject: PO 77\n\n${body}`]));

describe('a list in a mail', () => {
  it('is read by its columns, counters and sizes being no quantities', () => {
    const reading = mail(
      'S.No  Item                     Qty  Unit\n1     Ratlami Sev 200 g        20   CTN\n2     Navratan Mix 400 g       10   CTN\n\nDelivery: Rajwada shop, 20-Nov-2026',
    );
    expect(short(reading)).toEqual(['SEV200 20 CAR', 'MIX400 10 CAR']);
    expect([reading.shipTo, reading.requestedDate, reading.poNumber]).toEqual(['S2', '2026-11-20', '77']);
  });

  it('is read with the quantity behind a dash', () => {
    expect(short(mail('Ratlami Sev 200 g - 20 ctn\nButter Chakli 200 g - 5 ctn'))).toEqual(['SEV200 20 CAR', 'CHK200 5 CAR']);
  });
});

describe('quoted text', () => {
  it.each([
    ['Max Muster <m@x.example> schrieb am Fr., 28. Apr. 2017 um 11:53 Uhr:\n> sev 90 ctn'],
    ['-----Mensaje original-----\nDe: "Miguel" <m@x.example>\nEnviado: 16/02/2016 14:53\n\nsev 90 ctn'],
    ['*From:* A <a@x.example>\n*Sent:* 2016-01-27\n*To:* b@x.example\n\nsev 90 ctn'],
    ['--\nsev 90 ctn'],
  ])('counts for nothing: %s', (quoted) => {
    expect(short(mail(`Ratlami Sev 200 g 20 ctn\n\n${quoted}`))).toEqual(['SEV200 20 CAR']);
  });

  it('is the base of what the writer wants the same again', () => {
    const reading = mail(
      'Kindly repeat the same, but chakli 5 only.\n\nFrom: Shree\nSent: 4 November 2026\n> Ratlami Sev 200 g 20 ctn\n> Butter Chakli 200 g 10 ctn',
    );
    expect(short(reading)).toEqual(['SEV200 20 CAR', 'CHK200 5 CAR']);
  });
});

const folder = join(process.env['KARKHANA_SHARED'] ?? '../shared', 'data/orders/email-reply-trimmer');
const plain = (text: string): string => text.replace(/\r\n?/g, '\n').split('\n').map((line) => line.trimEnd()).join('\n').trim(); // prettier-ignore

describe('the mails of many programs and languages', () => {
  const files = existsSync(folder) ? readdirSync(join(folder, 'emails')) : [];
  if (files.length === 0) it.skip(`are not here: ${folder}`, () => undefined);
  it.each(files)('%s is cut to what its writer wrote', (file) => {
    expect(plain(ownText(readFileSync(join(folder, 'emails', file), 'utf8')))).toBe(plain(readFileSync(join(folder, 'trimmed', file), 'utf8')));
  });
});
