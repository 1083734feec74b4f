/** The sandbox SAP with a company of a wished size, in a process of its own: its memory is not that of the reader. Prints its address. */
import type { SeedCustomer } from '../../src/sandbox/kit/company-seed.ts';
import { startSapSandbox } from '../../src/sandbox/sap-s4/index.ts';
import { tinyCompany } from '../../src/sandbox/kit/test/tiny-company.ts';

const [customers = 0, items = 0] = process.argv.slice(2).map(Number);
const seed = tinyCompany(items);
const [model] = seed.customers;
if (model === undefined) throw new Error('the small company has no customers');
const more = Array.from({ length: customers }, (_unused, at): SeedCustomer => {
  const code = `N-${String(at).padStart(6, '0')}`;
  const [shop] = model.shipTos;
  const shipTos = shop ? [{ ...shop, code }] : [];
  const contacts: SeedCustomer['contacts'] = [
    { id: `8${String(at).padStart(6, '0')}`, firstName: 'Owner', lastName: code, phone: `9188${String(at).padStart(8, '0')}`, role: 'owner', language: 'EN' },
  ];
  return { ...model, code, name: `Customer ${at}`, localName: '', shipTos, contacts, credit: { limitMinor: 900_000_000_00, receivablesMinor: 0 } };
});
const sandbox = await startSapSandbox({
  port: 0,
  stateDir: null,
  seed: { ...seed, customers: [...seed.customers, ...more] },
  auth: { user: 'BENCH', password: 'bench-bench' },
});
process.stdout.write(`${sandbox.url}\n`);
process.on('SIGTERM', () => void sandbox.stop().then(() => process.exit(0)));
