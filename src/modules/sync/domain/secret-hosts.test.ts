import { expect, it } from 'vitest';
import { goesElsewhere } from './secret-hosts.ts';

const before = { baseUrl: 'https://erp.example:44300/sap', auth: { tokenUrl: 'https://id.example/token' } };

it('another path, or the hosts changed about, is no other place', () => {
  expect(goesElsewhere(before, { baseUrl: 'https://ERP.example:44300/other', auth: { tokenUrl: 'https://erp.example:44300/token' } })).toBe(false);
  expect(goesElsewhere(before, { user: 'x' })).toBe(false);
});

it('another host, port or scheme is, however deep it stands, and a name in front of an @ does not hide it', () => {
  expect(goesElsewhere(before, { ...before, baseUrl: 'https://erp.example:44301' })).toBe(true);
  expect(goesElsewhere(before, { ...before, baseUrl: 'http://erp.example:44300' })).toBe(true);
  expect(goesElsewhere(before, { ...before, auth: { list: [{ tokenUrl: 'https://elsewhere.example' }] } })).toBe(true);
  expect(goesElsewhere(before, { ...before, baseUrl: 'https://erp.example:44300@elsewhere.example/' })).toBe(true);
});
