import { expect, it } from 'vitest';
import { reportText } from './report-text.ts';

it('a report says where and when, and names the worst first, one finding a line', () => {
  const findings = [
    { about: 'connect', what: 'connection', state: 'ok', text: 'sales orders can be read' },
    { about: 'permission', what: 'stock', state: 'bad', text: 'not let in: give the user role X' },
  ] as const;
  expect(reportText({ id: 'erp-1', vendor: 'SAP', product: 'S/4HANA', host: 'erp.example' }, { at: '2026-11-23T10:00:00.000Z', findings: [...findings] })).toBe(
    [
      'Karkhana ERP doctor: erp-1 (SAP S/4HANA at erp.example)',
      'Looked at 2026-11-23T10:00:00.000Z: 1 bad, 0 warn, 1 ok',
      '',
      'bad   permission  stock: not let in: give the user role X',
      'ok    connect     connection: sales orders can be read',
    ].join('\n'),
  );
});
