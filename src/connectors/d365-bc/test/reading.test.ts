import { describe, expect, it } from 'vitest';
import { aCommand, peerSettings, sandboxPeer } from './sandbox-peer.ts';
import { all, dataOf, silent } from './reads.ts';

describe('Business Central in our words', () => {
  it('reads companies, items with the units of the published page, costs, customers with people and ship-tos, credit', async () => {
    const connection = (await sandboxPeer()).open();
    expect(await dataOf(connection, 'company', 'VI02')).toMatchObject({ code: 'VI02', currency: 'SAR', country: 'SA', zone: 'Asia/Riyadh' });
    expect(await dataOf(connection, 'item', 'SEV200')).toMatchObject({
      name: 'Ratlami sev',
      names: { hi: 'रतलामी सेव' },
      itemGroup: 'SEV',
      baseUom: 'PC',
      salesUom: 'CAR',
      barcode: '2000000000015',
      active: true,
      wholeUnits: true,
      uoms: [
        { uom: 'PC', erpUom: 'PC', numerator: 1, denominator: 1 },
        { uom: 'CAR', erpUom: 'CAR', numerator: 30, denominator: 1 },
      ],
    });
    expect(await dataOf(connection, 'item', 'OLD1')).toMatchObject({ active: false });
    expect(await dataOf(connection, 'item', 'BULK')).toMatchObject({ salesUom: 'KG', wholeUnits: false });
    expect(await dataOf(connection, 'cost', 'SEV200')).toMatchObject({ uom: 'PC', minor: 3_360, currency: 'INR' });
    // the card rounds 806.00 of 240 pieces to 3.35833
    expect(await dataOf(connection, 'cost', 'CHP5')).toMatchObject({ uom: 'CAR', minor: 80_600 });
    expect(await dataOf(connection, 'customer', 'C-1042')).toMatchObject({
      names: { hi: 'श्री ट्रेडर्स' },
      company: 'VI01',
      salesOrg: 'VS01',
      priceList: '*',
      priceGroup: '01',
      language: 'hi',
      zone: 'Asia/Kolkata',
      partialPolicy: 'whole_order',
      shipTos: [
        { code: 'C-1042', isDefault: true },
        { code: 'C-1042-1', city: 'Dewas', isDefault: false },
      ],
      contacts: [{ name: 'Ramesh Gupta', phone: '910000010421', role: 'contact', language: null }],
    });
    expect(await dataOf(connection, 'customer', 'C-1300')).toMatchObject({ blocked: true, blockReason: 'all', partialPolicy: 'good_lines' });
    expect(await dataOf(connection, 'customer', 'C-2001')).toMatchObject({ company: 'VI02', currency: 'SAR', name: 'مؤسسة الرياض' });
    expect(await dataOf(connection, 'credit', 'C-1042')).toMatchObject({ creditLimitMinor: 50_000_000, receivablesMinor: 10_000_000, openOrdersMinor: 0 });
    expect(await dataOf(connection, 'credit', '900007')).toMatchObject({ creditLimitMinor: null });
  });

  it('tells what is ordered and not invoiced as credit used', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    await connection.execute(aCommand(), silent);
    expect(await dataOf(connection, 'credit', 'C-1042')).toMatchObject({ receivablesMinor: 10_000_000, openOrdersMinor: 40 * 126_000 + 25 * 96_000 });
  });

  it('reads prices of cards, groups and customers, and stock by location, lot and hold', async () => {
    const connection = (await sandboxPeer()).open();
    expect(await dataOf(connection, 'price', 'VI01/customer:C-1188/SEV200/CAR//2026-04-01')).toMatchObject({
      priceList: 'customer:C-1188',
      minor: 119_900,
      uom: 'CAR',
      currency: 'INR',
      validTo: '9999-12-31',
    });
    expect(await dataOf(connection, 'price', 'VI01/group:01/SEV200/CAR//2025-04-01')).toMatchObject({ minor: 120_000, validTo: '2026-03-31' });
    expect(await dataOf(connection, 'price', 'VI02/group:11/SEV200/CAR//2026-04-01')).toMatchObject({ minor: 6_550, currency: 'SAR' });
    expect(await dataOf(connection, 'price', 'VI01/*/SEV200///1970-01-01')).toMatchObject({ priceList: '*', minor: 4_200, uom: 'PC' });
    expect(await dataOf(connection, 'stock', 'VI01/SEV200/PI01QC01/L0311')).toEqual({
      sku: 'SEV200',
      place: 'PI01/FG01',
      lot: 'L0311',
      status: 'quality',
      baseMilli: 600_000,
      expiresOn: '2027-03-03',
    });
    expect(await dataOf(connection, 'stock', 'VI01/BULK/PI01FG01/')).toMatchObject({ place: 'PI01/FG01', lot: '', baseMilli: 12_500 });
  });

  it('reads documents; orders that are done live on as invoices', async () => {
    const connection = (await sandboxPeer()).open();
    expect(await dataOf(connection, 'past_order', 'VI01/9000002')).toMatchObject({
      customer: 'C-1042',
      orderedOn: '2026-11-11',
      lines: [
        { lineNo: 10, words: 'peti sev', netMinor: 5_040_000 },
        { lineNo: 20, sku: 'BULK', quantityMilli: 12_500, words: null },
      ],
    });
    expect(await dataOf(connection, 'invoice', 'VI01/9000002')).toMatchObject({
      openMinor: 5_271_313,
      state: 'open',
      dueOn: '2026-12-11',
      lines: [{ order: 'VI01/3000001' }, { order: 'VI01/3000001' }],
    });
    expect(await dataOf(connection, 'delivery', 'VI01/SH3000001')).toMatchObject({
      state: 'shipped',
      lines: [{ order: 'VI01/3000001', orderLine: 10 }, { orderLine: 20 }],
    });
    expect(await dataOf(connection, 'purchase_order', 'VI01/4500001')).toMatchObject({
      supplier: 'V-501',
      state: 'open',
      lines: [{ quantityMilli: 5_000_000, receivedMilli: 2_000_000, place: 'PI01/RM01', uom: 'KG', dueOn: '2026-11-25' }],
    });
  });

  it('says honestly less where no page is published', async () => {
    const peer = await sandboxPeer();
    const bare = peer.open({ published: {}, companies: [peerSettings.companies[0]] });
    expect(await dataOf(bare, 'item', 'SEV200')).toMatchObject({ salesUom: 'PC', uoms: [{ uom: 'PC' }] });
    expect((await all(bare, 'price')).map((record) => record.key)).toEqual(['*/BULK///1970-01-01', '*/CHP5///1970-01-01', '*/SEV200///1970-01-01']);
    expect(await dataOf(bare, 'stock', 'SEV200')).toMatchObject({ place: 'VI01', lot: '', status: 'free', baseMilli: 15_600_000 + 0 });
    expect(await dataOf(bare, 'customer', 'C-1042')).toMatchObject({ priceGroup: '', names: {}, shipTos: [{ code: 'C-1042' }] });
    // documents of the only company need no prefix
    expect((await all(bare, 'purchase_order')).map((record) => record.key)).toEqual(['4500001']);
  });
});

describe('the doctor', () => {
  it('says what IT must know, and what is missing', async () => {
    const peer = await sandboxPeer();
    const findings = await peer.open().inspect();
    expect(findings.filter((finding) => finding.state === 'bad')).toEqual([]);
    expect(findings.map((finding) => finding.about)).toEqual(expect.arrayContaining(['connect', 'contract', 'permission', 'fields', 'speed', 'numbers']));
    expect(await peer.open({}, 'wrong').inspect()).toMatchObject([{ about: 'connect', state: 'bad' }]);
    const poor = await peer.open({ published: { itemUnits: 'NotThere' }, journals: { cash: 'NONE' } }).inspect();
    expect(poor.filter((finding) => finding.state === 'bad').map((finding) => finding.what)).toEqual([
      'Vindhya Snacks & Foods: NotThere',
      'Vindhya Snacks & Foods: journal NONE',
      'Vindhya Riyadh depot: NotThere',
      'Vindhya Riyadh depot: journal NONE',
    ]);
    expect(poor.filter((finding) => finding.state === 'warn').map((finding) => finding.text)).toContain(
      'stock is one total an item, without location and lot'.replace(/^/, 'no published page is set: '),
    );
  });
});
