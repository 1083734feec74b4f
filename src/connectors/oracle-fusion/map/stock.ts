import type { Position } from '../../../modules/stock/contract.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { Mapped } from '../read/pages.ts';
import type { OracleSettings } from '../settings.ts';
import { childRows, dayOf } from '../wire.ts';
import { milliOf } from './values.ts';

type Hold = OracleSettings['holds'][number];

const inOrganization = (hold: Hold, organization: string): boolean => hold.organization === '*' || hold.organization === organization;

/** Where a subinventory belongs: a hold's goods lie, for us, in the place that they are held of, where there is only one. */
export function placeOf(organization: string, subinventory: string, settings: OracleSettings): { readonly place: string; readonly status: Position['status'] } {
  const holds = settings.holds.filter((hold) => hold.heldIn === subinventory && inOrganization(hold, organization));
  const [hold] = holds;
  if (!hold) return { place: `${organization}/${subinventory}`, status: 'free' };
  return { place: `${organization}/${holds.length === 1 ? hold.subinventory : subinventory}`, status: hold.status };
}

/** The subinventory in which goods of a place have a status; null when the company has none. */
export function subinventoryFor(
  place: string,
  status: Position['status'],
  settings: OracleSettings,
): { readonly organization: string; readonly subinventory: string } | null {
  const [organization = '', subinventory = ''] = place.split('/');
  if (organization === '' || subinventory === '') return null;
  if (status === 'free') return { organization, subinventory };
  const hold = settings.holds.find((one) => one.subinventory === subinventory && one.status === status && inOrganization(one, organization));
  return hold ? { organization, subinventory: hold.heldIn } : null;
}

/** An on-hand balance as positions, one a lot. Skipped: finer than thousandths. */
export function mapStock(row: WireRecord, settings: OracleSettings): readonly Mapped<Position>[] {
  const sku = textOf(row, 'ItemNumber');
  const organization = textOf(row, 'OrganizationCode');
  const { place, status } = placeOf(organization, textOf(row, 'SubinventoryCode'), settings);
  const lots = childRows(row, 'lots');
  const position = (lot: string, quantity: number | null, expiresOn: string | null): Mapped<Position> => {
    const key = [sku, organization, textOf(row, 'SubinventoryCode'), lot].join('/');
    if (quantity === null) return { kind: 'skipped', key, why: 'unreadable_quantity' };
    return { kind: 'mapped', record: { key, version: '', data: { sku, place, lot, status, baseMilli: quantity, expiresOn }, extra: {} } };
  };
  if (lots.length === 0) return [position('', milliOf(row, 'PrimaryQuantity'), null)];
  return lots.map((lot) => position(textOf(lot, 'LotNumber'), milliOf(lot, 'PrimaryQuantity'), dayOf(lot, 'ExpirationDate')));
}
