import { describe, expect, it } from 'vitest';
import { answerVerification } from './verification.ts';

const query = (changes: Record<string, string | undefined> = {}): Record<string, string | undefined> => ({
  'hub.mode': 'subscribe',
  'hub.verify_token': 'token-1',
  'hub.challenge': '1158201444',
  ...changes,
});

describe('the verification of the webhook address', () => {
  it('echoes the challenge to who knows the token', () => {
    expect(answerVerification(query(), 'token-1')).toBe('1158201444');
  });

  it('answers nothing for a wrong or missing token, another mode, or no challenge', () => {
    expect(answerVerification(query({ 'hub.verify_token': 'token-2' }), 'token-1')).toBeNull();
    expect(answerVerification(query({ 'hub.verify_token': undefined }), 'token-1')).toBeNull();
    expect(answerVerification(query({ 'hub.mode': 'unsubscribe' }), 'token-1')).toBeNull();
    expect(answerVerification(query({ 'hub.challenge': undefined }), 'token-1')).toBeNull();
    expect(answerVerification(query({ 'hub.verify_token': '' }), '')).toBeNull();
  });

  it('never echoes markup', () => {
    expect(answerVerification(query({ 'hub.challenge': '<script>alert(1)</script>' }), 'token-1')).toBeNull();
  });
});
