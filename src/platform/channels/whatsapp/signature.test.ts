import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifySignature } from './signature.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const sign = (secret: string, body: Uint8Array): string => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

describe('the signature of a webhook', () => {
  it('agrees with the published HMAC-SHA256 vectors', () => {
    // RFC 4231, test case 2
    expect(verifySignature('Jefe', bytes('what do ya want for nothing?'), 'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')).toBe(
      true,
    );
    expect(
      verifySignature('key', bytes('The quick brown fox jumps over the lazy dog'), 'sha256=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8'),
    ).toBe(true);
  });

  it('covers the raw bytes: one changed byte, a re-encoded letter or a space breaks it', () => {
    const body = bytes('{"text":"₹ 40 पेटी"}');
    const header = sign('secret', body);
    expect(verifySignature('secret', body, header)).toBe(true);
    expect(verifySignature('secret', bytes('{"text":"₹ 41 पेटी"}'), header)).toBe(false);
    expect(verifySignature('secret', bytes('{"text":"\\u20b9 40 पेटी"}'), header)).toBe(false);
    expect(verifySignature('secret', bytes('{"text":"₹ 40 पेटी"} '), header)).toBe(false);
    expect(verifySignature('Secret', body, header)).toBe(false);
  });

  it('is false, not an error, for a header that is absent, short, long, of another algorithm or no hex', () => {
    const body = bytes('{}');
    const good = sign('secret', body);
    const bad = [
      null,
      undefined,
      '',
      'sha256=',
      good.slice(0, -1),
      `${good}0`,
      good.slice(7),
      good.replace('sha256', 'sha1'),
      ` ${good}`,
      `${good}\n`,
      `${good}, ${good}`,
      `sha256=${'z'.repeat(64)}`,
    ];
    for (const header of bad) expect(verifySignature('secret', body, header), String(header)).toBe(false);
  });

  it('takes the same digest in upper-case hex, but only the documented prefix', () => {
    const body = bytes('{}');
    const hex = sign('secret', body).slice(7).toUpperCase();
    expect(verifySignature('secret', body, `sha256=${hex}`)).toBe(true);
    expect(verifySignature('secret', body, `SHA256=${hex}`)).toBe(false);
  });

  it('is never true while no secret is set', () => {
    expect(verifySignature('', bytes('{}'), sign('', bytes('{}')))).toBe(false);
  });

  it('holds for any bytes and fails for any others', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), fc.string({ minLength: 1 }), (body, other, secret) => {
        const header = sign(secret, body);
        expect(verifySignature(secret, body, header)).toBe(true);
        if (!Buffer.from(body).equals(Buffer.from(other))) expect(verifySignature(secret, other, header)).toBe(false);
      }),
    );
  });
});
