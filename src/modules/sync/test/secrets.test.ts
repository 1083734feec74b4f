import { expect, it } from 'vitest';
import type { Actor } from '../../../platform/runtime/ctx.ts';
import { mayManageConnections, mayResend, maySeeSync } from '../policy.ts';
import { openSecrets, sealSecrets } from '../secrets.ts';

const key = Buffer.alloc(32, 1);

it('secrets open with their key, for their connection, unchanged, and not otherwise', () => {
  const sealed = sealSecrets(key, 'sap', { password: 'hush' });
  expect(openSecrets(key, 'sap', sealed)).toEqual({ password: 'hush' });
  expect(sealed.toString('latin1')).not.toContain('hush');
  expect(sealSecrets(key, 'sap', { password: 'hush' })).not.toEqual(sealed);
  expect(() => openSecrets(Buffer.alloc(32, 2), 'sap', sealed)).toThrow();
  expect(() => openSecrets(key, 'other', sealed)).toThrow();
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
  expect(() => openSecrets(key, 'sap', sealed)).toThrow();
});

it('who may: IT manages connections, the desk resends, everyone signed in sees, customers nothing', () => {
  const person = (...roles: string[]): Actor => ({ kind: 'person', id: 'p', name: 'P', roles });
  expect([mayManageConnections(person('it')), mayManageConnections(person('order_desk'))]).toEqual([true, false]);
  expect([mayResend(person('order_desk')), mayResend(person('driver'))]).toEqual([true, false]);
  expect([maySeeSync(person('driver')), maySeeSync({ kind: 'customer', id: '91' })]).toEqual([true, false]);
});
