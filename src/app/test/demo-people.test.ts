import { describe, expect, it } from 'vitest';
import { demoFactory } from '../../../db/seed/index.ts';
import type { Instant } from '../../kernel/time.ts';
import { isOnShift } from '../../modules/identity/domain/duty.ts';

const company = demoFactory();
const hours = Array.from({ length: 7 * 24 }, (_, hour) => new Date(Date.UTC(2026, 10, 22, hour, 17)).toISOString() as Instant);

describe('the rota of the demo factory', () => {
  it('is kept for a company that customers buy from, not for a sales organisation', () => {
    const sellers = company.salesOrgs.map((each) => each.company);
    for (const rota of company.rotas) expect(sellers).toContain(rota.company);
  });

  it('has every sales head on duty at every hour, so that whoever plays the demo may decide', () => {
    const heads = company.people.filter((person) => person.roles.includes('sales_head')).map((person) => person.email);
    const rota = company.rotas.find((each) => each.role === 'sales_head');
    for (const at of hours)
      for (const email of heads) {
        const shifts = (rota?.shifts ?? []).filter((shift) => shift.email === email);
        expect(
          shifts.some((shift) => isOnShift({ zone: rota?.zone ?? '', ...shift }, at)),
          `${email} at ${at}`,
        ).toBe(true);
      }
  });
});
