/** A field of a command. */
export interface WrittenField {
  readonly command: string;
  readonly field: string;
}

const bookings = ['stock_movement', 'stock_status', 'production_receipt', 'operation_confirmation', 'delivery', 'proof_of_delivery', 'payment_receipt'];
const of = (command: string, ...fields: string[]): WrittenField[] => fields.map((field) => ({ command, field }));

/** Where commands say the same thing as a field that is read: what is translated on the way in is translated back on the way out. */
const written: Readonly<Record<string, readonly WrittenField[]>> = {
  'customer.salesOrg': of('create_sales_order', 'salesOrg'),
  'customer.channel': of('create_sales_order', 'channel'),
  'customer.division': of('create_sales_order', 'division'),
  'customer.shipTos.code': of('create_sales_order', 'shipTo'),
  'customer.company': bookings.flatMap((command) => of(command, 'company')),
  'stock.place': [
    ...of('stock_movement', 'lines.place', 'lines.placeTo'),
    ...of('stock_status', 'place'),
    ...of('production_receipt', 'place'),
    ...of('delivery', 'lines.place'),
  ],
  'production_order.operations.operation': of('operation_confirmation', 'operation'),
};

/** Fields of commands that say what this field of an object says. */
export const writtenAs = (object: string, field: string): readonly WrittenField[] => written[`${object}.${field}`] ?? [];
